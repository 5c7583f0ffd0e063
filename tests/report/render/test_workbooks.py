from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from render_samples import added, code, output, staged_book

from ckmreport.report.render.workbooks import WorkbookFiles, write_workbooks

SHEETS = [
    {"name": "Tekst", "columns": ["Nr.", "Cijfer", "n"], "rows": [["S1", "=1+1", 12]]},
    {"name": "Tabellen", "columns": ["Nr.", "Cijfer", "n"], "rows": [["T1", "w" * 90, None]]},
]


def staged(folder: Path) -> Path:
    shown = output("text/markdown", "Alles staat in een bestand.")
    shown["metadata"] = {
        "ckm": {"workbook": {"name": "alles", "title": "Alle cijfers", "sheets": SHEETS}}
    }
    return staged_book(folder, added(code(outputs=[shown]))).folder


@pytest.fixture
def written(tmp_path: Path) -> WorkbookFiles:
    (written,) = write_workbooks(staged(tmp_path), tmp_path / "tables")
    return written


def test_a_workbook_can_be_read_without_seeing_it(written: WorkbookFiles) -> None:
    workbook = openpyxl.load_workbook(written.files[0])
    assert workbook.properties.title == "Alle cijfers"
    assert workbook.properties.language == "nl-NL"
    assert workbook.sheetnames == ["Tekst", "Tabellen"]
    for sheet in workbook.worksheets:
        assert [cell.value for cell in sheet[1]] == ["Nr.", "Cijfer", "n"]
        assert all(cell.font.bold for cell in sheet[1])
        assert sheet.freeze_panes == "B2"
        assert sheet.print_title_rows == "$1:$1"
    long = workbook["Tabellen"]["B2"]
    assert long.alignment.wrap_text
    assert workbook["Tabellen"].column_dimensions["B"].width == 60


def test_a_text_is_no_formula_and_a_number_is_a_number(written: WorkbookFiles) -> None:
    cells = openpyxl.load_workbook(written.files[0])["Tekst"][2]
    assert [(cell.value, cell.data_type) for cell in cells] == [
        ("S1", "s"),
        ("=1+1", "s"),
        (12, "n"),
    ]


def test_the_same_stands_in_one_csv_file(written: WorkbookFiles) -> None:
    with written.files[1].open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows == [
        ["Soort", "Nr.", "Cijfer", "n"],
        ["Tekst", "S1", "'=1+1", "12"],
        ["Tabellen", "T1", "w" * 90, ""],
    ]


def test_the_same_book_gives_the_same_bytes(written: WorkbookFiles, tmp_path: Path) -> None:
    first: list[bytes] = [file.read_bytes() for file in written.files]
    (tmp_path / "b").mkdir()
    (again,) = write_workbooks(staged(tmp_path / "b"), tmp_path / "again")
    assert [file.read_bytes() for file in again.files] == first


def test_a_book_without_such_data_has_no_workbook(tmp_path: Path) -> None:
    found: list[Any] = write_workbooks(staged_book(tmp_path).folder, tmp_path / "tables")
    assert found == []
    assert not (tmp_path / "tables").exists()
