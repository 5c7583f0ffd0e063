"""The command `ckm`: makes the report and checks its sources."""

from __future__ import annotations

import gc
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ckmreport.cli.audit import audit
from ckmreport.cli.console import (
    reporting_errors,
    show_passed_over,
    show_progress,
    show_report,
    show_unfinished,
)
from ckmreport.cli.diff import diff
from ckmreport.cli.fleet import fleet
from ckmreport.cli.ledger import ledger
from ckmreport.cli.options import DataFolder, Debug, books_folder, data_folder
from ckmreport.cli.preview import preview
from ckmreport.cli.reconstruct import reconstruct
from ckmreport.cli.wave.add_check_code import wave_app
from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.project import find_project

if TYPE_CHECKING:
    from ckmreport.report.request import Report, Request

app = typer.Typer(
    help="Make the report on suspected exploitation from a survey wave.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # its panels show `--strict <bool>`, though a flag takes no value
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
        typer.Option("--strict", help="Fail on what does not hold, or is to be filled in."),
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
        # Here, because pandas and papermill take a second that nobody should wait for who asks
        # for help, or for a book of which nothing changed.
        from ckmreport.report.book_up_to_date import Bookkeeping  # noqa: PLC0415
        from ckmreport.report.execute.processes import Pool  # noqa: PLC0415
        from ckmreport.report.freshness.inputs import Study  # noqa: PLC0415
        from ckmreport.report.request import Request, preload_for  # noqa: PLC0415
        from ckmreport.survey.waves import folders_passed_over, wave_folder  # noqa: PLC0415

        project = find_project()
        folder = data_folder(data)
        show_passed_over(folders_passed_over(folder))
        request = Request(
            study=Study(project, folder, wave_folder(folder, wave).name),
            out=books_folder(out, project),
            formats=("html", "pdf") if to == "all" else (to,),
            renderer=renderer,
            jobs=jobs or os.cpu_count() or 1,
            strict=strict,
            again=force,
        )
        books = Bookkeeping(request)
        books.refuse_to_replace_another()
        if not books.reason:
            show_report(books.report, unchanged=True)
            return
        if explain:
            typer.echo(f"The book is made, because {books.reason}")
        # The libraries of notebooks are imported while this process imports others.
        pool = Pool(request.jobs, preload_for(request.study))
        made = _make(replace(request, pool=pool), explain=explain)
        books.save(made)
        show_report(made)


def _make(request: Request, *, explain: bool) -> Report:
    from ckmreport.report.make import UnfinishedError, make_report  # noqa: PLC0415

    try:
        with show_progress(request.study.wave, explain=explain) as on_event:
            return make_report(request, on_event)
    except UnfinishedError as unfinished:
        show_unfinished(unfinished.untrue, unfinished.open_ends)
        raise


@app.command()
def check(data: DataFolder = None, debug: Debug = False) -> None:
    """Check the sources: notebooks, texts of the waves, questionnaire and waves."""
    with reporting_errors(debug):
        from ckmreport.review.source_checks import check_sources  # noqa: PLC0415
        from ckmreport.survey.waves import folders_passed_over  # noqa: PLC0415

        project, folder = find_project(), data_folder(data)
        show_passed_over(folders_passed_over(folder))
        findings = check_sources(project, folder)
        for finding in findings:
            typer.echo(str(finding))
        if findings:
            raise CkmError(f"{len(findings)} things to mend in the sources")
        typer.echo("The sources are in order.")


app.command()(audit)
app.command()(diff)
app.command()(fleet)
app.command()(ledger)
app.command()(preview)
app.command()(reconstruct)
app.add_typer(wave_app, name="wave")


def run() -> None:
    """Run the command line."""
    gc.set_threshold(100_000)  # a command is over before what it leaves behind matters
    app()
