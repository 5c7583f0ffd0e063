"""Exports as a spreadsheet of Excel."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.export import Export
from ckmreport.intake.readers.grid import from_grid


def read_spreadsheet(path: Path) -> Export:
    """Read the first sheet of an .xlsx file.

    Whole numbers become text without a decimal point, dates and times ISO 8601, and true and
    false 1 and 0.

    Raises:
        CkmError: if the file is no spreadsheet, or its first sheet is empty.
    """
    try:
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, OSError) as error:
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
