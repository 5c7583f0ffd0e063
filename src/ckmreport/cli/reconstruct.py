"""The command `ckm reconstruct`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

from ckmreport.cli.console import reporting_errors
from ckmreport.errors import CkmError
from ckmreport.project import find_project


def reconstruct(
    wave: Annotated[str, typer.Argument(help="The wave whose figures were printed.")] = "2023",
    out: Annotated[
        Path | None,
        typer.Option("--out", help="The file to write. Default: responses.csv of the wave."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Another seed gives other rows, equally good.")] = 1,
    data: Annotated[
        Path | None,
        typer.Option("--data", help="The data folder. Default: data/ of the project."),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Rebuild the rows of a wave from the printed figures; no row is a person."""
    with reporting_errors(debug):
        from ckmreport.reconstruct import reconstruct as rebuild  # noqa: PLC0415

        folder = (data or find_project() / "data").resolve()
        target = out or folder / "waves" / wave / "responses.csv"
        if not target.parent.is_dir():
            raise CkmError("there is no such folder", place=target.parent, advice="Make it first")
        with Progress(
            SpinnerColumn(),
            BarColumn(bar_width=24),
            TextColumn("{task.description}"),
            console=Console(stderr=True),
            transient=True,
        ) as progress:
            task = progress.add_task("", total=1.0)
            rebuild(
                folder,
                wave,
                target,
                seed=seed,
                on_progress=lambda words, done: progress.update(
                    task, description=words, completed=done
                ),
            )
        typer.echo(f"Written: {target}")
