from __future__ import annotations

from pathlib import Path

import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.readers import read_export


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CkmError, match=r"weg\.csv: there is no such file"):
        read_export(tmp_path / "weg.csv")


def test_a_folder_is_called_a_folder(tmp_path: Path) -> None:
    with pytest.raises(CkmError, match="this is a folder"):
        read_export(tmp_path)


def test_an_unknown_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.pdf"
    path.write_text("x", "utf-8")
    with pytest.raises(CkmError, match=r"'\.pdf' is no form of export"):
        read_export(path)


def test_the_ending_may_be_in_capitals(tmp_path: Path) -> None:
    path = tmp_path / "EXPORT.CSV"
    path.write_text("a\n1\n", "utf-8")
    export = read_export(path)
    assert (export.form, export["a"].label) == ("csv", "")
    with pytest.raises(KeyError):
        export["b"]
