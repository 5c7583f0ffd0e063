"""The smallest change that could be shown, against statsmodels and against every outcome."""

from __future__ import annotations

from math import asin, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, chi2
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportion_effectsize
from survey_samples import share

from ckmreport.analysis.detectable import Detectable, least_expected

#: The sum of the 97.5% and the 80% point of the normal distribution.
BOTH_POINTS = 1.959964 + 0.841621


def power(earlier: float, later: float, bases: tuple[int, int]) -> float:
    """Add up the probability of every pair of counts that the chi-square test would report."""
    (n, m), (x, y) = bases, np.ogrid[: bases[0] + 1, : bases[1] + 1]
    total = n + m
    counted = x + y
    spread = n * m * np.maximum(counted * (total - counted), 1)
    statistic = total * (x * (m - y) - y * (n - x)) ** 2.0 / spread
    chance = binom.pmf(x, n, earlier) * binom.pmf(y, m, later)
    return float(chance[statistic > chi2.ppf(0.95, 1)].sum())


def test_half_of_a_hundred_by_hand() -> None:
    # h = 2.8016 * sqrt(2 / 100) = 0.3962; half of it from the angle of one half, 0.7854, gives
    # 0.9835 and sin(0.9835)^2 = 0.6930.
    found = Detectable.of(share(50, 100), 100)
    assert found.increase == pytest.approx(0.1930, abs=5e-5)
    assert found.decrease == pytest.approx(-0.1930, abs=5e-5)


@given(base=st.integers(1, 2000), later=st.integers(1, 2000), part=st.floats(0, 1, allow_nan=False))
def test_each_change_has_the_power_that_statsmodels_says(
    base: int, later: int, part: float
) -> None:
    earlier = share(round(part * base), base)
    before = earlier.count / base
    found = Detectable.of(earlier, later)
    for change, side in ((found.decrease, -1), (found.increase, 1)):
        if change is None:
            continue
        assert change * side > 0
        assert 0 <= before + change <= 1
        size = proportion_effectsize(before + change, before)
        assert size == pytest.approx(side * BOTH_POINTS * sqrt(1 / base + 1 / later), rel=1e-4)
        assert NormalIndPower().power(size, base, 0.05, later / base) == pytest.approx(
            0.8, abs=1e-4
        )


@given(base=st.integers(1, 500), later=st.integers(1, 500), part=st.floats(0, 1, allow_nan=False))
def test_to_count_the_others_is_to_turn_it_round(base: int, later: int, part: float) -> None:
    count = round(part * base)
    found = Detectable.of(share(count, base), later)
    turned = Detectable.of(share(base - count, base), later)
    for one, other in ((found.decrease, turned.increase), (found.increase, turned.decrease)):
        assert (one is None) == (other is None)
        assert one is None or one == pytest.approx(-(other or 0.0))


@pytest.mark.parametrize(
    ("earlier", "later"), [((52, 222), 180), ((50, 100), 100), ((10, 20), 20), ((5, 100), 100)]
)
def test_counting_every_outcome_gives_about_the_same_power(
    earlier: tuple[int, int], later: int
) -> None:
    found = Detectable.of(share(*earlier), later)
    before = earlier[0] / earlier[1]
    given = [change for change in (found.decrease, found.increase) if change is not None]
    assert given
    for change in given:
        assert 0.75 < power(before, before + change, (earlier[1], later)) < 0.85


@pytest.mark.parametrize("count", [0, 100])
def test_from_nobody_or_everybody_the_approximation_does_not_hold(count: int) -> None:
    assert Detectable.of(share(count, 100), 100) == Detectable(None, None)


def test_one_direction_may_have_no_room() -> None:
    found = Detectable.of(share(5, 100), 100)
    assert asin(sqrt(0.05)) > BOTH_POINTS * sqrt(2 / 100) / 2  # room, but few are expected
    assert found.decrease is None
    assert found.increase is not None


@pytest.mark.parametrize("base", range(1, 6))
def test_of_a_handful_nothing_is_said(base: int) -> None:
    for count in range(base + 1):
        for later in (1, 5, 300):
            assert Detectable.of(share(count, base), later) == Detectable(None, None)
            assert Detectable.of(share(later // 2, later), base) == Detectable(None, None)


@pytest.mark.parametrize(("base", "later"), [(0, 10), (10, 0), (0, 0)])
def test_of_nobody_there_is_no_change(base: int, later: int) -> None:
    with pytest.raises(ValueError, match="nobody"):
        Detectable.of(share(0, base), later)


def test_what_the_cells_of_two_shares_expect() -> None:
    assert least_expected((4, 10), (5, 10)) == 4.5
    assert least_expected((30, 40), (16, 20)) == pytest.approx(14 * 20 / 60)
