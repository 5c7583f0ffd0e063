"""The questionnaire as a whole: its questions in order, and what it declares about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ckmreport.survey.questionnaire.declared_tests import DeclaredTest
from ckmreport.survey.questionnaire.indicators import Indicator
from ckmreport.survey.questionnaire.question import Question


@dataclass(frozen=True)
class Questionnaire:
    """All questions in the order in which they are asked, coded variables last.

    Attributes:
        sections: code and heading.
        questions: those that were dropped included.
        tests: the comparisons that a report may test; no other may be tested.
        indicators: the shares that are followed from wave to wave.
        period: how far the questions look back, such as "twee jaar".
        file: where it was read.
        sums: per question the sets of answers that the report takes together.
    """

    sections: Mapping[str, str]
    questions: tuple[Question, ...]
    tests: tuple[DeclaredTest, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    period: str = ""
    file: Path = Path("questionnaire.yml")
    sums: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)

    def of_wave(self, wave: str | None) -> Questionnaire:
        """Give it with the options that a wave offered; None is the next one."""
        return replace(self, questions=tuple(one.of_wave(wave) for one in self))

    def asked_in(self, wave: str | None = None) -> Questionnaire:
        """Give what a wave asked, by default the next: no question or option that was dropped."""
        asked = tuple(one for one in self.of_wave(wave) if one.asked_in(wave))
        return replace(self, questions=asked)

    @property
    def by_name(self) -> Mapping[str, Question]:
        """The questions by their names."""
        return {question.name: question for question in self.questions}

    def __getitem__(self, name: str) -> Question:
        for question in self.questions:
            if question.name == name:
                return question
        raise KeyError(f"the questionnaire has no question '{name}'")

    def __contains__(self, name: object) -> bool:
        return any(question.name == name for question in self.questions)

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that the responses of a wave hold besides `respondent` and `status`."""
        return tuple(column for question in self for column in question.columns)

    def statements(self, name: str) -> tuple[Question, ...]:
        """Give the questions that put the same statement, one per form of exploitation."""
        found = tuple(question for question in self if question.statement == name)
        if not found:
            raise KeyError(f"the questionnaire has no statement '{name}'")
        return found
