from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pyreadstat
import pytest
from project_samples import ROOT

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.matching.columns import export_columns
from ckmreport.intake.readers.sheets import CODEBOOK_SHEET
from ckmreport.intake.rehearsal.template import write_template
from ckmreport.survey.questionnaire import Questionnaire, load_questionnaire


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return load_questionnaire(ROOT / "data" / "questionnaire.yml")


def test_every_question_that_is_asked_has_its_columns(questionnaire: Questionnaire) -> None:
    names = [column.name for column in export_columns(questionnaire)]
    asked = [c for q in questionnaire if q.coded_from is None for c in q.columns]
    assert [name for name in names if name in asked] == asked
    assert set(names) - set(asked) == {"respondent", "datum", "functie_anders"}
    assert names.index("functie_anders") == names.index("functie") + 1


def test_routing_is_told_in_words(questionnaire: Questionnaire) -> None:
    routing = {column.name: column.routing for column in export_columns(questionnaire)}
    assert routing["stadsdeel"] == "iedereen"
    assert routing["scholing_type"] == "alleen wie bij “scholing” kiest: Ja"
    assert routing["se_geslacht"] == "alleen wie bij “se_n” iets anders kiest dan Geen"


@pytest.mark.parametrize("ending", [".sav", ".zsav"])
def test_an_spss_file_has_labels_and_missing_values(
    tmp_path: Path, questionnaire: Questionnaire, ending: str
) -> None:
    path = tmp_path / f"leeg{ending}"
    write_template(path, questionnaire)
    frame, metadata = pyreadstat.read_sav(path, user_missing=True)
    assert frame.empty
    assert list(frame.columns) == [column.name for column in export_columns(questionnaire)]
    labels: dict[str, dict[Any, str]] = {**metadata.variable_value_labels}
    for question in questionnaire:
        if question.coded_from is None and question.kind != "multi":
            assert metadata.column_names_to_labels[question.name] == question.text
            for option in question.options:
                assert labels[question.name][option.code] == option.label
    assert labels["se_lft__wn"] == {
        0.0: "Niet aangekruist",
        1.0: "Aangekruist",
        -8.0: "Niet gevraagd",
        -9.0: "Niet beantwoord",
    }
    missing: dict[str, Any] = {**metadata.missing_ranges}
    assert missing["functie"] == [{"lo": "-8", "hi": "-8"}, {"lo": "-9", "hi": "-9"}]
    assert missing["se_lft__wn"] == [{"lo": -8.0, "hi": -8.0}, {"lo": -9.0, "hi": -9.0}]
    assert metadata.variable_measure["functie"] == "nominal"
    assert metadata.variable_measure["se_st_zorgen"] == "ordinal"


def test_a_workbook_has_a_codebook(tmp_path: Path, questionnaire: Questionnaire) -> None:
    path = tmp_path / "leeg.xlsx"
    write_template(path, questionnaire)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["antwoorden", CODEBOOK_SHEET]
    names = [cell.value for cell in book["antwoorden"][1]]
    assert names == [column.name for column in export_columns(questionnaire)]
    assert book["antwoorden"].max_row == 1
    rows = list(book[CODEBOOK_SHEET].iter_rows(values_only=True))
    assert ("se_n", questionnaire["se_n"].text, "2_5", "2 tot en met 5 personen") in [
        row[:4] for row in rows
    ]
    assert {str(row[0]) for row in rows[2:]} == set(names)


def test_a_text_file_has_names_only(tmp_path: Path, questionnaire: Questionnaire) -> None:
    path = tmp_path / "leeg.csv"
    columns = write_template(path, questionnaire)
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) == 1
    assert len(rows[0]) == columns


def test_a_file_is_not_overwritten_unless_told_to(
    tmp_path: Path, questionnaire: Questionnaire
) -> None:
    path = tmp_path / "leeg.csv"
    path.write_text("van iemand anders", "utf-8")
    with pytest.raises(CkmError, match=r"leeg\.csv: this file exists already\..*--force"):
        write_template(path, questionnaire)
    assert path.read_text("utf-8") == "van iemand anders"
    write_template(path, questionnaire, force=True)
    assert path.read_text("utf-8-sig").startswith("respondent;datum;")
    assert [file.name for file in tmp_path.iterdir()] == ["leeg.csv"]
