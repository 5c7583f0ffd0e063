from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from export_samples import DATA

from ckmreport.intake.export import Column, Export
from ckmreport.intake.matching.mapping import ANY_OTHER, UNKNOWN, ColumnMapping, ExportMapping
from ckmreport.intake.matching.matching import match_export
from ckmreport.intake.recoding import Canonical, HandCodes, canonicalise
from ckmreport.survey.questionnaire import load_questionnaire

QUESTIONNAIRE = load_questionnaire(DATA / "questionnaire.yml")


def export_of(columns: dict[str, list[str]]) -> Export:
    frame = pd.DataFrame(columns, dtype="str")
    frame.index += 2
    return Export(Path("export.csv"), "csv", frame, tuple(Column(name) for name in columns))


def rewritten(columns: dict[str, list[str]], hand_codes: HandCodes | None = None) -> Canonical:
    export = export_of(columns)
    mapping = match_export(export, QUESTIONNAIRE)
    return canonicalise(export, mapping, QUESTIONNAIRE, hand_codes)


def test_no_answer_is_told_apart_by_routing() -> None:
    frame = rewritten(
        {
            "signaal": ["nee", "direct", "direct", ""],
            "se_n": ["", "", "1", ""],
            "se_geslacht": ["", "", "", ""],
        }
    ).frame
    assert frame["se_n"].tolist() == ["-8", "-9", "1", "-8"]
    # Behind a filter that was asked but not answered, nothing was asked.
    assert frame["se_geslacht"].tolist() == ["-8", "-8", "-9", "-8"]
    assert frame["scholing"].tolist() == ["-9"] * 4


def test_an_answer_outside_its_routing_stays_to_be_found() -> None:
    assert rewritten({"signaal": ["nee"], "se_n": ["1"]}).frame["se_n"].tolist() == ["1"]


def test_who_did_not_reach_the_subject_is_kept_apart() -> None:
    frame = rewritten({"scholing": ["ja", "ja"], "signaal": ["", "nee"]}).frame
    assert frame["status"].tolist() == ["uitgevallen", "behouden"]


def test_a_status_in_the_export_counts() -> None:
    columns = {"signaal": ["nee", "nee"], "status": ["uitgevallen", "behouden"]}
    assert rewritten(columns).frame["status"].tolist() == ["uitgevallen", "behouden"]


def test_beside_a_tick_the_others_are_not_ticked() -> None:
    frame = rewritten(
        {
            "melding[se]": ["Y", "", ""],
            "melding[ce]": ["", "", "N"],
            "melding[nee]": ["", "", ""],
            "melding[wn]": ["", "", ""],
        }
    ).frame
    rows = frame[[f"melding__{code}" for code in ("se", "ce", "nee", "wn")]].to_numpy().tolist()
    assert rows == [["1", "0", "0", "0"], ["-9"] * 4, ["-9"] * 4]


def test_a_value_that_is_not_understood_is_marked() -> None:
    frame = rewritten(
        {"signaal": ["mischien", "direct"], "melding": ["Bij de buren;Nee", "Nee"]}
    ).frame
    assert frame["signaal"].tolist() == [UNKNOWN, "direct"]
    assert frame["status"].tolist() == ["behouden", "behouden"]
    assert frame["melding__nee"].tolist() == ["1", "1"]
    assert frame["melding__se"].tolist() == [UNKNOWN, "0"]


def test_any_other_value_can_stand_for_an_option() -> None:
    export = export_of({"functie": ["wijkagent", "tolk"]})
    values = {"wijkagent": "wijkagent", ANY_OTHER: "anders"}
    mapping = ExportMapping(
        (ColumnMapping("functie", "question", question="functie", values=values),)
    )
    frame = canonicalise(export, mapping, QUESTIONNAIRE).frame
    assert frame["functie"].tolist() == ["wijkagent", "anders"]


def test_respondents_without_a_number_have_that_of_their_row() -> None:
    assert rewritten({"signaal": ["nee"]}).frame["respondent"].tolist() == ["2"]
    named = rewritten({"id": ["17", ""], "signaal": ["nee", "nee"]})
    assert named.frame["respondent"].tolist() == ["17", "rij 3"]


@pytest.mark.parametrize("given", [None, "politie"])
def test_coded_variables(given: str | None) -> None:
    columns = {"id": ["a", "b", "c", "d"], "functie": ["wijkagent", "anders", "anders", ""]}
    if given:
        columns["domein"] = ["", given, "", ""]
    coded = rewritten(columns, {"domein": {"c": "opvang", "a": "overig"}})
    assert coded.frame["domein"].tolist() == ["overig", given or "-9", "opvang", "-9"]
    assert coded.uncoded == {"domein": () if given else (3,)}
