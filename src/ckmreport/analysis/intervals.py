"""Confidence intervals for shares."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple


class Interval(NamedTuple):
    """Lower and upper bound of a share, 0 to 1."""

    low: float
    high: float


def wilson(count: int, base: int, level: float = 0.95) -> Interval:
    """Give the score interval of Wilson (1927) for `count` of `base`.

    It takes nothing but the standard library: everything that writes an interval needs it, and
    the statistical libraries take longer to import than a whole page to make.

    Raises:
        ValueError: if nobody is in the base.
    """
    if base == 0:
        raise ValueError("a share of nobody has no interval")
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = count / base
    centre = share + z**2 / (2 * base)
    reach = z * sqrt(share * (1 - share) / base + z**2 / (4 * base**2))
    scale = 1 + z**2 / base
    return Interval(max(0.0, (centre - reach) / scale), min(1.0, (centre + reach) / scale))
