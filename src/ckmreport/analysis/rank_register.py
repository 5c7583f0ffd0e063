"""Rank tests beside the declared chi-square tests of statements, corrected together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ckmreport.analysis.association import Association, Crosstab
from ckmreport.analysis.rank_test import RankTest
from ckmreport.analysis.register import Register, RegisteredTest, holm_where_tested
from ckmreport.analysis.values import Withheld
from ckmreport.survey.questionnaire import DeclaredTest, Questionnaire


@dataclass(frozen=True)
class RankedTest:
    """A declared test of groups by a statement, as a rank test.

    `corrected` is its p value after Holm's correction over these tests; None where there is none.
    """

    declared: DeclaredTest
    result: RankTest | Withheld
    corrected: float | None


def rank_register(register: Register, questionnaire: Questionnaire) -> tuple[RankedTest, ...]:
    """Carry out a rank test beside each declared test whose second question is a statement.

    It is computed from the table that is printed with the chi-square test, and there is none
    where that table is not: its statistic would tell of small cells, or of a cross-tabulation
    that was never published.
    """
    found = list(_results(register, questionnaire))
    p_values = holm_where_tested(
        result.p if isinstance(result, RankTest) else None for _, result in found
    )
    return tuple(
        RankedTest(test.declared, result, p)
        for (test, result), p in zip(found, p_values, strict=True)
    )


def _results(
    register: Register, questionnaire: Questionnaire
) -> Iterator[tuple[RegisteredTest, RankTest | Withheld]]:
    for test in register:
        if questionnaire[test.declared.column].kind != "likert":
            continue
        if not isinstance(test.result, Association):
            yield test, test.result
        else:
            table = test.result.table
            yield test, RankTest.of_table(table) if isinstance(table, Crosstab) else table
