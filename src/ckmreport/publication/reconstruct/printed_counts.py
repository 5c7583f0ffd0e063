"""The printed figures as equations over the counts of a `CountModel`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ckmreport.publication.printed_figures import PrintedFigure
from ckmreport.publication.reconstruct.chi_square_tables import ChiSquareTable
from ckmreport.publication.reconstruct.count_model import CountModel, Expression
from ckmreport.publication.reconstruct.count_tables import AGREEMENTS, DOMAIN, TRAINING, Problem
from ckmreport.survey.questionnaire import Condition


def count_model(
    problem: Problem,
    *,
    tables: Sequence[ChiSquareTable] = (),
    only: Collection[str] | None = None,
    switchable: bool = False,
) -> CountModel:
    """Build the counts that meet the printed figures.

    Args:
        problem: what the rows must agree with.
        tables: the tables behind the printed tests, which are given and not solved.
        only: the ids of the figures to meet; all of them by default.
        switchable: give each figure a switch.
    """
    counts = CountModel(problem, switchable)
    for figure in problem.figures:
        if only is None or figure.id in only:
            for left, right in equations(counts, figure):
                counts.require(figure, left == right)
    for table in tables:
        counts.require_table(table)
    return counts


def equations(counts: CountModel, figure: PrintedFigure) -> Iterator[tuple[Expression, int]]:
    """Yield the expressions of a figure, and what each must equal.

    Of a test that is its N only: the statistic is met by the tables that were chosen.
    """
    if figure.kind == "margin":
        (name,) = figure.variables
        yield counts.chosen[name, figure.option], figure.count
        yield counts.answering(name), figure.base_n
    elif figure.kind == "cross":
        domain, other = figure.conditions
        yield _meeting(counts, other, domain.option), figure.count
        base = domain if figure.base == DOMAIN else other
        yield counts.chosen[base.variable, base.option], figure.base_n
    elif figure.kind == "cross_pooled":
        (domain,) = figure.conditions
        keys = [(name, figure.option) for name in figure.variables]
        yield sum(counts.in_domain[*key, domain.option] for key in keys), figure.count
        yield sum(counts.chosen[key] for key in keys), figure.base_n
    elif figure.kind == "chi2":
        row, column = figure.variables
        agreements = counts.asked[AGREEMENTS].codes if row == AGREEMENTS else None
        block = counts.problem.order.block_of(column)
        yield counts.people(block=block, agreements=agreements), figure.base_n
    else:
        yield _derived(counts, figure), figure.count


def _derived(counts: CountModel, figure: PrintedFigure) -> Expression:
    if figure.variables:  # the least number of victims
        (name,) = figure.variables
        return sum(
            (option.at_least or 0) * counts.chosen[name, option.code]
            for option in counts.asked[name].options
        )
    if figure.any_of:
        names = {rule.variable for rule in figure.conditions}
        return counts.walking(lambda path: bool(names & path.passed))
    name = figure.conditions[0].variable
    without = sum(counts.chosen[name, rule.option] for rule in figure.conditions)
    return counts.answering(name) - without


def _meeting(counts: CountModel, rule: Condition, domain: str) -> Expression:
    if rule.variable == TRAINING:
        return counts.people(domain=domain, training=rule.option)
    if rule.variable in counts.problem.order.filters:
        return counts.walking(lambda path: rule.variable in path.passed, domain)
    return counts.in_domain[rule.variable, rule.option, domain]
