"""The smallest change of a share that two waves of these sizes could have shown."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, pi, sin, sqrt

from ckmreport.analysis.association import ALPHA
from ckmreport.analysis.expected import FEW
from ckmreport.analysis.values import Share

#: How often a change of that size must be found, if it is there.
POWER = 0.8


@dataclass(frozen=True)
class Detectable:
    """The smallest decrease and increase, as parts of one, that a test finds in 80% of cases.

    The earlier share is taken as the true one, and the test as one alone, two-sided at the level
    of the study: the correction for many tests asks for somewhat more. `decrease` is negative.
    None where no change in that direction is large enough, or where the table would expect
    fewer than five respondents in a cell: there Fisher's test takes over, whose power is far
    below what the normal approximation says.
    """

    decrease: float | None
    increase: float | None

    @classmethod
    def of(cls, earlier: Share, later_base: int) -> Detectable:
        """Give what could be shown of a share, in a later wave with this base.

        The effect size h is the difference of 2 arcsin(sqrt(share)) of both waves (Cohen 1988,
        chapter 6). The h that these bases can show is that of a normal approximation, and is laid
        off from the earlier share to both sides.

        Raises:
            ValueError: if nobody is in one of the bases.
        """
        if not (earlier.base and later_base):
            raise ValueError("of nobody no change can be shown")
        angle = 2 * asin(sqrt(earlier.fraction))
        step = _effect_size(earlier.base, later_base)
        ends = {side: angle + side * step for side in (-1, 1)}
        found = {
            side: sin(end / 2) ** 2 - float(earlier.fraction)
            for side, end in ends.items()
            if 0 <= end <= pi
        }
        known = {
            side: change
            for side, change in found.items()
            if least_expected(
                (earlier.count, earlier.base),
                (later_base * (float(earlier.fraction) + change), later_base),
            )
            >= FEW
        }
        return cls(known.get(-1), known.get(1))


def least_expected(*shares: tuple[float, int]) -> float:
    """Give the least number that a cell of the table of two shares expects.

    Args:
        shares: of each wave, how many are counted and how many are in the base.
    """
    counted, bases = sum(count for count, _ in shares), [base for _, base in shares]
    return min(counted, sum(bases) - counted) * min(bases) / sum(bases)


def _effect_size(earlier: int, later: int) -> float:
    """Give the effect size h that a two-sided test of two bases finds with the power asked for."""
    # Here, because it takes longer to import than all else in a notebook without trends.
    from statsmodels.stats.power import NormalIndPower  # noqa: PLC0415

    ratio = later / earlier
    found = NormalIndPower().solve_power(nobs1=earlier, ratio=ratio, alpha=ALPHA, power=POWER)
    return float(found)
