"""Exports as a spreadsheet of Excel."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook

from ckmreport.foundation.errors import CkmError, of_system
from ckmreport.intake.export import Export
from ckmreport.intake.readers.grid import from_grid, require_columns

_CELL = re.compile(rb'<c [^<>]{0,40}?r="([A-Z]{1,4})([0-9]{1,9})"')
_LONGEST_TAG = 80
_PIECE = 1 << 20
_MOST_CELLS = 200_000_000


def read_spreadsheet(path: Path) -> Export:
    """Read the first sheet of an .xlsx file.

    Whole numbers become text without a decimal point, dates and times ISO 8601, and true and
    false 1 and 0.

    Raises:
        CkmError: if the file is no spreadsheet, or its first sheet is empty.
    """
    try:
        _require_modest(path)
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except OSError as error:
        raise of_system(error) from None
    except (CalamineError, zipfile.BadZipFile) as error:
        raise CkmError(
            f"not a spreadsheet that can be read ({error})",
            place=path,
            advice="Save it again as .xlsx, without a password",
        ) from None
    if not rows or not any(cell != "" for cell in rows[0]):
        raise CkmError(
            "the first row of the first sheet is empty",
            place=path,
            advice="Put the names of the columns there",
        )
    names: dict[object, str] = {}
    grid = pd.DataFrame(
        [[cell if type(cell) is str else _text(cell, names) for cell in row] for row in rows],
        dtype="str",
    )
    frame, columns = from_grid(grid)
    return Export(path, "xlsx", frame, columns)


def _require_modest(path: Path) -> None:
    """Check, before cells are given a place in memory, that one far away does not need too many.

    Raises:
        CkmError: if a sheet is wider or larger than answers can be.
    """
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/"):
                continue
            columns = rows = 0
            rest = b""
            with archive.open(name) as file:
                while piece := file.read(_PIECE):
                    for letters, number in _CELL.findall(rest + piece):
                        columns = max(columns, _column(letters))
                        rows = max(rows, int(number))
                    rest = piece[-_LONGEST_TAG:]
            require_columns(columns, path)
            if columns * rows > _MOST_CELLS:
                raise CkmError(
                    f"the sheet has {rows:,} rows and {columns:,} columns, more than can be read",
                    place=path,
                    advice="Remove what stands far below or beside the answers, and save it again",
                )


def _column(letters: bytes) -> int:
    """Give the number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _text(cell: object, known: dict[object, str]) -> str:
    """Give a cell as text; `known` saves the work for a value that was seen before."""
    key = (type(cell), cell)
    if key not in known:
        if isinstance(cell, bool):
            known[key] = "1" if cell else "0"
        elif isinstance(cell, float) and cell.is_integer():
            known[key] = str(int(cell))
        elif isinstance(cell, dt.datetime | dt.date | dt.time):
            known[key] = cell.isoformat()
        else:
            known[key] = str(cell)
    return known[key]
