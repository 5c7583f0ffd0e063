from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from export_samples import (
    DATA,
    Row,
    asked,
    wave_rows,
    write_forms,
    write_limesurvey,
    write_qualtrics,
    write_spss,
)

from ckmreport.intake.export import Column, Export
from ckmreport.intake.matching.mapping import ANY_OTHER, UNKNOWN, ColumnMapping, ExportMapping
from ckmreport.intake.matching.matching import match_export
from ckmreport.intake.readers import read_export
from ckmreport.intake.recoding import canonicalise
from ckmreport.survey.questionnaire import Questionnaire, load_questionnaire

Writer = Callable[[Path, Questionnaire, Iterable[Row]], None]
#: Two are put in the same words; and "Nee" in a column about the option "Nee" means two things.
FOR_A_PERSON = {"se_school", "ce_school", "melding"}


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return load_questionnaire(DATA / "questionnaire.yml")


def export_of(columns: dict[str, list[str]], labels: dict[str, str] | None = None) -> Export:
    frame = pd.DataFrame(columns, dtype="str")
    frame.index += 2
    named = tuple(Column(name, (labels or {}).get(name, "")) for name in columns)
    return Export(Path("export.csv"), "csv", frame, named)


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("limesurvey.csv", write_limesurvey),
        ("qualtrics.csv", write_qualtrics),
        ("forms.xlsx", write_forms),
        ("spss.sav", write_spss),
    ],
)
def test_an_export_of_any_tool_gives_the_same_answers(
    tmp_path: Path, questionnaire: Questionnaire, name: str, write: Writer
) -> None:
    rows = wave_rows()
    path = tmp_path / name
    write(path, questionnaire, rows)
    export = read_export(path)
    mapping = match_export(export, questionnaire)
    assert {mapped.question for mapped in mapping.unconfirmed} <= FOR_A_PERSON
    assert mapping.with_role("unknown") == ()
    frame = canonicalise(export, mapping, questionnaire).frame
    for question in asked(questionnaire):
        for column in question.columns:
            assert frame[column].tolist() == [row[column] for row in rows], column
    assert frame["status"].tolist() == [row["status"] for row in rows]


def test_an_export_in_the_names_of_the_questionnaire_needs_no_mapping(
    questionnaire: Questionnaire,
) -> None:
    export = read_export(DATA / "waves" / "2023" / "responses.csv")
    mapping = match_export(export, questionnaire)
    assert mapping.unconfirmed == ()
    assert [m.column for m in mapping.with_role("invented")] == ["synthetisch"]
    frame = canonicalise(export, mapping, questionnaire).frame
    assert frame.equals(export.frame[list(frame.columns)])


def test_columns_of_the_tool_itself_are_known(questionnaire: Questionnaire) -> None:
    export = export_of(
        {
            "id": ["1"],
            "submitdate": ["1980-01-01 00:00:00"],
            "ipaddr": ["192.0.2.1"],
            "Status": ["Survey Preview"],
            "functie[other]": ["tolk"],
            "functie": ["anders"],
            "iets": ["x"],
        }
    )
    roles = {m.column: m.role for m in match_export(export, questionnaire).columns}
    assert roles == {
        "id": "respondent",
        "submitdate": "ignored",  # the date that LimeSurvey gives to anonymous answers
        "ipaddr": "personal",
        "Status": "ignored",
        "functie[other]": "open",
        "functie": "question",
        "iets": "unknown",
    }


def test_what_is_almost_the_same_is_proposed_and_not_assumed(questionnaire: Questionnaire) -> None:
    text = "In welk deel van de gemeente Groningen werkt U meestal?"
    export = export_of({"V1": ["West", "Binnen-stad", "Elders"]}, {"V1": text})
    (mapped,) = match_export(export, questionnaire).columns
    assert (mapped.question, mapped.confirmed) == ("stadsdeel", False)
    assert 75 <= mapped.score < 100
    assert mapped.values == {"West": "west", "Binnen-stad": "binnenstad", "Elders": UNKNOWN}


def test_a_name_that_differs_in_punctuation_is_proposed(questionnaire: Questionnaire) -> None:
    export = export_of({"selft13-17": ["1"]})
    (mapped,) = match_export(export, questionnaire).columns
    assert (mapped.question, mapped.option, mapped.confirmed) == ("se_lft", "13_17", False)


def test_a_new_value_in_an_agreed_column_needs_consent_only_if_it_is_unlike(
    questionnaire: Questionnaire,
) -> None:
    known = ColumnMapping("Q1", "question", question="stadsdeel", values={"W.": "west"})
    agreed = ExportMapping((known,))
    exact = match_export(export_of({"Q1": ["W.", "Oost"]}), questionnaire, agreed=agreed)
    assert exact["Q1"] == replace(known, values={"W.": "west", "Oost": "oost"})
    near = match_export(export_of({"Q1": ["W.", "Binnen stad"]}), questionnaire, agreed=agreed)
    assert not near["Q1"].confirmed


def test_an_earlier_wave_counts_only_where_the_label_is_the_same(
    questionnaire: Questionnaire,
) -> None:
    before = ColumnMapping("Q1", "question", "Werkplek?", "stadsdeel", values={"W.": "west"})
    earlier = [ExportMapping((before,))]
    values = {"Q1": ["W."]}
    same = match_export(export_of(values, {"Q1": "werkplek?"}), questionnaire, earlier=earlier)
    assert (same["Q1"].question, same["Q1"].confirmed) == ("stadsdeel", True)
    other = match_export(export_of(values, {"Q1": "Salaris?"}), questionnaire, earlier=earlier)
    assert other["Q1"].role == "unknown"
    unnamed = match_export(export_of(values), questionnaire, earlier=earlier)
    assert unnamed["Q1"].role == "unknown"


def test_numbers_that_a_later_file_labels_otherwise_follow_the_label(
    questionnaire: Questionnaire,
) -> None:
    before = ColumnMapping("Q1", "question", "Werkplek?", "stadsdeel", values={"1": "west"})
    export = export_of({"Q1": ["1"]}, {"Q1": "Werkplek?"})
    labelled = replace(export, columns=(Column("Q1", "Werkplek?", {"1": "Oost"}),))
    mapping = match_export(labelled, questionnaire, earlier=[ExportMapping((before,))])
    assert mapping["Q1"].values == {"1": "oost"}


def test_a_person_can_say_what_any_other_value_means(questionnaire: Questionnaire) -> None:
    known = ColumnMapping("F", "question", question="functie", values={ANY_OTHER: "anders"})
    export = export_of({"F": ["Wijkagent", "Wijkagente", "tolk in een ziekenhuis", ""]})
    mapping = match_export(export, questionnaire, agreed=ExportMapping((known,)))
    (mapped,) = mapping.columns
    assert (dict(mapped.values), mapped.confirmed) == (
        {ANY_OTHER: "anders", "Wijkagent": "wijkagent"},
        True,
    )
    frame = canonicalise(export, mapping, questionnaire).frame
    assert frame["functie"].tolist() == ["wijkagent", "anders", "anders", "-9"]


def test_a_person_can_say_what_any_other_part_of_a_cell_means(questionnaire: Questionnaire) -> None:
    known = ColumnMapping(
        "S", "question", question="se_school", separator=";", values={ANY_OTHER: "anders"}
    )
    export = export_of({"S": ["Mbo;de muziekschool", "Mbo"]})
    mapping = match_export(export, questionnaire, agreed=ExportMapping((known,)))
    frame = canonicalise(export, mapping, questionnaire).frame
    assert frame["se_school__anders"].tolist() == ["1", "0"]
    assert frame["se_school__mbo"].tolist() == ["1", "1"]


def test_a_new_value_that_matches_needs_no_consent_beside_one_that_a_person_agreed_with(
    questionnaire: Questionnaire,
) -> None:
    values = {"Binnen stad": "binnenstad"}
    known = ColumnMapping("Q1", "question", question="stadsdeel", values=values)
    export = export_of({"Q1": ["Binnen stad", "Oost"]})
    mapping = match_export(export, questionnaire, agreed=ExportMapping((known,)))
    assert mapping["Q1"] == replace(known, values={**values, "Oost": "oost"})


@pytest.mark.parametrize(
    "label", ["In welk deel van de gemeente Groningen werkt uw e-mail?", "Wat is uw e-mailadres?"]
)
def test_a_personal_column_is_not_proposed_as_a_question(
    questionnaire: Questionnaire, label: str
) -> None:
    (mapped,) = match_export(export_of({"V1": ["x"]}, {"V1": label}), questionnaire).columns
    assert (mapped.role, mapped.reason, mapped.confirmed) == ("personal", "contactgegeven", True)


def test_only_columns_that_nobody_placed_and_open_answers_become_personal(
    questionnaire: Questionnaire,
) -> None:
    agreed = ExportMapping(
        (
            ColumnMapping("q40", "open"),
            ColumnMapping("adres", "ignored"),
            ColumnMapping("tekst", "open"),
            ColumnMapping("postcode", "question", question="stadsdeel", values={"x": "west"}),
        )
    )
    names = ("q40", "adres", "tekst", "postcode", "naam", "functie_anders")
    export = export_of(
        {name: ["x"] for name in names},
        {"q40": "Laat hier uw telefoonnummer achter", "functie_anders": "Wat is uw naam?"},
    )
    mapping = match_export(export, questionnaire, agreed=agreed)
    assert {mapped.column: mapped.role for mapped in mapping.columns} == {
        "q40": "personal",
        "adres": "ignored",
        "tekst": "open",
        "postcode": "question",
        "naam": "personal",
        "functie_anders": "personal",
    }


def test_numbers_of_a_file_with_numbers_of_its_own_are_for_a_person(
    questionnaire: Questionnaire,
) -> None:
    numbered = {"stadsdeel": ["8", "4"], "functie": ["29", "11"], "se_n": ["1", "1"]}
    mapping = match_export(export_of(numbered), questionnaire)
    assert (mapping["se_n"].values, mapping["se_n"].confirmed) == ({"1": "1"}, False)
    coded = {**numbered, "functie": ["wijkagent", "boa"]}
    assert match_export(export_of(coded), questionnaire)["se_n"].confirmed


def test_a_column_that_nobody_chose_is_not_ticked_where_ticks_are_one_and_two(
    questionnaire: Questionnaire,
) -> None:
    columns = {"meldpunt_se__politie": ["1", "1"], "meldpunt_se__gemeente": ["1", "2"]}
    mapping = match_export(export_of(columns), questionnaire)
    assert mapping["meldpunt_se__politie"].values == {"1": UNKNOWN}
    other = {**columns, "contact__collega": ["2", "1"], "se_lft__tm12": ["1", "1"]}
    mapping = match_export(export_of(other), questionnaire)
    assert mapping["se_lft__tm12"].values == {"1": UNKNOWN}
    ordinary = {"meldpunt_se__politie": ["1", "1"], "meldpunt_se__gemeente": ["0", "1"]}
    mapping = match_export(export_of(ordinary), questionnaire)
    assert mapping["meldpunt_se__politie"].values == {"1": "1"}


def test_a_name_that_stands_there_twice_is_the_same_question_twice(
    questionnaire: Questionnaire,
) -> None:
    names = ["se_n", "se_n (2)", "se_dwang__lvb", "se_dwang__lvb (2)", "respondent", "contact (2)"]
    mapping = match_export(export_of({name: ["", ""] for name in names}), questionnaire)
    assert [mapping[name].question for name in names[:4]] == [
        "se_n",
        "se_n",
        "se_dwang",
        "se_dwang",
    ]
    assert mapping["contact (2)"].role == "unknown"
