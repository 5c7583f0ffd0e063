"""Whether some groups answer higher on a scale than others, by tests that know its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ckmreport.analysis.association import Crosstab
from ckmreport.analysis.distribution import Distribution
from ckmreport.analysis.values import Share, Withheld
from ckmreport.survey.questionnaire import AGREE, DISAGREE, NEUTRAL

#: The answers to a statement in their order; who does not know has no place among them.
SCALE = (*DISAGREE, *NEUTRAL, *AGREE)
#: A smaller group makes the distribution of the statistic a poor guide.
LEAST_IN_GROUP = 10

TOO_FEW = Withheld("te weinig antwoorden")
ALL_ALIKE = Withheld("iedereen antwoordde hetzelfde")
SMALL_NUMBERS = Withheld("niet getoond")

#: Of one group, how many gave each answer, from the lowest to the highest.
Judged = tuple[int, ...]


@dataclass(frozen=True)
class RankTest:
    """The rank test of Kruskal and Wallis (1952), corrected for ties.

    Of two groups it is the test of Mann and Whitney (1947), two-sided, with the normal
    approximation and without correction for continuity.

    Attributes:
        sizes: how many respondents each group has.
        statistic: H, which follows a chi-square distribution if no group answers higher.
        df: its degrees of freedom, one less than the groups.
        p: how probable such a statistic or a larger one is then.
        higher: of two groups, the probability that one of the second answers higher than one of
            the first, equal answers counted for a half; None of more groups.
    """

    sizes: tuple[int, ...]
    statistic: float
    df: int
    p: float
    higher: float | None

    @classmethod
    def of(cls, groups: Sequence[Judged]) -> RankTest | Withheld:
        """Test groups, each as the number of respondents per answer, all in the same order."""
        counts = np.array([group for group in groups if sum(group)])
        if len(counts) < 2 or counts.sum(axis=1).min() < LEAST_IN_GROUP:
            return TOO_FEW
        if (counts.sum(axis=0) > 0).sum() < 2:
            return ALL_ALIKE
        from scipy.stats import chi2, kruskal  # noqa: PLC0415, a slow import for few notebooks

        places = np.arange(counts.shape[1])
        found = kruskal(*(np.repeat(places, group) for group in counts))
        # Of groups that answer alike, H may be a trifle below zero, and scipy's p no number.
        statistic, df = max(0.0, float(found.statistic)), len(counts) - 1
        return cls(
            tuple(map(int, counts.sum(axis=1))),
            statistic,
            df,
            float(chi2.sf(statistic, df)),
            _superiority(counts[0], counts[1]) if len(counts) == 2 else None,
        )

    @classmethod
    def of_table(cls, table: Crosstab) -> RankTest | Withheld:
        """Test whether the groups in the rows of a table answer higher on the scale of a statement.

        The table is one that may be printed, so that the test tells no more than it does.
        """
        place = {option.code: index for index, option in enumerate(table.columns)}
        return cls.of(
            [
                tuple(row[place[code]] if code in place else 0 for code in SCALE)
                for row in table.counts
            ]
        )


def judged(answers: Distribution, classes: int) -> Judged | None:
    """Give how many gave each answer to a statement, from disagreement to agreement.

    Only what may be printed of each answer is used; None where one of them is hidden.

    Args:
        answers: the answers to a statement.
        classes: 5 for all answers, 3 for disagreement, neither and agreement.
    """
    parts = [(code,) for code in SCALE] if classes == len(SCALE) else [DISAGREE, NEUTRAL, AGREE]
    shares = [answers.any_of(*part) for part in parts]
    known = [share.count for share in shares if isinstance(share, Share)]
    return tuple(known) if len(known) == len(parts) else None


def _superiority(first: Sequence[int], second: Sequence[int]) -> float:
    """Give how often one of the second group answers higher, equal answers counted for a half."""
    below = np.cumsum(first) - np.array(first) / 2
    return float((below * second).sum() / (np.sum(first) * np.sum(second)))
