from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from export_samples import DATA

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.coding import check_coding, read_coding, write_coding
from ckmreport.intake.export import Export
from ckmreport.intake.matching.mapping import ANY_OTHER, ColumnMapping, ExportMapping
from ckmreport.intake.matching.matching import match_export
from ckmreport.intake.readers import read_export
from ckmreport.intake.recoding import Canonical, canonicalise
from ckmreport.survey.questionnaire import load_questionnaire

QUESTIONNAIRE = load_questionnaire(DATA / "questionnaire.yml")
ROWS = """\
id,functie,functie_anders,signaal
7,anders,"=HYPERLINK(""x"")",nee
8,wijkagent,,nee
9,straatcoach,,nee
"""


@pytest.fixture
def read(tmp_path: Path) -> tuple[Export, Canonical]:
    path = tmp_path / "export.csv"
    path.write_text(ROWS, "utf-8")
    export = read_export(path)
    return export, canonicalise(export, match_export(export, QUESTIONNAIRE), QUESTIONNAIRE)


def test_only_what_needs_a_code_is_written(tmp_path: Path, read: tuple[Export, Canonical]) -> None:
    written = write_coding(tmp_path / "open.csv", *read, DATA)
    frame = pd.read_csv(written.path, sep=";", dtype=str, keep_default_na=False)
    assert written.answers == 2
    assert frame.to_numpy().tolist() == [
        ["7", "domein", "Anders", '\'=HYPERLINK("x")', ""],  # no formula when Excel opens it
        ["9", "domein", "Straatcoach", "", ""],
    ]
    codes = pd.read_csv(written.codes, sep=";", dtype=str)
    assert codes["code"].tolist() == list(QUESTIONNAIRE["domein"].codes)


def test_codes_come_back(tmp_path: Path, read: tuple[Export, Canonical]) -> None:
    path = write_coding(tmp_path / "open.csv", *read, DATA).path
    text = path.read_text("utf-8-sig")
    path.write_text(text.replace(";Straatcoach;;", ";Straatcoach;;opvang"), "utf-8")
    hand_codes = read_coding(path, QUESTIONNAIRE)
    assert hand_codes == {"domein": {"9": "opvang"}}
    export, canonical = read
    again = canonicalise(export, canonical.mapping, QUESTIONNAIRE, hand_codes)
    assert again.frame["domein"].tolist() == ["-9", "politie", "opvang"]
    (finding,) = check_coding(again, hand_codes)
    assert (finding.severity, finding.check, finding.rows) == ("warning", "not-coded", (2,))
    assert finding.message == (
        "Van een deel van de respondenten is het functiedomein nog niet bepaald."
    )


@pytest.mark.parametrize(
    ("number", "written"),
    [("=1+1", "'=1+1"), ("-3", "'-3"), ("+31", "'+31"), ("@r7", "'@r7"), ("'r7", "'r7")],
)
def test_a_respondent_number_is_no_formula_and_comes_back_as_it_was(
    tmp_path: Path, number: str, written: str
) -> None:
    export = tmp_path / "export.csv"
    export.write_text(ROWS.replace("9,straatcoach", f"{number},straatcoach"), "utf-8")
    answers = read_export(export)
    mapping = match_export(answers, QUESTIONNAIRE)
    canonical = canonicalise(answers, mapping, QUESTIONNAIRE)
    path = write_coding(tmp_path / "open.csv", answers, canonical, DATA).path
    text = path.read_text("utf-8-sig")
    assert f"\n{written};domein;Straatcoach;" in text
    path.write_text(text.replace(";Straatcoach;;", ";Straatcoach;;opvang"), "utf-8")
    assert read_coding(path, QUESTIONNAIRE) == {"domein": {number: "opvang"}}


@pytest.mark.parametrize(
    "given", ["opvang", "OPVANG", QUESTIONNAIRE["domein"].option("opvang").label]
)
def test_a_code_may_be_given_as_its_label(tmp_path: Path, given: str) -> None:
    path = tmp_path / "open.csv"
    path.write_text(f"respondent;variabele;code\n7;domein;{given}\n", "utf-8")
    assert read_coding(path, QUESTIONNAIRE) == {"domein": {"7": "opvang"}}


def test_a_file_with_nothing_to_code_is_right_too(tmp_path: Path) -> None:
    path = tmp_path / "open.csv"
    path.write_text("respondent;variabele;antwoord;toelichting;code\n", "utf-8")
    assert read_coding(path, QUESTIONNAIRE) == {}


def test_a_respondent_is_not_named_beside_what_they_wrote(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(ROWS.replace("\n7,", "\njan.jansen@example.org,"), "utf-8")
    export = read_export(path)
    canonical = canonicalise(export, match_export(export, QUESTIONNAIRE), QUESTIONNAIRE)
    with pytest.raises(CkmError, match=r"look like personal data \(email\)") as refused:
        write_coding(tmp_path / "open.csv", export, canonical, DATA)
    assert "jan.jansen" not in str(refused.value)
    assert list(tmp_path.iterdir()) == [path]


def test_open_text_in_the_cell_of_the_question_is_written(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("id,functie,signaal\n7,tolk in een ziekenhuis,nee\n8,wijkagent,nee\n", "utf-8")
    export = read_export(path)
    known = ColumnMapping("functie", "question", question="functie", values={ANY_OTHER: "anders"})
    mapping = match_export(export, QUESTIONNAIRE, agreed=ExportMapping((known,)))
    canonical = canonicalise(export, mapping, QUESTIONNAIRE)
    written = write_coding(tmp_path / "open.csv", export, canonical, DATA)
    frame = pd.read_csv(written.path, sep=";", dtype=str, keep_default_na=False)
    assert frame.to_numpy().tolist() == [["7", "domein", "Anders", "tolk in een ziekenhuis", ""]]


def test_codes_for_somebody_else_are_an_error(read: tuple[Export, Canonical]) -> None:
    found = list(check_coding(read[1], {"domein": {"99": "opvang"}}))
    assert [finding.check for finding in found] == ["coding-unknown-respondent", "not-coded"]


@pytest.mark.parametrize("inside", ["notebooks/open.csv", "data/waves/open.csv"])
def test_open_answers_stay_out_of_the_project(
    tmp_path: Path, read: tuple[Export, Canonical], inside: str
) -> None:
    (tmp_path / "_quarto.yml").write_text("", "utf-8")
    path = tmp_path / inside
    path.parent.mkdir(parents=True)
    with pytest.raises(CkmError, match="may not be written into the project"):
        write_coding(path, *read, tmp_path / "data")
    assert not path.exists()


def test_open_answers_stay_out_of_a_data_folder_elsewhere(
    tmp_path: Path, read: tuple[Export, Canonical]
) -> None:
    with pytest.raises(CkmError, match="may not be written into the project"):
        write_coding(tmp_path / "open.csv", *read, tmp_path)


def test_codes_that_were_filled_in_are_not_overwritten(
    tmp_path: Path, read: tuple[Export, Canonical]
) -> None:
    path = write_coding(tmp_path / "open.csv", *read, DATA).path
    with pytest.raises(CkmError, match="exists already"):
        write_coding(path, *read, DATA)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("respondent,code\n1,smh\n", "no column 'variabele'"),
        ("respondent,variabele,code\n1,functie,smh\n", "row 2: 'functie' is not a variable"),
        ("respondent,variabele,code\n1,domein,zorg\n", "row 2: 'zorg' is not a code"),
        ("respondent,variabele,code\n1,domein,smh\n1,domein,ggz\n", "row 3: .* two codes"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, rows: str, message: str) -> None:
    path = tmp_path / "open.csv"
    path.write_text(rows, "utf-8")
    with pytest.raises(CkmError, match=message):
        read_coding(path, QUESTIONNAIRE)
