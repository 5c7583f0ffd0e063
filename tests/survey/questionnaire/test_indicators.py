"""Indicators are read from the questionnaire, and each mistake in them is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from survey_samples import SampleData
from trend_samples import INDICATORS

from ckmreport.foundation.errors import CkmError
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
        Indicator("gezien", "gezien", ("nee",), True, (), "Zag iets", "dat iets zag"),
        Indicator("zorgen", "se_zorgen", ("4", "5"), False, ("wn",), "Meer zorgen", found[1].prose),
    )


def test_a_questionnaire_may_have_none(data: SampleData) -> None:
    assert load_questionnaire(data.folder / FILE).indicators == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("question: se_zorgen", "question: x", "question: x", "no question 'x'"),
        ('["4", "5"]', '["4", "9"]', 'any_of: ["4", "9"]', "'9' is not an option of 'se_zorgen'"),
        ('["wn"]', '["x"]', 'without: ["x"]', "'x' is not an option"),
        ("name: zorgen", "name: gezien", "name: gezien\n    question: se", "are called 'gezien'"),
        ('other_than: ["nee"]\n    ', "", "name: gezien\n    question: g", "either any_of or"),
        ("Meer zorgen", "x" * 35, "label: x", "34 characters at most"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    data: SampleData, old: str, new: str, line: str, message: str
) -> None:
    assert GOOD.count(old) == 1
    path = add(data, GOOD.replace(old, new))
    number = path.read_text("utf-8").split(line)[0].count("\n") + 1
    with pytest.raises(CkmError, match=message) as caught:
        load_questionnaire(path)
    assert caught.value.place == f"{path}, line {number}"
