"""The command `ckm diff`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ckmreport.cli.console import reporting_errors
from ckmreport.cli.options import BooksFolder, DataFolder, Debug, books_folder, data_folder
from ckmreport.cli.terminal_table import show_rows
from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.project import find_project
from ckmreport.presentation.tokens import EXTENSION, load_tokens
from ckmreport.report.book_up_to_date import book_of
from ckmreport.report.freshness.inputs import Study
from ckmreport.report.proof.cell_format import written
from ckmreport.report.proof.ledger import ClaimEntry, Number, read_ledger
from ckmreport.review.diff import Difference, changed_cells, compare
from ckmreport.review.diff_page import diff_page
from ckmreport.survey.waves import wave_folder


def diff(
    old: Annotated[str, typer.Argument(help="The earlier wave, for instance 2023.")],
    new: Annotated[str, typer.Argument(help="The later wave, for instance 2025.")],
    *,
    data: DataFolder = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Write a page that shows it, as FILE.html.")
    ] = None,
    books: BooksFolder = None,
    debug: Debug = False,
) -> None:
    """List every number, claim, figure and table that differs between two reports."""
    with reporting_errors(debug):
        project, folder = find_project(), data_folder(data)
        # Report a mistyped name first.
        names = [wave_folder(folder, wave).name for wave in (old, new)]
        place = books_folder(books, project)
        before, after = (
            read_ledger(book_of(Study(project, folder, name), place)) for name in names
        )
        difference = compare(before, after)
        _show(difference)
        if out is not None:
            _write(out, diff_page(difference, load_tokens(project / EXTENSION, folder)))
            typer.echo(f"Written: {out}")


def _write(file: Path, page: str) -> None:
    try:
        file.write_text(page, encoding="utf-8")
    except OSError as error:
        raise CkmError(
            f"the page cannot be written ({error.strerror})",
            place=file,
            advice="Name another file with --out",
        ) from None


def _show(difference: Difference) -> None:
    waves = (difference.old_wave, difference.new_wave)
    show_rows(
        f"Numbers that differ: {len(difference.numbers)}",
        ("id", *waves, "", "sentence"),
        [
            (c.entry.id, _value(c.old), _value(c.new), c.kind, c.entry.sentence)
            for c in difference.numbers
        ],
    )
    show_rows(
        f"Claims that differ: {len(difference.claims)}",
        ("id", *waves, "", "sentence"),
        [
            (c.entry.id, _truth(c.old), _truth(c.new), c.kind, c.entry.sentence)
            for c in difference.claims
        ],
    )
    rows = []
    for change in difference.figures:
        cells = changed_cells(change.old, change.new) if change.old and change.new else []
        rows += [(change.entry.id, c.row, c.column, written(c.old), written(c.new)) for c in cells]
        if not cells:
            rows.append((change.entry.id, "", "", change.kind, change.entry.caption))
    show_rows(
        f"Figures and tables that differ: {len(difference.figures)}",
        ("id", "row", "column", *waves),
        rows,
    )


def _value(number: Number | None) -> str:
    if number is None:
        return ""
    return number.value if number.base is None else f"{number.value} ({number.count}/{number.base})"


def _truth(claim: ClaimEntry | None) -> str:
    if claim is None:
        return ""
    if not claim.told:
        return "cannot be told"
    return "holds" if claim.holds else "does not hold"
