from __future__ import annotations

from dataclasses import replace

import pytest
from scipy.stats import binomtest
from statsmodels.stats.contingency_tables import mcnemar
from survey_samples import SampleData, share

from ckmreport.analysis import Hidden
from ckmreport.analysis.comparison import (
    Comparison,
    about_half,
    less_than_half,
    more_than_half,
)
from ckmreport.foundation.errors import CannotTell

HIDDEN = Hidden("niet getoond")


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ((60, 80), (30, 80), "higher"),
        ((30, 80), (60, 80), "lower"),
        ((41, 80), (40, 80), "no clear difference"),
        ((3, 4), (1, 4), "no clear difference"),
        ((0, 0), (1, 4), "cannot be told"),
    ],
)
def test_two_independent_shares_get_a_verdict(
    first: tuple[int, int], second: tuple[int, int], verdict: str
) -> None:
    found = Comparison.between(share(*first), share(*second), reconstructed=True)
    assert found.verdict == verdict


def test_with_a_hidden_share_nothing_can_be_told() -> None:
    found = Comparison.between(share(60, 80), HIDDEN)
    assert found.verdict == "cannot be told"
    assert not (found.higher or found.lower or found.unclear)


def paired(data: SampleData, both: int, one: int, other: int, neither: int) -> Comparison:
    rows = [
        {"gezien": "ja", "se_zorgen": "5"} if seen and worried else
        {"gezien": "ja", "se_zorgen": "1"} if seen else
        {"gezien": "deels", "se_zorgen": "5"} if worried else
        {"gezien": "deels", "se_zorgen": "1"}
        for seen, worried, times in [
            (True, True, both), (True, False, one), (False, True, other), (False, False, neither)
        ]
        for _ in range(times)
    ]  # fmt: skip
    survey = data.survey(*rows)
    return survey.compare(survey["gezien"]["ja"], survey["se_zorgen"]["5"])


@pytest.mark.parametrize("cells", [(20, 14, 2, 10), (5, 9, 8, 30), (40, 0, 0, 3)])
def test_of_the_same_respondents_the_pairs_are_compared(
    data: SampleData, cells: tuple[int, int, int, int]
) -> None:
    found = paired(data, *cells)
    both, one, other, neither = cells
    assert found.method == "paired"
    assert found.p == pytest.approx(mcnemar([[both, one], [other, neither]], exact=True).pvalue)
    assert found.interval is not None
    difference = (one - other) / sum(cells)
    assert found.interval.low <= difference <= found.interval.high


def test_the_paired_interval_is_that_of_newcombe(data: SampleData) -> None:
    # Newcombe (1998b), table III: 36, 12, 2, 0 gives 0.0569 to 0.3404.
    found = paired(data, 36, 12, 2, 0)
    assert found.interval == pytest.approx((0.0569, 0.3404), abs=0.0005)
    assert found.higher


def test_of_a_reconstruction_nobody_knows_who_gave_two_answers(data: SampleData) -> None:
    found = paired(data, 20, 14, 2, 10)
    again = Comparison.between(found.first, found.second, reconstructed=True)
    assert again.method == "independent"


def test_answers_to_one_question_exclude_each_other_also_in_a_reconstruction(
    data: SampleData,
) -> None:
    rows = [{"gezien": "ja", "se_n": code} for code in ["1"] * 14 + ["2_5"] * 4 + ["wn"] * 2]
    number = data.survey(*rows)["se_n"]
    found = Comparison.between(number["1"], number["2_5"], reconstructed=True)
    assert (found.method, found.verdict) == ("paired", "higher")
    assert found.p == pytest.approx(binomtest(14, 18).pvalue)
    overlapping = Comparison.between(number["1"], number.any_of("1", "2_5"), reconstructed=True)
    assert overlapping.method == "independent"


def test_shares_whose_rows_are_not_at_hand_are_independent() -> None:
    assert Comparison.between(share(60, 80), share(30, 80)).method == "independent"


@pytest.mark.parametrize(
    ("count", "base", "more", "less", "about"),
    [
        (80, 100, True, False, False),
        (20, 100, False, True, False),
        (52, 100, False, False, True),
        (57, 100, False, False, False),
        (3, 4, False, False, False),
        (520, 1000, False, False, True),
        (540, 1000, True, False, False),
    ],
)
def test_half_needs_an_interval_on_that_side(
    count: int, base: int, more: bool, less: bool, about: bool
) -> None:
    found = share(count, base)
    assert (more_than_half(found), less_than_half(found), about_half(found)) == (more, less, about)


def test_of_a_number_that_is_not_shown_no_side_is_told() -> None:
    for value in (HIDDEN, replace(HIDDEN, few=True), share(0, 0)):
        for told in (more_than_half, less_than_half, about_half):
            with pytest.raises(CannotTell):
                told(value)
