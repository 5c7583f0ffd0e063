from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat
import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.matching.columns import ExportColumn
from ckmreport.intake.readers import read_export
from ckmreport.intake.rehearsal.export_writer import codebook_rows, write_export

COLUMNS = (
    ExportColumn("respondent", "Nummer"),
    ExportColumn("n", "Hoeveel?", {"2_5": "2 tot en met 5", "wn": "Weet niet"}, {"-9": "-"}),
    ExportColumn("woon__dakloos", "Dakloos", {"0": "Nee", "1": "Ja"}, {"-9": "-"}, numeric=True),
    ExportColumn("functie_anders", "Toelichting"),
)
FRAME = pd.DataFrame(
    {
        "respondent": ["a", "b", "c"],
        "n": ["2_5", "wn", ""],
        "woon__dakloos": ["1", "0", ""],
        "functie_anders": ['=HYPERLINK("x")', "Coördinator; “waarnemend”", "regel 1\nregel 2"],
    }
)


@pytest.mark.parametrize("ending", [".sav", ".zsav", ".xlsx", ".csv"])
def test_what_is_written_is_read_back(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"export{ending}"
    write_export(path, FRAME, COLUMNS, title="Proef", note="Een toelichting.")
    export = read_export(path)
    assert export.frame.reset_index(drop=True).equals(FRAME.astype("str"))
    assert tuple(export.frame.index) == ((1, 2, 3) if "sav" in ending else (2, 3, 4))


def test_a_formula_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    write_export(path, FRAME, COLUMNS, title="Proef")
    cell = openpyxl.load_workbook(path)["antwoorden"]["D2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("x")')


def test_title_and_note_are_in_the_file(tmp_path: Path) -> None:
    note = "Verzonnen: " + "geen enkele rij is een respondent, " * 6
    write_export(tmp_path / "export.sav", FRAME, COLUMNS, title="Proef", note=note)
    _, metadata = pyreadstat.read_sav(tmp_path / "export.sav")
    assert metadata.file_label == "Proef"
    assert " ".join(metadata.notes) == note.strip()
    write_export(tmp_path / "export.xlsx", FRAME, COLUMNS, title="Proef", note=note)
    book = openpyxl.load_workbook(tmp_path / "export.xlsx")
    assert book.properties.title == "Proef"
    assert book["codeboek"]["B2"].value == note


def test_the_codebook_has_a_row_per_value() -> None:
    assert codebook_rows(COLUMNS[1:2]) == [
        ("n", "Hoeveel?", "2_5", "2 tot en met 5", ""),
        ("n", "Hoeveel?", "wn", "Weet niet", ""),
        ("n", "Hoeveel?", "-9", "-", ""),
    ]


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CkmError, match=r"'\.ods' is no form of an export.*\.xlsx"):
        write_export(tmp_path / "export.ods", FRAME, COLUMNS, title="Proef")


def test_a_label_that_spss_would_cut_off_is_refused(tmp_path: Path) -> None:
    long = (ExportColumn("n", "Hoeveel?", {"2_5": "é" * 61}),)
    with pytest.raises(CkmError, match="no label longer than 120 bytes"):
        write_export(tmp_path / "export.sav", FRAME[["n"]], long, title="Proef")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(CkmError, match=r"geen/export\.csv: the file cannot be written"):
        write_export(tmp_path / "geen" / "export.csv", FRAME, COLUMNS, title="Proef")
