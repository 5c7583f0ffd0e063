"""Counts from the rows of a wave."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import chi2_contingency
from survey_samples import SampleData

from ckmreport.foundation.errors import CkmError
from ckmreport.publication.audit.row_counts import Rows, load_rows
from ckmreport.survey.questionnaire import Condition, load_questionnaire

ANSWERS = (
    {"functie": "docent", "domein": "onderwijs", "gezien": "ja", "se_n": "2_5", "ce_n": "1"},
    {"functie": "docent", "domein": "onderwijs", "gezien": "nee", "se_n": "-8", "ce_n": "-8"},
    {"functie": "agent", "domein": "politie", "gezien": "deels", "se_n": "2_5", "ce_n": "2_5"},
    {"functie": "agent", "domein": "politie", "gezien": "ja", "se_n": "wn"},
    {"status": "uitgevallen", "gezien": "ja", "se_n": "2_5"},
)
PLACES = (("1", "1", "0"), ("-8", "-8", "-8"), ("0", "1", "0"), ("0", "0", "1"))


@pytest.fixture
def rows(data: SampleData) -> Rows:
    columns = ("plek__straat", "plek__school", "plek__wn")
    places = [dict(zip(columns, ticks, strict=True)) for ticks in PLACES]
    answers = [given | ticks for given, ticks in zip(ANSWERS, [*places, {}], strict=True)]
    path = data.answer(*answers)
    return load_rows(path, load_questionnaire(data.folder / "questionnaire.yml"))


def test_who_dropped_out_is_counted_apart(rows: Rows) -> None:
    assert (rows.respondents(), rows.dropped_out) == (4, 1)


def test_the_base_is_who_answered(rows: Rows) -> None:
    question = rows.questionnaire["se_n"]
    assert rows.base(question) == 3
    assert rows.base(question, ["wn"]) == 2
    assert rows.base(rows.questionnaire["ce_n"]) == 2


def test_who_ticks_two_options_counts_once(rows: Rows) -> None:
    question = rows.questionnaire["plek"]
    assert rows.base(question) == 3
    assert rows.chosen(question, ["straat", "school"]) == (2, 2)
    assert rows.chosen(question, ["straat", "school", "wn"], left_out=["wn"]) == (2, 2)


def test_a_condition_never_holds_for_who_did_not_answer(rows: Rows) -> None:
    assert rows.holds(Condition("se_n", "2_5")).tolist() == [True, False, True, False]
    assert rows.holds(Condition("se_n", "2_5", negated=True)).tolist() == [
        False,
        False,
        False,
        True,
    ]
    assert rows.holds(Condition("plek", "straat", negated=True)).tolist() == [
        False,
        False,
        True,
        True,
    ]


def test_mentions_of_several_questions_are_added_up(rows: Rows) -> None:
    ask = rows.questionnaire
    assert rows.mentions([ask["se_n"]], "2_5", ask["domein"]) == {"onderwijs": 1, "politie": 1}
    assert rows.mentions([ask["se_n"], ask["ce_n"]], "2_5", ask["domein"]) == {
        "onderwijs": 1,
        "politie": 2,
    }


def test_the_test_is_that_of_scipy(rows: Rows) -> None:
    found = rows.chi_square(rows.questionnaire["domein"], rows.questionnaire["gezien"])
    by_hand = chi2_contingency(np.array([[0, 1, 1], [1, 1, 0]]), correction=False)
    assert found.statistic == pytest.approx(by_hand.statistic)
    assert found.p == pytest.approx(by_hand.pvalue)
    assert (found.df, found.n) == (by_hand.dof, 4)


def test_an_option_that_does_not_exist_is_not_nobody(rows: Rows) -> None:
    with pytest.raises(KeyError, match="no option '2-5'"):
        rows.chosen(rows.questionnaire["se_n"], ["2-5"])


def test_a_missing_file_or_column_is_named(data: SampleData, tmp_path: Path) -> None:
    questionnaire = load_questionnaire(data.folder / "questionnaire.yml")
    with pytest.raises(CkmError, match="the wave has no responses"):
        load_rows(tmp_path / "responses.csv", questionnaire)
    path = data.answer({"gezien": "ja"})
    path.write_text(path.read_text("utf-8").replace(",gezien,", ",zien,"), "utf-8")
    with pytest.raises(CkmError, match="there is no column 'gezien'"):
        load_rows(path, questionnaire)
