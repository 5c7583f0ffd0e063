"""Rank tests, against scipy and against every pair of respondents."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu
from survey_samples import SampleData

from ckmreport.analysis.association import Crosstab
from ckmreport.analysis.rank_test import ALL_ALIKE, TOO_FEW, RankTest, judged
from ckmreport.survey.questionnaire import AGREE

GROUP = st.lists(st.integers(0, 30), min_size=5, max_size=5).map(tuple)


def outcome(*groups: tuple[int, ...]) -> RankTest:
    found = RankTest.of(groups)
    assert isinstance(found, RankTest)
    return found


def test_two_groups_by_hand() -> None:
    # Ten answer 1 and ten 2, against ten 2 and ten 3. Mid-ranks: 5.5 (10 times), 20.5 (20),
    # 35.5 (10); rank sums 260 and 560, H = 12/(40*41) * (260^2 + 560^2)/20 - 3*41 = 16.4634,
    # divided by 1 - (990 + 7980 + 990)/(40^3 - 40) = 0.844278.
    found = outcome((10, 10, 0, 0, 0), (0, 10, 10, 0, 0))
    assert found.statistic == pytest.approx(16.463415 / 0.844278, rel=1e-5)
    assert (found.df, found.sizes) == (1, (20, 20))
    assert found.higher == 7 / 8  # equal in a quarter of all pairs, higher in the others


@given(first=GROUP, second=GROUP)
def test_of_two_groups_it_is_the_test_of_mann_and_whitney(
    first: tuple[int, ...], second: tuple[int, ...]
) -> None:
    found = RankTest.of([first, second])
    if not isinstance(found, RankTest):
        small = min(sum(first), sum(second)) < 10
        assert found == (TOO_FEW if small else ALL_ALIKE)
        return
    x, y = (np.repeat(np.arange(5), group) for group in (first, second))
    expected = mannwhitneyu(y, x, use_continuity=False, method="asymptotic")
    assert found.p == pytest.approx(expected.pvalue, abs=1e-6)
    assert found.higher == pytest.approx(expected.statistic / (len(x) * len(y)))


@given(first=GROUP, second=GROUP)
def test_how_often_the_second_is_higher_counts_pairs(
    first: tuple[int, ...], second: tuple[int, ...]
) -> None:
    found = RankTest.of([first, second])
    if isinstance(found, RankTest):
        pairs = sum(
            first[i] * second[j] * (1.0 if j > i else 0.5 if i == j else 0.0)
            for i, j in product(range(5), repeat=2)
        )
        assert found.higher == pytest.approx(pairs / (sum(first) * sum(second)))


def test_three_groups_have_no_single_direction() -> None:
    found = outcome((9, 9, 9, 0, 0), (0, 9, 9, 9, 0), (0, 0, 9, 9, 9))
    assert (found.df, found.higher) == (2, None)


def test_a_group_of_nobody_is_no_group() -> None:
    pair = (9, 9, 9, 0, 0), (0, 9, 9, 9, 0)
    assert RankTest.of([*pair, (0, 0, 0, 0, 0)]) == RankTest.of(pair)


@pytest.mark.parametrize(
    ("groups", "reason"),
    [
        ([(9, 0, 0, 0, 0), (0, 50, 50, 0, 0)], TOO_FEW),
        ([(50, 50, 0, 0, 0)], TOO_FEW),
        ([(0, 0, 0, 0, 0)] * 2, TOO_FEW),
        ([(0, 0, 50, 0, 0), (0, 0, 20, 0, 0)], ALL_ALIKE),
    ],
)
def test_what_cannot_be_tested_says_why(groups: list[tuple[int, ...]], reason: object) -> None:
    assert RankTest.of(groups) == reason


def test_a_table_is_tested_without_who_does_not_know(data: SampleData) -> None:
    rows = [("ja", "5")] * 12 + [("ja", "2")] * 3 + [("nee", "2")] * 11 + [("nee", "wn")] * 7
    survey = data.survey(*({"gezien": seen, "se_zorgen": worry} for seen, worry in rows))
    questions = survey.wave.questionnaire
    table = Crosstab.of(questions["gezien"], questions["se_zorgen"], survey.wave.responses)
    assert RankTest.of_table(table) == outcome((0, 3, 0, 0, 12), (0, 11, 0, 0, 0))


def test_answers_are_counted_as_far_as_they_are_shown(data: SampleData) -> None:
    given = {"1": 9, "2": 8, "3": 7, "4": 6, "5": 5, "wn": 20}
    rows = [{"se_zorgen": code} for code, number in given.items() for _ in range(number)]
    answers = data.survey(*rows)["se_zorgen"]
    assert judged(answers, 5) == (9, 8, 7, 6, 5)
    assert judged(answers, 3) == (17, 7, 11)


def test_of_a_hidden_answer_only_its_sum_is_used(data: SampleData) -> None:
    given = {"1": 9, "2": 8, "3": 7, "4": 6, "5": 2, "wn": 20}
    rows = [{"se_zorgen": code} for code, number in given.items() for _ in range(number)]
    data.answer(*rows)
    data.replace("waves/2025/wave.yml", "min_cell: 0", "min_cell: 5")
    answers = data.survey(*rows)["se_zorgen"]
    assert judged(answers, 5) is None
    assert judged(answers, 3) == (17, 7, 8)
    assert AGREE == ("4", "5")
