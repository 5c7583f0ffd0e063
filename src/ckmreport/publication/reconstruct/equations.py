"""What each printed figure says, as equations over the counts of a `CountModel`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ckmreport.publication.reconstruct.count_tables import AGREEMENTS, DOMAIN, TRAINING
from ckmreport.publication.reconstruct.figures import Figure, Figures
from ckmreport.survey.questionnaire import Condition

if TYPE_CHECKING:
    from ckmreport.publication.reconstruct.counts import CountModel, Expression


def equations(counts: CountModel, figure: Figure) -> Iterator[tuple[Expression, int]]:
    """Give the expressions that a figure speaks of, and what each must equal.

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


def split_by_domain(figures: Figures) -> list[str]:
    """Give the questions of which a figure tells how a domain answered, in file order."""
    crossed = [
        rule.variable
        for figure in figures.of_kind("cross")
        for rule in figure.conditions
        if DOMAIN not in (figure.base, rule.variable)
    ]
    pooled = [name for figure in figures.of_kind("cross_pooled") for name in figure.variables]
    return list(dict.fromkeys([*crossed, *pooled]))


def _derived(counts: CountModel, figure: Figure) -> Expression:
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
