"""The numbers behind every figure and table, as CSV files beside the report."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from ckmreport.foundation.atomic_files import harmless
from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.book import read_book
from ckmreport.report.render.notebook import read_notebook

_NUMBER = re.compile(r"[+-]?(?=[\d.,]*\d)[\d.,]*+%?")


def write_tables(staged: Path, folder: Path) -> list[Path]:
    """Write one CSV per labelled figure or table that carries its data; the label is its name.

    The data is what a cell's output holds under `metadata["ckm"]["table"]`. The files are UTF-8
    with commas; a text that a spreadsheet would run as a formula begins with an apostrophe.

    Raises:
        CkmError: when the data has rows of another length than its columns.
    """
    book = read_book(staged)
    written = []
    for chapter in book.chapters:
        notebook = read_notebook(staged, chapter.path)
        for cell in notebook.cells:
            if cell.label and cell.shown and (table := cell.table) is not None:
                rows = [table["columns"], *table["rows"]]
                if len({len(row) for row in rows}) > 1:
                    raise CkmError(
                        f"the data of {cell.label} has rows of unequal length",
                        place=notebook.place(cell),
                        advice="Give every row a value for each column",
                    )
                written.append(_write(rows, folder / f"{cell.label}.csv"))
    return written


def _write(rows: list[list[object]], file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([safe(v) for v in row] for row in rows)
    return file


def safe(value: object) -> object:
    """Give a value as a CSV file holds it, so that no spreadsheet runs it."""
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        return harmless(value)
    return "" if value is None else value
