"""The command `ckm wave forget`."""

from __future__ import annotations

from typing import Annotated

import typer

from ckmreport.cli.console import reporting_errors, short
from ckmreport.cli.options import BooksFolder, DataFolder, Debug, books_folder, data_folder
from ckmreport.foundation.project import find_project
from ckmreport.report.forgotten_wave import forget as forget_wave
from ckmreport.report.forgotten_wave import traces_of
from ckmreport.report.freshness.inputs import Study


def forget(
    wave: Annotated[str, typer.Argument(help="The wave, for instance 2025.")],
    data: DataFolder = None,
    books: BooksFolder = None,
    yes: Annotated[bool, typer.Option("--yes", help="Remove without asking.")] = False,
    debug: Debug = False,
) -> None:
    """Remove a wave: answers, also replaced ones, texts, caches and books."""
    with reporting_errors(debug):
        project = find_project()
        study = Study(project, data_folder(data), wave)
        traces = traces_of(study, books_folder(books, project))
        for folder in traces.folders:
            typer.echo(f"Gaat weg: {short(folder)}")
        if not yes:
            typer.confirm("Voorgoed verwijderen?", abort=True)
        forget_wave(study, traces)
        typer.echo("Verwijderd. Wat het commando niet kan bereiken:")
        for text in traces.unreachable:
            typer.echo(f"- {text}")
