"""The questionnaire as typed objects: questions, options, routing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from ckmreport.survey.questionnaire.declared_tests import DeclaredTest
from ckmreport.survey.questionnaire.indicators import Indicator

Kind = Literal["single", "multi", "likert"]
About = Literal["se", "ce", "both"]

#: What stands in a response instead of an answer.
NOT_ASKED = "-8"
NOT_ANSWERED = "-9"
#: The option "weet niet": an answer, and part of the base unless it is left out by name.
DONT_KNOW = "wn"

#: Codes of the agreement scale, from disagreement to agreement.
DISAGREE = ("1", "2")
NEUTRAL = ("3",)
AGREE = ("4", "5")

_NUMBER_CATEGORY = re.compile(r"(\d+)(?:_\d+|plus)?")


@dataclass(frozen=True)
class Option:
    """One answer that can be given.

    `short` is the label for figures and tables, `prose` the form inside a sentence ("de ggz").
    `until` names the last wave that offered it, where it was dropped.
    """

    code: str
    label: str
    short: str
    prose: str
    until: str | None = None

    @property
    def at_least(self) -> int | None:
        """The lower bound of a number category ("2_5" gives 2), or None for other options."""
        found = _NUMBER_CATEGORY.fullmatch(self.code)
        return int(found[1]) if found else None


@dataclass(frozen=True)
class Condition:
    """A rule on one earlier question: option chosen, or (negated) answered but not chosen."""

    variable: str
    option: str
    negated: bool = False

    @classmethod
    def parse(cls, variable: str, rule: str) -> Condition:
        """Read `"ja"` or `"!nee"`."""
        return cls(variable, rule.removeprefix("!"), rule.startswith("!"))

    def __str__(self) -> str:
        return f"{self.variable} {'≠' if self.negated else '='} {self.option}"


@dataclass(frozen=True)
class Question:
    """One question, or a variable that researchers coded from one (`coded_from`).

    `among` names the multiple-response question of which this one asks the most frequent answer:
    an answer to this question is expected among the answers ticked there. `until` names the last
    wave that asked the question, where it was dropped. `dropped` are options that its wave no
    longer offered. Reports still speak of both, to say that they were not asked.
    """

    name: str
    kind: Kind
    section: str
    text: str
    short: str
    options: tuple[Option, ...]
    asked_of: str
    since: str
    asked_if: Condition | None = None
    about: About | None = None
    exclusive: frozenset[str] = frozenset()
    help: str | None = None
    statement: str | None = None
    coded_from: str | None = None
    coding: Mapping[str, str] = field(default_factory=dict)
    among: str | None = None
    until: str | None = None
    dropped: tuple[Option, ...] = ()

    def asked_in(self, wave: str | None) -> bool:
        """Tell whether the question was not dropped before a wave; None is the next one."""
        return _lasts(self.until, wave)

    def of_wave(self, wave: str | None) -> Question:
        """Give it with the options that a wave offered; the others are its `dropped`."""
        offered = tuple(option for option in self.options if _lasts(option.until, wave))
        if offered == self.options:
            return self
        exclusive = self.exclusive.intersection(option.code for option in offered)
        dropped = tuple(option for option in self.options if option not in offered)
        return replace(self, options=offered, exclusive=exclusive, dropped=dropped)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the options, in questionnaire order."""
        return tuple(option.code for option in self.options)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the responses that hold the answers: one, or one per option."""
        if self.kind != "multi":
            return (self.name,)
        return tuple(f"{self.name}__{code}" for code in self.codes)

    def option(self, code: str) -> Option:
        """Give the option with this code, also one that was dropped.

        Raises:
            KeyError: if the question has no such option.
        """
        for option in (*self.options, *self.dropped):
            if option.code == code:
                return option
        raise KeyError(f"question '{self.name}' has no option '{code}'")


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


def _lasts(until: str | None, wave: str | None) -> bool:
    return until is None or (wave is not None and wave <= until)
