from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from export_samples import DATA

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.matching.mapping import UNKNOWN, ColumnMapping, ExportMapping
from ckmreport.intake.matching.mapping_file import read_mapping, write_mapping
from ckmreport.survey.questionnaire import load_questionnaire

QUESTIONNAIRE = load_questionnaire(DATA / "questionnaire.yml")
MARKUP = "<script>x</script> #let a = 1 `{python} 1` [x](javascript:x) \"': -"

MAPPING = ExportMapping(
    (
        ColumnMapping("id", "respondent"),
        ColumnMapping("IP", "personal", reason="gegeven van het apparaat"),
        ColumnMapping(MARKUP, "ignored", label=MARKUP, reason=MARKUP),
        ColumnMapping("Q2_TEXT", "open", question="functie"),
        ColumnMapping(
            "Q1", "question", "Waar?", "stadsdeel", values={"1": "west", "2": "oost", "-99": ""}
        ),
        ColumnMapping("Q3", "question", question="melding", separator=";", values={"Nee": "nee"}),
        ColumnMapping("Q4_1", "question", question="melding", option="se", values={"Y": "1"}),
    )
)


def test_a_mapping_reads_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "mapping.yml"
    write_mapping(path, MAPPING, proposed=False)
    assert read_mapping(path, QUESTIONNAIRE) == MAPPING


def unsure(*values: str) -> ExportMapping:
    targets = {"West": "west", **dict.fromkeys(values, UNKNOWN)}
    column = ColumnMapping(
        "Q1", "question", question="stadsdeel", values=targets, score=88.0, confirmed=False
    )
    return ExportMapping((column,))


def test_a_proposal_lists_what_a_person_must_complete(tmp_path: Path) -> None:
    path = tmp_path / "mapping-2025.yml"
    write_mapping(path, unsure("Elders"), proposed=True)
    (column,) = yaml.safe_load(path.read_text("utf-8"))["columns"]
    assert (column["confirmed"], column["score"]) == (False, 88.0)
    assert column["values"] == {"West": "west", "Elders": UNKNOWN}
    assert read_mapping(path, QUESTIONNAIRE)["Q1"].values == {"West": "west"}


@pytest.mark.parametrize("value", ["jan@example.org", "06 12345678", "x" * 61])
def test_a_proposal_does_not_repeat_what_may_be_personal(tmp_path: Path, value: str) -> None:
    path = tmp_path / "mapping-2025.yml"
    write_mapping(path, unsure(value), proposed=True)
    assert value not in path.read_text("utf-8")


def test_what_is_kept_with_a_wave_holds_understood_values_only(tmp_path: Path) -> None:
    path = tmp_path / "mapping.yml"
    write_mapping(path, unsure("Bij mij thuis"), proposed=False)
    assert "Bij mij thuis" not in path.read_text("utf-8")


def test_what_is_kept_with_a_wave_names_nobody(tmp_path: Path) -> None:
    path = tmp_path / "mapping.yml"
    address = "jan.jansen@example.org"
    named = ExportMapping(
        (
            ColumnMapping(address, "unknown"),
            ColumnMapping(f"vraag van {address}", "ignored", address, reason=f"mail {address}"),
            ColumnMapping("Q1", "question", question="stadsdeel", values={"1": "west"}),
        )
    )
    write_mapping(path, named, proposed=False)
    assert address not in path.read_text("utf-8")
    kept = read_mapping(path, QUESTIONNAIRE).columns
    assert [(mapped.column, mapped.role) for mapped in kept] == [
        ("vraag van [e-mailadres]", "ignored"),
        ("Q1", "question"),
    ]
    write_mapping(path, named, proposed=True)
    assert read_mapping(path, QUESTIONNAIRE)[address].role == "unknown"


@pytest.mark.parametrize("role", ["ignored", "personal", "open", "unknown", "respondent"])
def test_a_question_that_is_set_aside_leaves_nothing_to_confirm(tmp_path: Path, role: str) -> None:
    path = tmp_path / "mapping.yml"
    write_mapping(path, unsure("Elders"), proposed=True)
    assert [mapped.column for mapped in read_mapping(path, QUESTIONNAIRE).unconfirmed] == ["Q1"]
    text = path.read_text("utf-8")
    path.write_text(text.replace("role: question", f"role: {role}"), "utf-8")
    (aside,) = read_mapping(path, QUESTIONNAIRE).columns
    assert (aside.role, dict(aside.values), aside.confirmed) == (role, {}, True)
    assert aside.question == ("stadsdeel" if role == "open" else "")


def test_a_proposal_without_its_consent_is_not_agreed_with(tmp_path: Path) -> None:
    path = tmp_path / "mapping.yml"
    write_mapping(path, unsure(), proposed=True)
    text = path.read_text("utf-8")
    path.write_text(text.replace("  confirmed: false\n", ""), "utf-8")
    with pytest.raises(CkmError, match="does not say") as caught:
        read_mapping(path, QUESTIONNAIRE)
    assert "confirmed: true" in str(caught.value.advice)
    assert read_mapping(path, QUESTIONNAIRE, lenient=True).columns == ()


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ("{column: Q1, role: vraag}", "unknown role 'vraag'"),
        ("{column: Q1, role: question, question: weg}", "there is no question 'weg'"),
        ("{column: Q1, role: question, question: melding, option: x}", "'x' is not an option"),
        ("{column: Q1, role: question, question: signaal, values: {a: zeker}}", "'zeker' is no"),
        ("{column: Q1, rol: question}", "lacks role"),
    ],
)
def test_mistakes_are_named_with_their_line(tmp_path: Path, column: str, message: str) -> None:
    path = tmp_path / "mapping.yml"
    path.write_text(f"version: 1\ncolumns:\n  - {column}\n", "utf-8")
    with pytest.raises(CkmError, match=message) as caught:
        read_mapping(path, QUESTIONNAIRE)
    assert str(caught.value.place).endswith("line 3")
    assert read_mapping(path, QUESTIONNAIRE, lenient=True).columns == ()
