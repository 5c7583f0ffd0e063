"""From a grid of cells, header rows included, to an export."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.column_operations import translate
from ckmreport.intake.export import Column
from ckmreport.intake.findings import Finding
from ckmreport.intake.readers.header import TOP, Header, Known, find_header, nothing_known

#: A questionnaire of the size of this report's has about a hundred.
_MOST_COLUMNS = 4_000


def from_grid(
    grid: pd.DataFrame, known: Known = nothing_known, *, skipped: int = 0
) -> tuple[pd.DataFrame, tuple[Column, ...], tuple[Finding, ...]]:
    """Split a grid of text into answers, with row numbers as a person sees them, and columns.

    Rows and nameless columns without a value are left out; a name that stands twice gets a
    number. `skipped` rows stand before the grid. What stands above the header is said in a note.
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
    return kept, tuple(columns), _above(grid, header, skipped)


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
    filled = (grid.iloc[: header.start] != "").any(axis="columns")
    rows = tuple(place + 1 + skipped for place, holds in enumerate(filled) if holds)
    if not rows:
        return ()
    place = header.start + 1 + skipped
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
