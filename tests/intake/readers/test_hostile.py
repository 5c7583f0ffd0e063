"""Small files that would take all memory or time are refused in a sentence."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.readers import read_export


@pytest.mark.parametrize("cell", ["XFD1048576", "EWV1048576", "A1048577", "AAAA1"])
def test_a_cell_far_away(tmp_path: Path, cell: str) -> None:
    path, small = tmp_path / "a.xlsx", tmp_path / "small.xlsx"
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "naam"
    workbook.active["B1048576"] = "x"
    workbook.save(small)
    with zipfile.ZipFile(small) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'"B1048576"', f'"{cell}"'.encode()))
    began = time.monotonic()
    if cell == "A1048577":  # beyond what a sheet can hold, but little
        assert len(read_export(path).frame) == 1
    else:
        with pytest.raises(CkmError, match="columns"):
            read_export(path)
    assert time.monotonic() - began < 20


def test_very_many_columns_of_one_name(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(",".join(["a"] * 20_000) + "\n" + ",".join(["1"] * 20_000) + "\n", "utf-8")
    began = time.monotonic()
    with pytest.raises(CkmError, match="20,000 columns"):
        read_export(path)
    assert time.monotonic() - began < 5


def test_as_many_columns_of_one_name_as_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(",".join(["a"] * 4_000) + "\n" + ",".join(["1"] * 4_000) + "\n", "utf-8")
    began = time.monotonic()
    assert read_export(path).frame.columns[-1] == "a (4000)"
    assert time.monotonic() - began < 20
