"""The command `ckm report`."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from ckmreport.cli.console import (
    reporting_errors,
    show_passed_over,
    show_report,
)
from ckmreport.cli.options import PRINTED_FIGURES, DataFolder, Debug, books_folder, data_folder
from ckmreport.foundation.project import find_project
from ckmreport.report.book_up_to_date import Bookkeeping
from ckmreport.report.execute.processes import Pool
from ckmreport.report.freshness.inputs import Study
from ckmreport.report.request import Request, preload_for
from ckmreport.survey.waves import folders_passed_over, wave_folder


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
            printed=PRINTED_FIGURES,
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
        # This one takes a second to import, so only where there is something to make.
        from ckmreport.cli.report_progress import make_with_progress  # noqa: PLC0415

        made = make_with_progress(replace(request, pool=pool), explain=explain)
        books.save(made)
        show_report(made)
