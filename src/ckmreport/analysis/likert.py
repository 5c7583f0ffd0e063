"""Statements on a scale from disagreement to agreement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ckmreport.analysis.distribution import Distribution
from ckmreport.analysis.values import Count, Hidden, Share
from ckmreport.survey.questionnaire import AGREE, DISAGREE, DONT_KNOW, NEUTRAL


@dataclass(frozen=True)
class Statement:
    """How respondents judged one statement.

    `agree`, `neutral` and `disagree` are shares of those with an opinion: "weet niet" is left
    out of their base, as in the publication. `dont_know` is a share of all who answered.
    """

    answers: Distribution

    @property
    def base(self) -> Count | Hidden:
        """How many respondents answered, "weet niet" included."""
        return self.answers.base

    @property
    def with_opinion(self) -> Distribution:
        """The answers without "weet niet"."""
        return self.answers.without(DONT_KNOW)

    @property
    def agree(self) -> Share | Hidden:
        """Who agrees, of those with an opinion."""
        return self.with_opinion.any_of(*AGREE)

    @property
    def neutral(self) -> Share | Hidden:
        """Who neither agrees nor disagrees, of those with an opinion."""
        return self.with_opinion.any_of(*NEUTRAL)

    @property
    def disagree(self) -> Share | Hidden:
        """Who disagrees, of those with an opinion."""
        return self.with_opinion.any_of(*DISAGREE)

    @property
    def dont_know(self) -> Share | Hidden:
        """Who does not know, of all who answered."""
        return self.answers[DONT_KNOW]


@dataclass(frozen=True)
class StatementPair:
    """The same statement about sexual (`se`) and about criminal exploitation (`ce`)."""

    se: Statement
    ce: Statement

    def __iter__(self) -> Iterator[Statement]:
        return iter((self.se, self.ce))
