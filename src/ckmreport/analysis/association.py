"""Whether two questions hang together: the chi-square test of independence (Pearson 1900)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

import pandas as pd

from ckmreport.questionnaire import Question
from ckmreport.waves.published import PrintedTest
from ckmreport.waves.responses import Responses

#: The level of significance of the study.
ALPHA = 0.05


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
        sparse: the share of cells that expect fewer than five respondents, which makes the p
            value unsure; None where the table behind a printed test is unknown.
    """

    row: Question
    column: Question
    statistic: Fraction | float
    df: int
    n: int
    least: int
    sparse: float | None

    @property
    def p(self) -> float:
        """How probable such a statistic or a larger one is if the questions are independent."""
        from scipy.stats import chi2  # noqa: PLC0415, a slow import that few notebooks need

        return float(chi2.sf(float(self.statistic), self.df))

    @property
    def significant(self) -> bool:
        """Whether p is below the study's level of significance."""
        return self.p < ALPHA

    @property
    def cramers_v(self) -> float:
        """The strength of the association, 0 to 1 (Cramér 1946)."""
        return sqrt(float(self.statistic) / (self.n * (self.least - 1)))

    @classmethod
    def printed(cls, row: Question, column: Question, test: PrintedTest) -> Association:
        """Take over a printed test; the table's size follows from its degrees of freedom."""
        rows = len(row.codes)
        columns = test.df // (rows - 1) + 1
        return cls(row, column, test.statistic, test.df, test.n, min(rows, columns), None)

    @classmethod
    def computed(cls, row: Question, column: Question, responses: Responses) -> Association:
        """Test the answers themselves; categories that nobody chose are left out.

        Raises:
            ValueError: for a question with multiple response, or where one of the questions has
                fewer than two categories that anybody chose.
        """
        from scipy.stats import chi2_contingency  # noqa: PLC0415

        if "multi" in (row.kind, column.kind):
            raise ValueError("a chi-square test needs questions with a single answer")
        both = responses.answered(row) & responses.answered(column)
        frame = responses.frame.loc[both]
        table = pd.crosstab(frame[row.name], frame[column.name])
        if min(table.shape) < 2:
            raise ValueError(f"'{row.name}' and '{column.name}' do not vary together")
        found = chi2_contingency(table.to_numpy(), correction=False)
        sparse = float((found.expected_freq < 5).mean())
        n, least = int(table.to_numpy().sum()), min(table.shape)
        return cls(row, column, float(found.statistic), int(found.dof), n, least, sparse)
