"""From a grid of cells, header rows included, to an export."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.column_operations import translate
from ckmreport.intake.export import Column

#: A questionnaire of the size of this report's has about a hundred.
_MOST_COLUMNS = 4_000
#: What Qualtrics writes in its third header row.
_IMPORT_ID = '{"ImportId"'


def from_grid(grid: pd.DataFrame) -> tuple[pd.DataFrame, tuple[Column, ...]]:
    """Split a grid of text into answers, with row numbers as a person sees them, and columns.

    The first row holds the names. Where the third row holds the import ids of Qualtrics, the
    second holds the texts of the questions. Rows and nameless columns without a value are left
    out; a name that stands twice gets a number.
    """
    headers = 3 if _has_import_ids(grid) else 1
    names = _unique([" ".join(str(name).split()) for name in grid.iloc[0]])
    labels = [" ".join(str(label).split()) for label in grid.iloc[1]] if headers > 1 else []
    answers = pd.DataFrame(
        {name: translate(grid.iloc[headers:, place], str.strip) for place, name in enumerate(names)}
    )
    answers.index = pd.Index(range(headers + 1, headers + 1 + len(answers)), name="row")
    filled = answers != ""
    answers = answers.loc[filled.any(axis="columns")]
    columns = [
        Column(name, labels[place] if labels else "")
        for place, name in enumerate(names)
        if str(grid.iloc[0, place]).strip() or filled[name].any()
    ]
    return answers[[column.name for column in columns]], tuple(columns)


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


def _has_import_ids(grid: pd.DataFrame) -> bool:
    return len(grid) > 2 and any(str(cell).startswith(_IMPORT_ID) for cell in grid.iloc[2])


def _unique(names: list[str]) -> list[str]:
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
