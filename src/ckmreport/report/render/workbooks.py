"""Data that is too long to print, as files beside the report: a workbook, and the same as CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ckmreport.report.render.book import Book, read_book
from ckmreport.report.render.notebook import read_notebook
from ckmreport.report.render.tables import safe

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LANGUAGE = "nl-NL"
_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>[^<]*</dcterms:modified>")
_NARROWEST, _WIDEST = 8, 60  # characters


@dataclass(frozen=True)
class WorkbookFiles:
    """A workbook that was written: what it holds, and its files."""

    title: str
    files: tuple[Path, ...]


def write_workbooks(staged: Path, folder: Path) -> list[WorkbookFiles]:
    """Write what the cells of a book give as a workbook; its name is that of the files.

    The workbook has a sheet per kind, the CSV file the kind in its first column.
    """
    book = read_book(staged)
    return [_write(one, book, folder) for one in _workbooks(book)]


def _workbooks(book: Book) -> Iterator[Mapping[str, Any]]:
    for chapter in book.chapters:
        for cell in read_notebook(book.folder, chapter.path).cells:
            if cell.shown and cell.workbook is not None:
                yield cell.workbook


def _write(given: Mapping[str, Any], book: Book, folder: Path) -> WorkbookFiles:
    folder.mkdir(parents=True, exist_ok=True)
    files = (folder / f"{given['name']}.xlsx", folder / f"{given['name']}.csv")
    _write_xlsx(given, book, files[0])
    with files[1].open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["Soort", *given["sheets"][0]["columns"]])
        for sheet in given["sheets"]:
            writer.writerows([sheet["name"], *map(safe, row)] for row in sheet["rows"])
    return WorkbookFiles(given["title"], files)


def _write_xlsx(given: Mapping[str, Any], book: Book, file: Path) -> None:
    from openpyxl import Workbook  # noqa: PLC0415, it imports numpy, and few books have one

    workbook = Workbook()
    about = workbook.properties
    about.title, about.subject = given["title"], book.title
    about.creator, about.language = ", ".join(book.authors), _LANGUAGE
    about.created = dt.datetime.combine(book.date, dt.time(12))
    workbook.remove(workbook.worksheets[0])
    for sheet in given["sheets"]:
        _fill(workbook.create_sheet(sheet["name"]), sheet["columns"], sheet["rows"])
    made = io.BytesIO()
    workbook.save(made)
    _write_without_clock(made, file)


def _write_without_clock(made: io.BytesIO, file: Path) -> None:
    """Write a workbook without the time at which it was saved: the same book, the same bytes."""
    with zipfile.ZipFile(made) as saved, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as kept:
        for part in saved.namelist():
            content = saved.read(part)
            if part == "docProps/core.xml":
                content = _MODIFIED.sub(b"", content)
            kept.writestr(zipfile.ZipInfo(part), content, zipfile.ZIP_DEFLATED)


def _fill(sheet: Worksheet, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415, as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    sheet.append(columns)
    for row in rows:
        sheet.append([value if value != "" else None for value in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, column in enumerate(sheet.iter_cols(), start=1):
        longest = max(len(str(cell.value or "")) for cell in column)
        width = min(max(longest + 2, _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(number)].width = width
        for cell in column:
            cell.alignment = Alignment(wrap_text=longest > _WIDEST, vertical="top")
            if isinstance(cell.value, str):
                cell.data_type = "s"  # also what begins like a formula
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
