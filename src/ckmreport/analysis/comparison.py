"""Two shares of one wave compared, with a verdict that chance does not give."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np

from ckmreport.analysis.association import ALPHA
from ckmreport.analysis.intervals import Interval
from ckmreport.analysis.values import Hidden, Share
from ckmreport.foundation.errors import CannotTell

Verdict = Literal["higher", "lower", "no clear difference", "cannot be told"]
#: How two shares are held against each other.
Method = Literal["paired", "independent"]
#: Part of both bases that must have answered both questions for a paired comparison.
LEAST_PAIRED = 0.5
HALF = 0.5
#: Between these a share may be called about half, if its interval lies on no side.
ABOUT_HALF = (Fraction(45, 100), Fraction(55, 100))


@dataclass(frozen=True)
class Comparison:
    """Two shares of the same wave: `first` against `second`.

    Attributes:
        first: the share that a sentence speaks of.
        second: the share that it is compared with.
        verdict: what the numbers allow to say.
        method: whether the same respondents were compared; None without a test.
        p: how probable a difference this large or larger is if there is none.
        interval: the 95% interval of the difference, as a part of one.
    """

    first: Share | Hidden
    second: Share | Hidden
    verdict: Verdict
    method: Method | None = None
    p: float | None = None
    interval: Interval | None = None

    @property
    def higher(self) -> bool:
        """Whether the first share is higher."""
        return self.verdict == "higher"

    @property
    def lower(self) -> bool:
        """Whether the first share is lower."""
        return self.verdict == "lower"

    @property
    def unclear(self) -> bool:
        """Whether both shares are known, and chance explains their difference."""
        return self.verdict == "no clear difference"

    @classmethod
    def between(
        cls, first: Share | Hidden, second: Share | Hidden, *, reconstructed: bool = False
    ) -> Comparison:
        """Compare two shares.

        Two answers to one question exclude each other, and where most of both bases answered both
        questions it is known who gave both. The answers of these respondents are then compared:
        exact test of McNemar (1947), interval of Newcombe (1998b, method 10). Otherwise the shares
        are compared as independent ones: test of Fisher (1935), interval of Newcombe (1998a,
        method 10). Respondents who are in both bases make that test careful.

        Args:
            first: the share that a sentence speaks of.
            second: the share that it is compared with.
            reconstructed: whether the rows fit printed totals only, so that nobody knows who gave
                two answers.
        """
        if isinstance(first, Hidden) or isinstance(second, Hidden):
            return cls(first, second, "cannot be told")
        if not (first.base and second.base):
            return cls(first, second, "cannot be told")
        pairs = _exclusive(first, second)
        if pairs is None and not reconstructed:
            pairs = _pairs(first, second)
        method: Method = "independent" if pairs is None else "paired"
        p, interval = _independent(first, second) if pairs is None else _paired(*pairs)
        sign = (interval.low > 0) - (interval.high < 0)
        agrees = sign > 0 if first > second else sign < 0 if first < second else False
        verdict: Verdict = "no clear difference"
        if p < ALPHA and agrees:
            verdict = "higher" if sign > 0 else "lower"
        return cls(first, second, verdict, method, p, interval)


def _exclusive(first: Share, second: Share) -> tuple[int, int, int, int] | None:
    """Count two answers to one question of which a respondent gives one; None for other shares."""
    one, other = first.origin, second.origin
    if one.questions != other.questions or len(one.questions) != 1 or first.base != second.base:
        return None
    if one.questions[0].kind == "multi" or one.negated or other.negated:
        return None
    if set(one.codes) & set(other.codes) or one.left_out != other.left_out:
        return None
    if one.group != other.group:
        return None
    return 0, first.count, second.count, first.base - first.count - second.count


def _pairs(first: Share, second: Share) -> tuple[int, int, int, int] | None:
    """Count who answered both questions: counted in both, in one, in the other, in neither.

    None where they are less than half of one of the bases.
    """
    try:
        bases = first.origin.base_mask(), second.origin.base_mask()
        hits = first.origin.mask(), second.origin.mask()
    except ValueError:
        return None
    both = bases[0] & bases[1]
    if int(both.sum()) < LEAST_PAIRED * max(first.base, second.base):
        return None
    a, b = hits[0][both], hits[1][both]
    return int((a & b).sum()), int((a & ~b).sum()), int((~a & b).sum()), int((~a & ~b).sum())


def _paired(both: int, one: int, other: int, neither: int) -> tuple[float, Interval]:
    from scipy.stats import binomtest  # noqa: PLC0415, a slow import

    from ckmreport.analysis.intervals import wilson  # noqa: PLC0415

    n = both + one + other + neither
    p = float(binomtest(one, one + other).pvalue) if one + other else 1.0
    p1, p2 = (both + one) / n, (both + other) / n
    (l1, u1), (l2, u2) = wilson(both + one, n), wilson(both + other, n)
    margins = (both + one) * (other + neither) * (both + other) * (one + neither)
    cross = float(both * neither - one * other)
    if cross > 0:
        cross = max(cross - n / 2, 0)
    phi = cross / np.sqrt(margins) if margins else 0.0
    low, high = (p1 - l1, u2 - p2), (u1 - p1, p2 - l2)
    difference = p1 - p2
    down = np.sqrt(max(low[0] ** 2 - 2 * phi * low[0] * low[1] + low[1] ** 2, 0))
    up = np.sqrt(max(high[0] ** 2 - 2 * phi * high[0] * high[1] + high[1] ** 2, 0))
    return p, Interval(float(difference - down), float(difference + up))


def _independent(first: Share, second: Share) -> tuple[float, Interval]:
    from scipy.stats import fisher_exact  # noqa: PLC0415, a slow import
    from statsmodels.stats.proportion import confint_proportions_2indep  # noqa: PLC0415

    table = [[share.count, share.base - share.count] for share in (first, second)]
    low, high = confint_proportions_2indep(
        first.count, first.base, second.count, second.base, method="newcomb"
    )
    return float(fisher_exact(table).pvalue), Interval(float(low), float(high))


def more_than_half(share: Share | Hidden) -> bool:
    """Tell whether a share lies above one half, with its whole 95% interval (Wilson 1927).

    Raises:
        CannotTell: if the share is not shown, or one of nobody.
    """
    return _known(share).interval.low > HALF


def less_than_half(share: Share | Hidden) -> bool:
    """Tell whether a share lies below one half, with its whole interval.

    Raises:
        CannotTell: as for more than half.
    """
    return _known(share).interval.high < HALF


def about_half(share: Share | Hidden) -> bool:
    """Tell whether a share is neither, and lies between 45 and 55%.

    Raises:
        CannotTell: as for more than half.
    """
    is_near = ABOUT_HALF[0] <= _known(share) <= ABOUT_HALF[1]
    return bool(is_near) and not (more_than_half(share) or less_than_half(share))


def _known(share: Share | Hidden) -> Share:
    if isinstance(share, Hidden) or not share.base:
        raise CannotTell("this depends on a number that is not shown")
    return share
