"""Confidence intervals for shares."""

from __future__ import annotations

from typing import NamedTuple


class Interval(NamedTuple):
    """Lower and upper bound of a share, 0 to 1."""

    low: float
    high: float


def wilson(count: int, base: int, level: float = 0.95) -> Interval:
    """Give the score interval of Wilson (1927) for `count` of `base`.

    Raises:
        ValueError: if nobody is in the base.
    """
    if base == 0:
        raise ValueError("a share of nobody has no interval")
    # Here, because the import takes longer than all else in a notebook that asks no interval.
    from statsmodels.stats.proportion import proportion_confint  # noqa: PLC0415

    low, high = proportion_confint(count, base, alpha=1 - level, method="wilson")
    return Interval(max(0.0, float(low)), min(1.0, float(high)))
