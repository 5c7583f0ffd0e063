"""Whether two questions hang together: the chi-square test of independence (Pearson 1900)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from ckmreport.analysis.disclosure_control.cover import Cover, printed
from ckmreport.analysis.expected import FEW, SmallCells, least_small_cells
from ckmreport.analysis.values import Hidden, Withheld
from ckmreport.survey.questionnaire import Option, Question
from ckmreport.survey.waves.published_tables import PrintedTest
from ckmreport.survey.waves.responses import Responses

#: The level of significance of the study.
ALPHA = 0.05
#: Tables drawn, with the totals of the real one, where the chi-square distribution is no guide.
RESAMPLES = 99_999
_SEED = 20230601  # the same answers must give the same p value in every run

NOBODY = "niet te toetsen: niemand beantwoordde beide vragen"
NO_VARIATION = "niet te toetsen: op een van beide vragen gaf iedereen hetzelfde antwoord"
#: In place of a test, or of its table, that could point to a person.
TOO_SMALL = Hidden("niet getoond vanwege kleine aantallen")


@dataclass(frozen=True)
class NotTestable(Withheld):
    """In place of a test that the answers do not allow; `reason` says why not."""


@dataclass(frozen=True)
class Crosstab:
    """How many respondents gave each pair of answers, without options that nobody chose."""

    rows: tuple[Option, ...]
    columns: tuple[Option, ...]
    counts: tuple[tuple[int, ...], ...]

    @property
    def expected(self) -> tuple[tuple[float, ...], ...]:
        """How many respondents each cell would have if the questions were independent."""
        counts = np.array(self.counts)
        shares = counts.sum(axis=1, keepdims=True) * counts.sum(axis=0) / counts.sum()
        return tuple(tuple(map(float, row)) for row in shares)

    @property
    def small(self) -> SmallCells:
        """How many cells expect fewer than five respondents."""
        cells = [value for row in self.expected for value in row]
        return SmallCells(sum(value < FEW for value in cells), len(cells))

    @classmethod
    def of(
        cls, row: Question, column: Question, responses: Responses, cover: Cover | None = None
    ) -> Crosstab:
        """Count who answered both questions; the first of answers taken together stands for all."""
        if cover is None:
            rows, columns = (tuple((code,) for code in q.codes) for q in (row, column))
            cover = Cover(rows, columns)
        masks = [
            [np.logical_or.reduce([responses.chose(q, code) for code in one]) for one in together]
            for q, together in ((row, cover.rows), (column, cover.columns))
        ]
        names = [
            [q.option(one[0]) for one in together]
            for q, together in ((row, cover.rows), (column, cover.columns))
        ]
        table = np.array([[int((r & c).sum()) for c in masks[1]] for r in masks[0]])
        used = [np.flatnonzero(table.any(axis=axis)) for axis in (1, 0)]
        return cls(
            tuple(names[0][i] for i in used[0]),
            tuple(names[1][i] for i in used[1]),
            tuple(tuple(map(int, line)) for line in table[np.ix_(*used)]),
        )


@dataclass(frozen=True)
class Association:
    """A chi-square test of two questions among those who answered both.

    Attributes:
        row: the first question.
        column: the second question.
        statistic: the chi-square statistic.
        df: its degrees of freedom.
        n: how many respondents are in the table.
        least: the smaller number of categories, of rows and of columns.
        small: the cells that expect few respondents; for a printed test, whose table is unknown,
            the least number of them that the totals allow, or None if these are unknown too.
        table: the counts; withheld where the table is unknown or shows small groups of people.
        decimals: with how many the statistic may be printed.
        resampled: the p value from tables drawn with the same totals, where there are too many
            small cells for the chi-square distribution and the answers are known; else None.
        wave: the wave whose answers were tested.
    """

    row: Question
    column: Question
    statistic: Fraction | float
    df: int
    n: int
    least: int
    small: SmallCells | None
    table: Crosstab | Withheld
    resampled: float | None = None
    wave: str = ""
    decimals: int = 2

    @property
    def p(self) -> float:
        """How probable such a statistic or a larger one is if the questions are independent."""
        return self.asymptotic if self.resampled is None else self.resampled

    @property
    def asymptotic(self) -> float:
        """The p value that the chi-square distribution gives, right for large tables."""
        from scipy.stats import chi2  # noqa: PLC0415, a slow import that few notebooks need

        return float(chi2.sf(float(self.statistic), self.df))

    @property
    def unsure(self) -> bool:
        """Whether p leans on the chi-square distribution where too few respondents are expected."""
        return self.resampled is None and self.small is not None and self.small.too_many

    @property
    def cramers_v(self) -> float:
        """The strength of the association, 0 to 1 (Cramér 1946), corrected for bias.

        Uncorrected, V lies well above zero in small tables even if nothing hangs together; the
        correction is that of Bergsma (2013).
        """
        if self.n < 2:
            return 0.0
        most = self.df // (self.least - 1) + 1
        excess = float(self.statistic) / self.n - self.df / (self.n - 1)
        room = min(one - (one - 1) ** 2 / (self.n - 1) for one in (self.least, most)) - 1
        return min(1.0, sqrt(max(0.0, excess) / room)) if room > 0 else 0.0

    @classmethod
    def printed(
        cls,
        row: Question,
        column: Question,
        test: PrintedTest,
        most: tuple[Sequence[int], Sequence[int]],
        unknown: Withheld,
    ) -> Association:
        """Take over a printed test; the table's size follows from its degrees of freedom.

        `most` says how many respondents gave each answer to the first and to the second
        question, and `unknown` what stands in place of the table.
        """
        rows = len(row.codes)
        columns = test.df // (rows - 1) + 1
        chosen = [[count for count in counts if count] for counts in most]
        small = None
        if [len(counts) for counts in chosen] == [rows, columns] and test.n <= min(
            map(sum, chosen)
        ):
            number = least_small_cells(chosen[0], chosen[1], test.n)
            small = SmallCells(number, rows * columns, at_least=True)
        least = min(rows, columns)
        return cls(row, column, test.statistic, test.df, test.n, least, small, unknown)

    @classmethod
    def computed(
        cls, row: Question, column: Question, responses: Responses, cover: Cover | None = None
    ) -> Association | NotTestable:
        """Test the answers themselves; categories that nobody chose are left out.

        Args:
            row: the first question.
            column: the second question.
            responses: the answers.
            cover: what of the test may be printed; without it, everything. The statistic is
                rounded as it says, and all else is computed from the rounded one.
        """
        table = Crosstab.of(row, column, responses, cover)
        counts = np.array(table.counts)
        if not counts.size:
            return NotTestable(NOBODY)
        if min(counts.shape) < 2:
            return NotTestable(NO_VARIATION)
        statistic, resampled = _tested(counts, cover, many_small=table.small.too_many)
        return cls(
            row,
            column,
            statistic=statistic,
            df=(counts.shape[0] - 1) * (counts.shape[1] - 1),
            n=int(counts.sum()),
            least=min(counts.shape),
            small=table.small,
            table=table if cover is None or cover.exact else TOO_SMALL,
            resampled=resampled,
            decimals=cover.decimals if cover else 2,
        )


def _tested(
    counts: NDArray[np.int64], cover: Cover | None, *, many_small: bool
) -> tuple[float, float | None]:
    """Give the statistic, and p from drawn tables where many cells expect few respondents."""
    from scipy.stats import (  # noqa: PLC0415, a slow import that few notebooks need
        MonteCarloMethod,
        chi2_contingency,
        random_table,
    )

    statistic = float(chi2_contingency(counts, correction=False).statistic)
    generator = np.random.default_rng(_SEED)
    if cover is None or cover.exact:
        if not many_small:
            return statistic, None
        draws = MonteCarloMethod(RESAMPLES, rng=generator)
        drawn = chi2_contingency(counts, correction=False, method=draws)
        return statistic, float(drawn.pvalue)
    statistic = printed(statistic, cover.decimals)
    if not many_small:
        return statistic, None
    rows, columns = counts.sum(axis=1), counts.sum(axis=0)
    tables = random_table(rows, columns).rvs(RESAMPLES, random_state=generator)
    expected = np.outer(rows, columns) / counts.sum()
    found = ((tables - expected) ** 2 / expected).sum(axis=(1, 2))
    as_large = int((found >= statistic - 1e-9).sum())
    return statistic, (as_large + 1) / (RESAMPLES + 1)
