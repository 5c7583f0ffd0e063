"""Counts of respondents by their path through the questionnaire and some of their answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ckmreport.publication.assumptions import Assumptions
from ckmreport.publication.printed_figures import PrintedFigures
from ckmreport.publication.reconstruct.paths import Order, Path
from ckmreport.survey.questionnaire import Questionnaire
from ckmreport.survey.waves import Direction

#: The questions, besides routing, that the printed figures tie together.
DOMAIN = "domein"
TRAINING = "scholing"
AGREEMENTS = "afspraken"


@dataclass(frozen=True)
class Cell:
    """Respondents with equal answers to the questions that several printed figures tie together."""

    domain: str
    training: str
    path: Path
    agreements: str | None


@dataclass(frozen=True)
class CountTables:
    """The solved counts.

    `statements` counts, within a training and an agreements answer, the answers to the tested
    statements together; `in_domain` the answers (question, option, domain) that figures tie to
    a domain.
    """

    cells: Mapping[Cell, int]
    tested: tuple[str, ...]
    statements: Mapping[tuple[str, str | None], Mapping[tuple[str, ...], int]]
    in_domain: Mapping[tuple[str, str, str], int]


@dataclass(frozen=True)
class Problem:
    """Everything that the rows must agree with."""

    figures: PrintedFigures
    questionnaire: Questionnaire
    assumptions: Assumptions
    order: Order
    directions: Sequence[Direction]


def split_by_domain(figures: PrintedFigures) -> list[str]:
    """List the questions of which a figure counts the answers of a domain, in file order."""
    crossed = [
        rule.variable
        for figure in figures.of_kind("cross")
        for rule in figure.conditions
        if DOMAIN not in (figure.base, rule.variable)
    ]
    pooled = [name for figure in figures.of_kind("cross_pooled") for name in figure.variables]
    return list(dict.fromkeys([*crossed, *pooled]))
