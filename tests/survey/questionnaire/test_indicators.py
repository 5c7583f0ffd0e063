"""Indicators are read from the questionnaire, and each mistake in them is named with its line."""

from __future__ import annotations

from pathlib import Path

from survey_samples import SampleData
from trend_samples import INDICATORS

from ckmreport.survey.questionnaire import Indicator, load_questionnaire

FILE = "questionnaire.yml"
GOOD = INDICATORS.partition("  - name: plek")[0]


def add(data: SampleData, text: str) -> Path:
    path = data.folder / FILE
    path.write_text(f"{path.read_text('utf-8')}{text}", "utf-8")
    return path


def test_an_indicator_counts_some_answers_or_all_others(data: SampleData) -> None:
    found = load_questionnaire(add(data, GOOD)).indicators
    assert found == (
        Indicator("gezien", "gezien", "Zag iets", "dat iets zag", other_than=("nee",)),
        Indicator(
            "zorgen", "se_zorgen", "Meer zorgen", found[1].prose, ("4", "5"), left_out=("wn",)
        ),
    )


def test_a_questionnaire_may_have_none(data: SampleData) -> None:
    assert load_questionnaire(data.folder / FILE).indicators == ()
