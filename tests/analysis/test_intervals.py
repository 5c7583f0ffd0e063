from __future__ import annotations

import pytest
from statsmodels.stats.proportion import proportion_confint

from ckmreport.analysis import wilson

#: What floating point may add to a bound that equals the share itself.
TINY = 1e-12


@pytest.mark.parametrize(
    ("count", "base", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (52, 222, 0.1833, 0.2942),
        (1, 1, 0.2065, 1.0),
    ],
)
def test_bounds_are_those_of_wilson(count: int, base: int, low: float, high: float) -> None:
    assert wilson(count, base) == pytest.approx((low, high), abs=5e-5)


def test_bounds_are_those_of_statsmodels() -> None:
    for base in (1, 2, 7, 40, 222, 100_000):
        for count in range(0, base + 1, 1 + base // 40):
            for level in (0.9, 0.95, 0.99):
                reference = proportion_confint(count, base, alpha=1 - level, method="wilson")
                assert wilson(count, base, level) == pytest.approx(reference, abs=TINY)


def test_bounds_stay_between_none_and_all() -> None:
    for base in range(1, 40):
        for count in range(base + 1):
            interval = wilson(count, base)
            assert 0 <= interval.low <= count / base + TINY
            assert count / base - TINY <= interval.high <= 1


def test_a_higher_level_gives_a_wider_interval() -> None:
    narrow, wide = wilson(5, 20, 0.90), wilson(5, 20, 0.99)
    assert wide.low < narrow.low < narrow.high < wide.high


def test_nobody_has_no_interval() -> None:
    with pytest.raises(ValueError, match="a share of nobody has no interval"):
        wilson(0, 0)
