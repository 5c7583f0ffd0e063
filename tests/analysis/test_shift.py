"""Statements of two waves: what is tested, corrected together, and what is left out."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from invented_wave import write_invented_wave
from project_samples import ROOT
from statsmodels.stats.multitest import multipletests
from survey_samples import WAVE, Answers, SampleData
from trend_samples import add_waves, change_question, drop, reopened

from ckmreport.analysis import Survey
from ckmreport.analysis.rank_test import SCALE, SMALL_NUMBERS, TOO_FEW, RankTest
from ckmreport.analysis.shift import Shifts, follow_statements
from ckmreport.analysis.trend import NOT_ASKED, OTHER_QUESTION
from ckmreport.survey.waves import open_wave

CALM = {"1": 20, "2": 20, "3": 20, "4": 10, "5": 10, "wn": 9}
WORRIED = {"1": 10, "2": 10, "3": 20, "4": 20, "5": 20, "wn": 30}


def answers(se: Mapping[str, int], ce: Mapping[str, int] | None = None) -> list[Answers]:
    """Give respondents of whom so many gave each answer to the two statements."""
    found: list[Answers] = [
        {"se_zorgen": code} for code, number in se.items() for _ in range(number)
    ]
    return found + [
        {"ce_zorgen": code} for code, number in (ce or {}).items() for _ in range(number)
    ]


def directions(shifts: Shifts) -> dict[str, str]:
    return {shift.question.name: shift.direction for shift in shifts.shifts}


def test_statements_shift_to_agreement_or_away_from_it(data: SampleData) -> None:
    surveys = add_waves(data, [answers(CALM, WORRIED), answers(WORRIED, CALM)])
    shifts = follow_statements(surveys)
    assert (shifts.earlier, shifts.later) == ("2025", "2026")
    assert directions(shifts) == {"se_zorgen": "more", "ce_zorgen": "less"}
    tests = [shift.test for shift in shifts.shifts]
    assert all(isinstance(test, RankTest) and test.sizes == (80, 80) for test in tests)
    p_values = [test.p for test in tests if isinstance(test, RankTest)]
    expected = multipletests(p_values, method="holm")[1]
    assert [shift.p_holm for shift in shifts.shifts] == pytest.approx(expected)
    assert [shift.question.name for shift in shifts.found("more")] == ["se_zorgen"]


def test_what_chance_explains_is_no_shift(data: SampleData) -> None:
    other = {**CALM, "1": 18, "5": 12}
    shifts = follow_statements(add_waves(data, [answers(CALM, CALM), answers(CALM, other)]))
    assert directions(shifts) == {"se_zorgen": "not_shown", "ce_zorgen": "not_shown"}


def test_who_answered_too_few_is_not_tested_and_not_counted(data: SampleData) -> None:
    shifts = follow_statements(add_waves(data, [answers(CALM), answers(WORRIED)]))
    tests = {shift.question.name: shift.test for shift in shifts.shifts}
    assert tests["ce_zorgen"] == TOO_FEW
    assert (shifts.tested, directions(shifts)["ce_zorgen"]) == (1, "not_comparable")


def test_a_hidden_answer_is_taken_together_with_the_one_beside_it(data: SampleData) -> None:
    few = {**CALM, "5": 2}
    add_waves(data, [answers(few, few), answers(WORRIED, WORRIED)])
    data.replace(WAVE, "min_cell: 0", "min_cell: 5")
    shift = follow_statements(reopened(data)).shifts[0]
    assert shift.classes == 3
    assert shift.test == RankTest.of([(40, 20, 12), (20, 20, 40)])


def test_a_statement_of_which_the_sums_are_hidden_is_not_tested(data: SampleData) -> None:
    few = {"1": 30, "2": 30, "3": 30, "4": 1, "5": 1}
    add_waves(data, [answers(few, CALM), answers(WORRIED, WORRIED)])
    data.replace(WAVE, "min_cell: 0", "min_cell: 5")
    shifts = follow_statements(reopened(data))
    assert shifts.shifts[0].test == SMALL_NUMBERS
    assert shifts.tested == 1


def test_a_changed_statement_is_not_compared(data: SampleData) -> None:
    add_waves(data, [answers(CALM, CALM), answers(WORRIED, WORRIED)])
    change_question(data, "se_zorgen", since="2026")
    tests = [shift.test for shift in follow_statements(reopened(data)).shifts]
    assert tests[0] in (OTHER_QUESTION, NOT_ASKED)
    assert isinstance(tests[1], RankTest)


def test_a_new_statement_was_not_asked_before(data: SampleData) -> None:
    add_waves(data, [answers(CALM, CALM), answers(WORRIED, WORRIED)])
    own = data.keep_questionnaire("2025")
    text = (data.folder / own).read_text("utf-8")
    (data.folder / own).write_text(text[: text.index("indicators:")], "utf-8")
    drop(data, own, "ce_zorgen")
    data.replace(
        own, "  - {row: gezien, column: ce_zorgen", "  # - {row: gezien, column: ce_zorgen"
    )
    data.answer(*answers(CALM))
    assert follow_statements(reopened(data)).shifts[1].test == NOT_ASKED


def test_published_totals_of_a_reconstruction_are_enough(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    write_invented_wave(data, "2031", n=400, seed=1, min_cell=5, period="twee jaar")
    surveys = [Survey(open_wave(data, name)) for name in ("2023", "2031")]
    shifts = follow_statements(surveys)
    tests = [one for one in shifts.shifts if isinstance(one.test, RankTest) and one.classes == 5]
    assert tests
    for shift in tests:
        assert isinstance(shift.test, RankTest)
        for survey, size in zip(surveys, shift.test.sizes, strict=True):
            assert size == sum(int(survey[shift.question.name][code].n) for code in SCALE)
