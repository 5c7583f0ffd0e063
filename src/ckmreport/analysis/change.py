"""How a share of one wave differs from that of another: size, interval, test, outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Literal

from ckmreport.analysis.association import ALPHA
from ckmreport.analysis.detectable import Detectable, least_expected
from ckmreport.analysis.expected import FEW
from ckmreport.analysis.intervals import Interval
from ckmreport.analysis.register import holm_where_tested
from ckmreport.analysis.standardisation import Estimate
from ckmreport.analysis.values import Share, Withheld
from ckmreport.survey.questionnaire import Indicator

Outcome = Literal[
    "increase", "decrease", "perhaps_increase", "perhaps_decrease", "not_shown", "not_comparable"
]


@dataclass(frozen=True)
class Difference:
    """Two shares of independent respondents compared: `later` minus `earlier`.

    Attributes:
        value: the difference, as a part of one.
        interval: its 95% interval, method 10 of Newcombe (1998).
        p: how probable a difference this large or larger is if both waves have the same share.
        exact: whether p is that of the exact test of Fisher (1935), which takes the place of
            the chi-square test (Pearson 1900, without correction for continuity) where a cell of
            the table expects fewer than five respondents (Cochran 1954).
    """

    earlier: Share
    later: Share
    value: Fraction
    interval: Interval
    p: float
    exact: bool

    @classmethod
    def between(cls, earlier: Share, later: Share) -> Difference:
        """Compare two shares.

        Raises:
            ValueError: if nobody is in the base of one of them.
        """
        if not (earlier.base and later.base):
            raise ValueError("a share of nobody cannot be compared")
        # Here, because these imports take longer than all else in a notebook without trends.
        from scipy.stats import chi2_contingency, fisher_exact  # noqa: PLC0415
        from statsmodels.stats.proportion import confint_proportions_2indep  # noqa: PLC0415

        low, high = confint_proportions_2indep(
            later.count, later.base, earlier.count, earlier.base, method="newcomb"
        )
        table = [[share.count, share.base - share.count] for share in (earlier, later)]
        exact = least_expected(*((share.count, share.base) for share in (earlier, later))) < FEW
        test = fisher_exact(table) if exact else chi2_contingency(table, correction=False)
        return cls(
            earlier=earlier,
            later=later,
            value=later.fraction - earlier.fraction,
            interval=Interval(float(low), float(high)),
            p=float(test.pvalue),
            exact=exact,
        )

    @cached_property
    def detectable(self) -> Detectable:
        """The smallest change from the earlier share that these two bases could have shown."""
        return Detectable.of(self.earlier, self.later.base)


@dataclass(frozen=True)
class Change:
    """An indicator in an earlier wave and in the wave of the report.

    Attributes:
        indicator: what is followed.
        earlier: name of the earlier wave.
        later: name of the wave of the report.
        difference: the difference as measured, or why it cannot be given.
        standardised: the difference at an equal mix of groups, or why it cannot be given.
        p_holm: the p value corrected for all tests together, or None without a difference.
    """

    indicator: Indicator
    earlier: str
    later: str
    difference: Difference | Withheld
    standardised: Estimate | Withheld
    p_holm: float | None = None

    @property
    def outcome(self) -> Outcome:
        """What the numbers allow to say.

        A change is shown where the corrected p is below the study's level and the interval
        lies on one side of zero; "perhaps" means that only the interval does.
        """
        if isinstance(self.difference, Withheld) or self.p_holm is None:
            return "not_comparable"
        if (side := _side(self.difference.interval)) == 0:
            return "not_shown"
        if self.p_holm < ALPHA:
            return "increase" if side > 0 else "decrease"
        return "perhaps_increase" if side > 0 else "perhaps_decrease"

    @property
    def remains(self) -> bool | None:
        """Whether the change stays on its side of zero at an equal mix; None if not known."""
        if isinstance(self.difference, Withheld) or isinstance(self.standardised, Withheld):
            return None
        return _side(self.standardised.interval) == _side(self.difference.interval) != 0


def corrected(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Correct the p values of all changes together after Holm (1979)."""
    p_values = holm_where_tested(
        one.difference.p if isinstance(one.difference, Difference) else None for one in changes
    )
    return tuple(replace(one, p_holm=p) for one, p in zip(changes, p_values, strict=True))


def _side(interval: Interval) -> int:
    """Tell on which side of zero an interval lies; 0 where it holds zero."""
    return (interval.low > 0) - (interval.high < 0)
