"""A question, its options and who is asked it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from ckmreport.foundation.yaml_models import read_as, yaml_mapping

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


def _code(code: str) -> str:
    if code in (NOT_ASKED, NOT_ANSWERED):
        raise ValueError(f"'{code}' cannot be an option: it marks a missing answer")
    return code


@yaml_mapping
@dataclass(frozen=True)
class OptionEntry:
    """An option with more than a label: `short` for figures, `prose` for use in a sentence."""

    label: str
    short: str | None = None
    prose: str | None = None
    until: str | None = None


def _options(entries: Mapping[str, OptionEntry]) -> tuple[Option, ...]:
    return tuple(
        Option(
            code,
            one.label,
            one.short or one.label,
            one.prose or one.label[:1].lower() + one.label[1:],
            one.until,
        )
        for code, one in entries.items()
    )


_OneOption = Annotated[
    OptionEntry,
    BeforeValidator(
        lambda given: {"label": given} if isinstance(given, str) else given,
        json_schema_input_type=str | OptionEntry,
    ),
]
_Codes = Annotated[dict[Annotated[str, AfterValidator(_code)], _OneOption], Field(min_length=1)]
#: Options as a file has them: "code": label, or "code": {label: …, short: …, prose: …}.
Options = Annotated[tuple[Option, ...], read_as(_Codes, _options)]
_Rule = Annotated[dict[str, str], Field(min_length=1, max_length=1)]


@yaml_mapping
@dataclass(frozen=True, kw_only=True)
class QuestionEntry:
    """A question that is asked, with either `options` or the name of a `scale`.

    `among` names the multiple-response question of which this one asks the most frequent answer:
    an answer to this question is expected among the answers ticked there. `until` names the last
    wave that asked the question, where it was dropped.
    """

    name: str
    kind: Kind
    section: str
    text: str
    short: str
    options: Options = ()
    scale: str | None = None
    asked_of: str
    since: str
    asked_if: (
        Annotated[Condition, read_as(_Rule, lambda rule: Condition.parse(*rule.popitem()))] | None
    ) = None
    about: About | None = None
    exclusive: frozenset[str] = frozenset()
    help: str | None = None
    statement: str | None = None
    among: str | None = None
    until: str | None = None


@dataclass(frozen=True, kw_only=True)
class Question(QuestionEntry):
    """A question with its options, or a variable that researchers coded from one (`coded_from`).

    `dropped` are options that its wave no longer offered. Reports still speak of these, and of a
    question that was dropped, to say that they were not asked.
    """

    coded_from: str | None = None
    coding: Mapping[str, str] = field(default_factory=dict)
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


def _lasts(until: str | None, wave: str | None) -> bool:
    return until is None or (wave is not None and wave <= until)
