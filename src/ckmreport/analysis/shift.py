"""Statements in two waves: whether respondents came to agree more, or less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ckmreport.analysis.association import ALPHA
from ckmreport.analysis.comparability import asks, same_form
from ckmreport.analysis.rank_test import SCALE, SMALL_NUMBERS, RankTest, judged
from ckmreport.analysis.register import holm_where_tested
from ckmreport.analysis.survey import Survey
from ckmreport.analysis.trend import NOT_ASKED, OTHER_QUESTION
from ckmreport.analysis.values import Withheld
from ckmreport.survey.questionnaire import Question

Direction = Literal["more", "less", "not_shown", "not_comparable"]


@dataclass(frozen=True)
class Shift:
    """The answers to a statement in two waves, tested with their order.

    Attributes:
        question: the statement.
        test: the earlier wave against the later, or why there is none.
        classes: how many classes of answers were told apart.
        p_holm: the p value corrected for all statements together.
    """

    question: Question
    test: RankTest | Withheld
    classes: int = len(SCALE)
    p_holm: float | None = None

    @property
    def direction(self) -> Direction:
        """Whether respondents agree more or less than before, as far as that is shown."""
        if isinstance(self.test, Withheld) or self.p_holm is None or self.test.higher is None:
            return "not_comparable"
        if self.p_holm >= ALPHA:
            return "not_shown"
        return "more" if self.test.higher > 1 / 2 else "less"


@dataclass(frozen=True)
class Shifts:
    """All statements of a wave against those of the wave before it; one family of tests."""

    earlier: str
    later: str
    shifts: tuple[Shift, ...]

    @property
    def tested(self) -> int:
        """How many statements are tested, and corrected together (Holm 1979)."""
        return sum(shift.p_holm is not None for shift in self.shifts)

    def found(self, direction: Direction) -> list[Shift]:
        """Give the statements that shifted in a direction."""
        return [shift for shift in self.shifts if shift.direction == direction]


def follow_statements(surveys: Sequence[Survey]) -> Shifts:
    """Test each statement of the last wave against the wave before.

    Only totals that each wave prints are compared, so that it may be a reconstruction.

    Args:
        surveys: the waves, oldest first, two or more.
    """
    before, after = surveys[-2:]
    asked = [
        question
        for question in after.wave.questionnaire
        if question.kind == "likert" and asks(after.wave, question.name)
    ]
    found = [_shift(question, before, after) for question in asked]
    p_values = holm_where_tested(
        one.test.p if isinstance(one.test, RankTest) else None for one in found
    )
    corrected = (replace(one, p_holm=p) for one, p in zip(found, p_values, strict=True))
    return Shifts(before.wave.name, after.wave.name, tuple(corrected))


def _shift(question: Question, before: Survey, after: Survey) -> Shift:
    if not asks(before.wave, question.name):
        return Shift(question, NOT_ASKED)
    if not same_form(question.name, before.wave, after.wave):
        return Shift(question, OTHER_QUESTION)
    for classes in (len(SCALE), 3):
        counts = [judged(survey[question.name], classes) for survey in (before, after)]
        known = [one for one in counts if one is not None]
        if len(known) == len(counts):
            return Shift(question, RankTest.of(known), classes)
    return Shift(question, SMALL_NUMBERS)
