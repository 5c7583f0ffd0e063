"""From a grid of cells, header rows included, to an export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.column_operations import translate
from ckmreport.intake.export import Column
from ckmreport.intake.findings import Finding
from ckmreport.intake.readers.header import TOP, Header, Known, find_header, nothing_known

#: A questionnaire of the size of this report's has about a hundred.
_MOST_COLUMNS = 4_000
#: A title takes a few cells, and a row of answers more; not so of who stopped at once.
_TITLE_CELLS = 3

#: The first and the last cell of a part of a grid, as row and column counted from 0.
Area = tuple[tuple[int, int], tuple[int, int]]


def from_grid(
    grid: pd.DataFrame,
    known: Known = nothing_known,
    *,
    skipped: int = 0,
    merged: Iterable[Area] = (),
) -> tuple[pd.DataFrame, tuple[Column, ...], tuple[Finding, ...]]:
    """Split a grid of text into answers, with row numbers as a person sees them, and columns.

    Rows and nameless columns without a value are left out; a name that stands twice gets a
    number. `skipped` rows stand before the grid. What stands above the header is said in a note,
    and so are answers in areas of which the cells were `merged`: only the first has a value.
    """
    header = find_header(grid.iloc[:TOP].astype(str).to_numpy().tolist(), known)
    names = _unique(header.names)
    answers = pd.DataFrame(
        {
            name: translate(grid.iloc[header.end :, place], str.strip)
            for place, name in enumerate(names)
        }
    )
    first = header.end + 1 + skipped
    answers.index = pd.Index(range(first, first + len(answers)), name="row")
    filled = answers != ""
    answers = answers.loc[filled.any(axis="columns")]
    columns = [
        Column(name, header.labels[place], nameless=place in header.nameless)
        for place, name in enumerate(names)
        if place not in header.nameless or filled[name].any()
    ]
    kept = answers[[column.name for column in columns]]
    notes = (*_above(grid, header, skipped), *_merged(merged, names, kept, skipped))
    return kept, tuple(columns), notes


def require_columns(number: int, path: Path) -> None:
    """Check that an export is not wider than any questionnaire.

    Raises:
        CkmError: if it is.
    """
    if number > _MOST_COLUMNS:
        raise CkmError(
            f"the export has {number:,} columns, more than {_MOST_COLUMNS:,}",
            place=path,
            advice="Remove those without answers, and save it again",
        )


def _above(grid: pd.DataFrame, header: Header, skipped: int) -> tuple[Finding, ...]:
    """Say which rows above the header were left out."""
    filled = (grid.iloc[: header.start] != "").sum(axis="columns")
    rows = tuple(place + 1 + skipped for place, cells in enumerate(filled) if cells)
    if not rows:
        return ()
    place = header.start + 1 + skipped
    if max(filled) > _TITLE_CELLS:
        return (
            Finding(
                severity="error",
                check="header-row",
                column="",
                rows=rows,
                value="",
                message=(
                    f"De kopregel staat op rij {place}, en daarboven staan rijen met meer dan een "
                    "titel. Zij zijn niet als antwoord gelezen."
                ),
                advice=(
                    "Misschien is er gesorteerd met de kopregel erbij: exporteer opnieuw. Zijn "
                    "het geen antwoorden, verwijder deze rijen dan."
                ),
            ),
        )
    return (
        Finding(
            severity="note",
            check="header-row",
            column="",
            rows=rows,
            value="",
            message=(
                f"De kopregel staat op rij {place}. Wat daarboven staat, is niet als antwoord "
                "gelezen."
            ),
            advice="Kijk na of daar geen antwoorden staan.",
        ),
    )


def _merged(
    areas: Iterable[Area], names: Sequence[str], answers: pd.DataFrame, skipped: int
) -> tuple[Finding, ...]:
    """Say where cells of answers were made one: whose answer it was, nobody can tell."""
    found: dict[str, set[int]] = {}
    for (top, left), (bottom, right) in areas:
        place = answers.index - 1 - skipped
        rows = {int(row) for row in answers.index[(place >= top) & (place <= bottom)]}
        for name in names[left : right + 1]:
            if rows and name in answers:
                found.setdefault(name, set()).update(rows)
    return tuple(
        Finding(
            severity="error",
            check="merged-cells",
            column=name,
            rows=tuple(sorted(rows)),
            value="",
            message=(
                f"In kolom “{name}” zijn cellen samengevoegd; alleen de eerste heeft dan een "
                "waarde."
            ),
            advice=(
                "Exporteer opnieuw uit het enquêteprogramma, of maak de samenvoeging ongedaan en "
                "zet in elke cel het antwoord dat er stond."
            ),
        )
        for name, rows in found.items()
    )


def _unique(names: tuple[str, ...]) -> list[str]:
    """Give every column a name of its own, by adding a number where needed."""
    unique: dict[str, None] = {}
    next_number: dict[str, int] = {}
    for place, given in enumerate(names, start=1):
        wanted = name = given or f"kolom {place}"
        while name in unique:
            number = next_number.get(wanted, 2)
            name, next_number[wanted] = f"{wanted} ({number})", number + 1
        unique[name] = None
    return list(unique)
