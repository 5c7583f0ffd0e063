"""Exports as a spreadsheet of Excel."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ckmreport.foundation.errors import CkmError, of_system
from ckmreport.intake.export import Export
from ckmreport.intake.readers.cell_errors import unread_cells
from ckmreport.intake.readers.grid import from_grid, require_columns
from ckmreport.intake.readers.header import Known, nothing_known
from ckmreport.intake.readers.sheets import Sheet, choose_sheet, other_sheets

_CELL = re.compile(rb'<c [^<>]{0,40}?r="([A-Z]{1,4})([0-9]{1,9})"')
_LONGEST_TAG = 80
_PIECE = 1 << 20
_MOST_CELLS = 200_000_000


def read_spreadsheet(
    path: Path, known: Known = nothing_known, *, wanted: str | None = None
) -> Export:
    """Read the sheet of an .xlsx file that holds the answers.

    Whole numbers become text without a decimal point, dates and times ISO 8601, and true and
    false 1 and 0. An error stands there as it is called, and a formula that was never computed
    as itself. Sheets that are left out are said in a note.

    Args:
        path: the file.
        known: tells which headings the questionnaire knows; it finds the sheet and the header.
        wanted: the sheet that somebody names.

    Raises:
        CkmError: if the file is no spreadsheet, or nothing tells which sheet holds the answers.
    """
    try:
        _require_modest(path)
        sheets = _sheets(path)
    except OSError as error:
        raise of_system(error) from None
    except (CalamineError, zipfile.BadZipFile) as error:
        raise CkmError(
            f"not a spreadsheet that can be read ({error})",
            place=path,
            advice="Save it again as .xlsx, without a password",
        ) from None
    chosen = choose_sheet(sheets, known, path, wanted)
    rows = chosen.rows
    names: dict[object, str] = {}
    grid = pd.DataFrame(
        [[cell if type(cell) is str else _text(cell, names) for cell in row] for row in rows],
        dtype="str",
    )
    for (row, column), text in unread_cells(path, chosen.name).items():
        if row < len(grid) and column < len(grid.columns):
            grid.iat[row, column] = text
    frame, columns, notes = from_grid(grid, known, merged=chosen.merged)
    return Export(path, "xlsx", frame, columns, (*other_sheets(sheets, chosen), *notes))


def _sheets(path: Path) -> list[Sheet]:
    """Read all sheets that hold anything; a chart sheet holds nothing."""
    book = CalamineWorkbook.from_path(str(path))
    found = []
    for about in book.sheets_metadata:
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        rows = sheet.to_python(skip_empty_area=False)
        if any(cell != "" for row in rows for cell in row):
            hidden = about.visible is not SheetVisibleEnum.Visible
            found.append(Sheet(about.name, hidden, rows, sheet.merged_cell_ranges or ()))
    return found


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
