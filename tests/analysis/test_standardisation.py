"""Standardised shares, against a calculation by hand and against statsmodels."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from survey_samples import share

from ckmreport.analysis import NOT_SHOWN, Hidden, Share, Withheld
from ckmreport.analysis.disclosure_control.remainder import REST
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


def wholes(**bases: int) -> dict[str, Share]:
    """Give shares of all respondents, of which only the bases matter: no group is hidden."""
    return {name.removeprefix("in_"): share(0, base) for name, base in bases.items()}


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
    found = standardise({"2025": BEFORE, "2026": AFTER}, wholes(in_2025=100, in_2026=120))
    assert found.weights == {"a": Fraction(1, 2), "b": Fraction(1, 2)}
    assert estimate(found.level("2025")).value == Fraction(30, 100)
    assert estimate(found.level("2026")).value == Fraction(30, 100)  # 44 of 120 as measured
    assert estimate(found.difference("2025", "2026")).value == 0


def test_a_group_without_respondents_is_left_out_of_all_waves() -> None:
    waves: dict[str, Cells] = {
        "2025": {**BEFORE, "c": share(3, 10)},
        "2026": {**AFTER, "c": share(0, 0)},
    }
    found = standardise(waves, wholes(in_2025=110, in_2026=120))
    assert found.left_out == (LeftOut("c", "2026", NO_RESPONDENTS),)
    assert found.weights == {"a": Fraction(1, 2), "b": Fraction(1, 2)}
    assert estimate(found.level("2025")).value == Fraction(30, 100)


def test_a_group_that_is_not_published_is_left_out_of_all_waves() -> None:
    hidden = Withheld("niet gepubliceerd")
    waves: dict[str, Cells] = {
        "2025": {**BEFORE, "c": share(3, 10)},
        "2026": {**AFTER, "c": hidden},
    }
    found = standardise(waves, wholes(in_2025=110, in_2026=130))
    assert found.left_out == (LeftOut("c", "2026", "niet gepubliceerd"),)
    assert set(found.weights) == {"a", "b"}


@pytest.mark.parametrize(("respondents", "given"), [(133, True), (134, False)])
def test_groups_with_too_few_of_the_respondents_give_nothing(respondents: int, given: bool) -> None:
    found = standardise({"2025": BEFORE, "2026": AFTER}, wholes(in_2025=respondents, in_2026=120))
    assert (found.level("2026") != TOO_FEW_COVERED) is given
    assert (found.difference("2025", "2026") != TOO_FEW_COVERED) is given


def test_a_wave_without_any_group_takes_no_part() -> None:
    waves: Waves = {"2023": {"a": CLOSED, "b": CLOSED}, "2025": BEFORE, "2026": AFTER}
    found = standardise(waves, wholes(in_2023=90, in_2025=100, in_2026=120))
    assert found.level("2023") == CLOSED
    assert found.difference("2023", "2026") == CLOSED
    assert estimate(found.difference("2025", "2026")).value == 0


def test_one_wave_alone_is_not_standardised() -> None:
    waves: Waves = {"2023": {"a": CLOSED, "b": CLOSED}, "2025": BEFORE}
    found = standardise(waves, wholes(in_2023=90, in_2025=100))
    assert found.level("2025") == NOTHING_TO_COMPARE
    assert found.difference("2023", "2025") == CLOSED
    assert found.level("2019") == NOTHING_TO_COMPARE


def test_too_few_in_the_others_is_no_reason_for_a_wave_that_takes_no_part() -> None:
    waves: Waves = {"2023": {"a": CLOSED, "b": CLOSED}, "2025": BEFORE, "2026": AFTER}
    found = standardise(waves, wholes(in_2023=90, in_2025=1000, in_2026=120))
    assert found.level("2025") == found.level("2026") == TOO_FEW_COVERED
    assert found.level("2023") == CLOSED


FEW = Hidden("minder dan 5", few=True)


def test_a_group_hidden_for_small_numbers_is_part_of_the_rest_in_all_waves() -> None:
    waves: Waves = {
        "2025": {**BEFORE, "c": share(10, 20)},
        "2026": {**AFTER, "c": FEW},
    }
    found = standardise(waves, {"2025": share(45, 130), "2026": share(64, 150)}, 5)
    assert found.has_rest
    assert found.left_out == (LeftOut("c", "2026", "minder dan 5"),)
    # Beside a and b: 15 of 30 in 2025, 20 of 30 in 2026, who answered in no other group included.
    rests = {wave: (rows[REST].count, rows[REST].base) for wave, rows in found.strata.items()}
    assert rests == {"2025": (15, 30), "2026": (20, 30)}
    assert found.weights == {"a": Fraction(5, 13), "b": Fraction(5, 13), REST: Fraction(3, 13)}
    assert estimate(found.level("2025")).value == Fraction(45, 130)  # its own mix: as measured
    expected = Fraction(5, 13) * Fraction(1, 10) + Fraction(5, 13) * Fraction(1, 2)
    assert estimate(found.level("2026")).value == expected + Fraction(3, 13) * Fraction(2, 3)


@pytest.mark.parametrize(("respondents", "given"), [(200, True), (201, False)])
def test_beside_a_rest_half_must_be_in_the_groups(respondents: int, given: bool) -> None:
    waves: Waves = {"2025": {**BEFORE, "c": FEW}, "2026": {**AFTER, "c": FEW}}
    found = standardise(waves, {"2025": share(80, respondents), "2026": share(80, 200)}, 5)
    assert (found.level("2026") != TOO_FEW_COVERED) is given
    assert found.has_rest is given


@pytest.mark.parametrize("count", [44 + 4, 44 + 10 - 4])
def test_a_rest_in_which_few_are_counted_or_not_is_left_out(count: int) -> None:
    waves: Waves = {"2025": {**BEFORE, "c": FEW}, "2026": {**AFTER, "c": FEW}}
    found = standardise(waves, {"2025": share(45, 130), "2026": share(count, 130)}, 5)
    assert not found.has_rest
    assert set(found.weights) == {"a", "b"}
    assert estimate(found.difference("2025", "2026")).value == 0


def test_without_anybody_left_there_is_no_rest() -> None:
    waves: Waves = {"2025": {**BEFORE, "c": FEW}, "2026": {**AFTER, "c": share(0, 0)}}
    found = standardise(waves, {"2025": share(40, 120), "2026": share(44, 120)}, 5)
    assert not found.has_rest
    assert set(found.weights) == {"a", "b"}


def test_of_a_wave_whose_groups_are_all_hidden_there_is_no_rest() -> None:
    waves: Waves = {"2025": {"a": NOT_SHOWN, "b": FEW}, "2026": AFTER, "2027": BEFORE}
    found = standardise(waves, {"2025": share(1, 9), "2026": share(44, 120), "2027": share(9, 100)})
    assert found.level("2025") == NOT_SHOWN
    assert not found.has_rest
