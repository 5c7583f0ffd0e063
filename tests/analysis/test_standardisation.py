"""Standardised shares, against a calculation by hand and against statsmodels."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from survey_samples import share

from ckmreport.analysis import Share, Withheld
from ckmreport.analysis.standardisation import (
    NO_RESPONDENTS,
    NOTHING_TO_COMPARE,
    TOO_FEW_COVERED,
    Cells,
    Estimate,
    LeftOut,
    standardise,
    weighted_sum,
)

Waves = dict[str, Cells]

CLOSED = Withheld("niet gepubliceerd")
#: Twice as many of group b in the later wave, and the same share within each group.
BEFORE: dict[str, Share | Withheld] = {"a": share(5, 50), "b": share(25, 50)}
AFTER: dict[str, Share | Withheld] = {"a": share(4, 40), "b": share(40, 80)}


def estimate(found: Estimate | Withheld) -> Estimate:
    assert isinstance(found, Estimate)
    return found


def test_one_share_has_its_wilson_interval() -> None:
    found = weighted_sum([(Fraction(1), share(7, 30))])
    assert found.value == Fraction(7, 30)
    assert found.interval == pytest.approx(proportion_confint(7, 30, method="wilson"))


def test_a_difference_of_two_has_that_of_newcombe() -> None:
    found = weighted_sum([(Fraction(1), share(21, 40)), (Fraction(-1), share(7, 30))])
    expected = confint_proportions_2indep(21, 40, 7, 30, method="newcomb")
    assert found.value == Fraction(21, 40) - Fraction(7, 30)
    assert found.interval == pytest.approx(expected)


def test_a_weighted_sum_by_hand() -> None:
    found = weighted_sum([(Fraction(1, 4), share(2, 10)), (Fraction(3, 4), share(9, 12))])
    assert found.value == Fraction(1, 4) * Fraction(1, 5) + Fraction(3, 4) * Fraction(3, 4)
    (low_a, high_a), (low_b, high_b) = (
        proportion_confint(count, base, method="wilson") for count, base in ((2, 10), (9, 12))
    )
    below = sqrt((0.25 * (0.2 - low_a)) ** 2 + (0.75 * (0.75 - low_b)) ** 2)
    above = sqrt((0.25 * (high_a - 0.2)) ** 2 + (0.75 * (high_b - 0.75)) ** 2)
    middle = float(found.value)
    assert found.interval == pytest.approx((middle - below, middle + above))


def test_a_group_in_which_nobody_is_counted_does_not_make_the_interval_narrow() -> None:
    found = weighted_sum([(Fraction(1), share(0, 4))])
    assert found.interval.high > 0.4


def test_a_change_in_who_answered_is_no_change() -> None:
    found = standardise({"2025": BEFORE, "2026": AFTER}, {"2025": 100, "2026": 120})
    assert found.weights == {"a": Fraction(1, 2), "b": Fraction(1, 2)}
    assert estimate(found.level("2025")).value == Fraction(30, 100)
    assert estimate(found.level("2026")).value == Fraction(30, 100)  # 44 of 120 as measured
    assert estimate(found.difference("2025", "2026")).value == 0


def test_a_group_without_respondents_is_left_out_of_all_waves() -> None:
    waves: dict[str, Cells] = {
        "2025": {**BEFORE, "c": share(3, 10)},
        "2026": {**AFTER, "c": share(0, 0)},
    }
    found = standardise(waves, {"2025": 110, "2026": 120})
    assert found.left_out == (LeftOut("c", "2026", NO_RESPONDENTS),)
    assert found.weights == {"a": Fraction(1, 2), "b": Fraction(1, 2)}
    assert estimate(found.level("2025")).value == Fraction(30, 100)


def test_a_group_that_may_not_be_shown_is_left_out_of_all_waves() -> None:
    hidden = Withheld("minder dan 5")
    waves: dict[str, Cells] = {
        "2025": {**BEFORE, "c": share(3, 10)},
        "2026": {**AFTER, "c": hidden},
    }
    found = standardise(waves, {"2025": 110, "2026": 130})
    assert found.left_out == (LeftOut("c", "2026", "minder dan 5"),)
    assert set(found.weights) == {"a", "b"}


@pytest.mark.parametrize(("respondents", "given"), [(133, True), (134, False)])
def test_groups_with_too_few_of_the_respondents_give_nothing(respondents: int, given: bool) -> None:
    found = standardise({"2025": BEFORE, "2026": AFTER}, {"2025": respondents, "2026": 120})
    assert (found.level("2026") != TOO_FEW_COVERED) is given
    assert (found.difference("2025", "2026") != TOO_FEW_COVERED) is given


def test_a_wave_without_any_group_takes_no_part() -> None:
    waves: Waves = {"2023": {"a": CLOSED, "b": CLOSED}, "2025": BEFORE, "2026": AFTER}
    found = standardise(waves, {"2023": 90, "2025": 100, "2026": 120})
    assert found.level("2023") == CLOSED
    assert found.difference("2023", "2026") == CLOSED
    assert estimate(found.difference("2025", "2026")).value == 0


def test_one_wave_alone_is_not_standardised() -> None:
    waves: Waves = {"2023": {"a": CLOSED, "b": CLOSED}, "2025": BEFORE}
    found = standardise(waves, {"2023": 90, "2025": 100})
    assert found.level("2025") == NOTHING_TO_COMPARE
    assert found.difference("2023", "2025") == CLOSED
    assert found.level("2019") == NOTHING_TO_COMPARE


def test_too_few_in_the_others_is_no_reason_for_a_wave_that_takes_no_part() -> None:
    waves: Waves = {"2023": {"a": CLOSED, "b": CLOSED}, "2025": BEFORE, "2026": AFTER}
    found = standardise(waves, {"2023": 90, "2025": 1000, "2026": 120})
    assert found.level("2025") == found.level("2026") == TOO_FEW_COVERED
    assert found.level("2023") == CLOSED
