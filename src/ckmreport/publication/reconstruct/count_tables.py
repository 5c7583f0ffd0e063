"""How many respondents take which way through the questionnaire: counts per cell, not people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ckmreport.publication.reconstruct.assumptions import Assumptions
from ckmreport.publication.reconstruct.figures import Figures
from ckmreport.publication.reconstruct.paths import Order, Path
from ckmreport.survey.questionnaire import Questionnaire
from ckmreport.survey.waves import Direction

#: The questions, besides routing, that the printed figures tie together.
DOMAIN = "domein"
TRAINING = "scholing"
AGREEMENTS = "afspraken"


@dataclass(frozen=True)
class Cell:
    """Respondents who are alike in all that several printed figures tie together."""

    domain: str
    training: str
    path: Path
    agreements: str | None


@dataclass(frozen=True)
class Skeleton:
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
    """All that the rows must agree with."""

    figures: Figures
    questionnaire: Questionnaire
    assumptions: Assumptions
    order: Order
    directions: Sequence[Direction]
