"""The command `ckm`: makes the report and checks its sources."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from ckmreport.cli.audit import audit
from ckmreport.cli.console import (
    reporting_errors,
    show_progress,
    show_reasons,
    show_report,
    show_unfinished,
)
from ckmreport.cli.diff import diff
from ckmreport.cli.fleet import fleet
from ckmreport.cli.ledger import ledger
from ckmreport.cli.options import DataFolder, Debug, data_folder
from ckmreport.cli.reconstruct import reconstruct
from ckmreport.cli.wave import wave_app
from ckmreport.errors import CkmError
from ckmreport.project import find_project

app = typer.Typer(
    help="Make the report on suspected exploitation from a survey wave.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def report(
    wave: Annotated[
        str | None, typer.Argument(help="The wave, for instance 2023. Default: the newest one.")
    ] = None,
    renderer: Annotated[
        Literal["auto", "quarto", "embedded"],
        typer.Option(help="What sets the book; auto takes Quarto where it is installed."),
    ] = "auto",
    to: Annotated[
        Literal["all", "html", "pdf"], typer.Option("--to", help="Which form to make.")
    ] = "all",
    data: DataFolder = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Where books go. Default: _book/ of the project.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Chapters at a time. Default: one per core.")
    ] = None,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Fail on a sentence that does not hold or is missing."),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Execute every chapter, also where nothing changed.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say of each chapter why it is executed.")
    ] = False,
    debug: Debug = False,
) -> None:
    """Render the report of a wave as an HTML book and a PDF."""
    with reporting_errors(debug):
        # Here, because pandas and papermill take a second that --help should not cost.
        from ckmreport.cli.making import (  # noqa: PLC0415
            Request,
            UnfinishedError,
            book_chapters,
            make_report,
        )
        from ckmreport.waves.wave import wave_folder  # noqa: PLC0415

        project = find_project()
        folder = data_folder(data)
        request = Request(
            project=project,
            chapters=book_chapters(project),
            data=folder,
            wave_folder=wave_folder(folder, wave),
            out=(out or project / "_book").resolve(),
            formats=("html", "pdf") if to == "all" else (to,),
            renderer=renderer,
            jobs=jobs or os.cpu_count() or 1,
            strict=strict,
            again=force,
            explain=show_reasons if explain else None,
        )
        try:
            with show_progress(request) as on_event:
                made = make_report(request, on_event)
        except UnfinishedError as unfinished:
            show_unfinished(unfinished.untrue, unfinished.missing)
            raise
        show_report(made)


@app.command()
def check(data: DataFolder = None, debug: Debug = False) -> None:
    """Check the sources: notebooks, texts of the waves, questionnaire and waves."""
    with reporting_errors(debug):
        from ckmreport.review.sources import check_sources  # noqa: PLC0415

        project = find_project()
        findings = check_sources(project, data_folder(data))
        for finding in findings:
            typer.echo(str(finding))
        if findings:
            raise CkmError(f"{len(findings)} things to mend in the sources")
        typer.echo("The sources are in order.")


app.command()(audit)
app.command()(diff)
app.command()(fleet)
app.command()(ledger)
app.command()(reconstruct)
app.add_typer(wave_app, name="wave")


def run() -> None:
    """Run the command line."""
    app()
