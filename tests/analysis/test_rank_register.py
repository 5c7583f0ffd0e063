"""Rank tests beside the declared tests: only where the table itself is printed."""

from __future__ import annotations

import pytest
from statsmodels.stats.multitest import multipletests
from survey_samples import SampleData

from ckmreport.analysis import Survey, Withheld
from ckmreport.analysis.association import TOO_SMALL
from ckmreport.analysis.rank_register import RankedTest, rank_register
from ckmreport.analysis.rank_test import RankTest

MIN_CELL = "waves/2025/wave.yml"
ROWS = [
    {"gezien": seen, "se_zorgen": se, "ce_zorgen": ce}
    for seen, se, ce, times in (
        ("ja", "5", "3", 9),
        ("ja", "4", "2", 8),
        ("nee", "2", "2", 9),
        ("nee", "1", "3", 8),
        ("nee", "5", "wn", 6),
    )
    for _ in range(times)
]


def ranked(survey: Survey) -> tuple[RankedTest, ...]:
    return rank_register(survey.tests(), survey.wave.questionnaire)


def test_each_statement_is_tested_beside_its_declared_test(data: SampleData) -> None:
    found = ranked(data.survey(*ROWS))
    # Beside the first declared test, of a question without an order, there is none.
    assert [test.declared.column for test in found] == ["se_zorgen", "ce_zorgen"]
    se, ce = (test.result for test in found)
    assert se == RankTest.of([(0, 0, 0, 8, 9), (8, 9, 0, 0, 6)])
    assert ce == RankTest.of([(0, 8, 9, 0, 0), (0, 9, 8, 0, 0)])
    assert isinstance(se, RankTest)
    assert isinstance(ce, RankTest)
    expected = multipletests([se.p, ce.p], method="holm")[1]
    assert [test.corrected for test in found] == pytest.approx(expected)


def test_without_a_printed_table_there_is_no_rank_test(data: SampleData) -> None:
    few = [{"gezien": "deels", "se_zorgen": "3", "ce_zorgen": "3"}] * 2
    data.answer(*ROWS, *few)
    data.replace(MIN_CELL, "min_cell: 0", "min_cell: 5")
    found = ranked(data.survey(*ROWS, *few))
    assert [test.result for test in found] == [TOO_SMALL, TOO_SMALL]
    assert [test.corrected for test in found] == [None, None]


def test_where_nobody_answered_the_reason_is_that_of_the_declared_test(data: SampleData) -> None:
    found = ranked(data.survey({"gezien": "ja"}))
    assert all(isinstance(test.result, Withheld) and test.corrected is None for test in found)
