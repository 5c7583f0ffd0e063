"""The command `ckm ledger`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ckmreport.cli.console import reporting_errors
from ckmreport.cli.options import BooksFolder, DataFolder, Debug, books_folder, data_folder
from ckmreport.cli.terminal_table import show_rows
from ckmreport.foundation.project import find_project
from ckmreport.report.book_up_to_date import book_of
from ckmreport.report.freshness.inputs import Study
from ckmreport.report.proof.ledger import ClaimEntry, Ledger, Number, read_ledger
from ckmreport.report.proof.recount import recount
from ckmreport.survey.waves import wave_folder


def ledger(
    wave: Annotated[
        str | None, typer.Argument(help="The wave, for instance 2023. Default: the newest one.")
    ] = None,
    data: DataFolder = None,
    books: BooksFolder = None,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Give the whole ledger, as in ledger.json.")
    ] = False,
    verify: Annotated[
        bool, typer.Option("--verify", help="Count every number again from the rows.")
    ] = False,
    debug: Debug = False,
) -> None:
    """List every number and claim in the report of a wave, and where each comes from."""
    with reporting_errors(debug):
        project, folder = find_project(), data_folder(data)
        study = Study(project, folder, wave or wave_folder(folder).name)
        found = read_ledger(book_of(study, books_folder(books, project)))
        if verify:
            _verify(found, study.folder.parent)
        elif as_json:
            typer.echo(found.as_json(), nl=False)
        else:
            _show(found)


def _show(found: Ledger) -> None:
    show_rows(
        f"Numbers in the report of wave {found.wave}",
        ("id", "value", "of", "question", "counted", "sentence"),
        [
            (n.id, n.value, _of(n), " + ".join(n.questions), n.counted, n.sentence)
            for n in found.numbers
        ],
    )
    show_rows(
        "Claims",
        ("id", "holds", "condition", "sentence"),
        [(claim.id, _truth(claim), claim.when, claim.sentence) for claim in found.claims],
    )
    show_rows(
        "Figures and tables",
        ("id", "rows", "caption"),
        [(figure.id, str(len(figure.rows)), figure.caption) for figure in found.figures],
    )


def _verify(found: Ledger, waves: Path) -> None:
    """Follow every recipe, and say how many agree; the exit code is 1 where one does not."""
    recounted = list(recount(found.numbers, waves))
    wrong = [one for one in recounted if not one.agrees]
    for one in wrong:
        told = one.number.count if one.number.base is None else _of(one.number)
        typer.echo(f"{one.number.id}: the report says {told}, the rows give {one.found}")
    without = len(found.numbers) - len(recounted)
    typer.echo(
        f"{len(recounted) - len(wrong)} of {len(recounted)} numbers agree with the rows; "
        f"{without} others were counted from no answers, or are not shown"
    )
    if wrong:
        raise typer.Exit(1)


def _of(number: Number) -> str:
    return "" if number.base is None else f"{number.count}/{number.base}"


def _truth(claim: ClaimEntry) -> str:
    if not claim.told:
        return "cannot be told"
    return "yes" if claim.holds else "NO"
