"""The command `ckm reconstruct`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ckmreport.cli.console import reporting_errors
from ckmreport.cli.options import DataFolder, Debug, data_folder
from ckmreport.cli.progress_bar import progress_bar
from ckmreport.foundation.errors import CkmError
from ckmreport.publication.reconstruct import reconstruct as rebuild


def reconstruct(
    wave: Annotated[str, typer.Argument(help="The wave whose figures were printed.")] = "2023",
    out: Annotated[
        Path | None,
        typer.Option("--out", help="The file to write. Default: responses.csv of the wave."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Another seed gives other rows, equally good.")] = 1,
    data: DataFolder = None,
    debug: Debug = False,
) -> None:
    """Rebuild the rows of a wave from the printed figures; no row is a person."""
    with reporting_errors(debug):
        folder = data_folder(data)
        target = out or folder / "waves" / wave / "responses.csv"
        if not target.parent.is_dir():
            raise CkmError("there is no such folder", place=target.parent, advice="Make it first")
        with progress_bar("", total=1.0) as bar:
            rebuild(
                folder,
                wave,
                target,
                seed=seed,
                on_progress=lambda words, done: bar.show(words, done=done),
            )
        typer.echo(f"Written: {target}")
