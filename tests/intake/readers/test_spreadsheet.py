from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
from export_samples import write_workbook

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.readers import read_export


def test_cells_become_text(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    cells = ["tekst", 3, 2.5, True, dt.date(2025, 5, 2), dt.datetime(2025, 5, 2, 9, 30), None]
    write_workbook(path, [[f"k{n}" for n in range(len(cells))], cells])
    export = read_export(path)
    assert export.form == "xlsx"
    assert list(export.frame.index) == [2]
    days = ["2025-05-02", "2025-05-02T09:30:00"]
    found = list(export.frame.loc[2])
    assert found[:4] + found[5:] == ["tekst", "3", "2.5", "1", days[1], ""]
    assert found[4].startswith(days[0])


def test_row_numbers_survive_empty_rows(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    write_workbook(path, [["a"], ["x"], [None], ["y"]])
    assert read_export(path).frame["a"].to_dict() == {2: "x", 4: "y"}


def test_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    path.write_bytes(b"no workbook")
    with pytest.raises(CkmError, match="not a spreadsheet"):
        read_export(path)


def test_a_sheet_may_start_with_an_empty_row(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    write_workbook(path, [[None], ["a"], ["1"]])
    assert read_export(path).frame["a"].to_dict() == {3: "1"}


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    write_workbook(path, [[None]])
    with pytest.raises(CkmError, match="no sheet with anything in it"):
        read_export(path)


def test_an_error_is_found_in_strict_open_xml_as_well(tmp_path: Path) -> None:
    path, strict = tmp_path / "export.xlsx", tmp_path / "strict.xlsx"
    write_workbook(path, [["a", "b"], ["1", "#N/A"]])
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(strict, "w") as other:
        for name in book.namelist():
            content = book.read(name)
            for old, new in (
                (
                    b"schemas.openxmlformats.org/officeDocument/2006",
                    b"purl.oclc.org/ooxml/officeDocument",
                ),
                (
                    b"schemas.openxmlformats.org/spreadsheetml/2006",
                    b"purl.oclc.org/ooxml/spreadsheetml",
                ),
            ):
                content = content.replace(old, new)
            other.writestr(name, content)
    assert list(read_export(strict).frame.loc[2]) == ["1", "#N/A"]


def test_merged_cells_among_answers_are_told(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    write_workbook(path, [["a", "b"], ["1", "x"], ["2", "y"], ["3", "z"]])
    book = openpyxl.load_workbook(path)
    book.worksheets[0].merge_cells("A2:A3")
    book.save(path)
    assert [(note.column, note.rows) for note in read_export(path).notes] == [("a", (2, 3))]
