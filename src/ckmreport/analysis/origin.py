"""How a number was made, in enough detail to make it again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from ckmreport.survey.questionnaire import Question

Kind = Literal[
    "share",
    "count",
    "sum",
    "test",
    "estimate",
    "figure of others",
    "fixed fact",
    "about this report",
]
#: What is counted: everybody, who is in the base, who gave certain answers, how often an answer
#: was given to several questions together, or the lower bounds of number categories.
Counted = Literal["everybody", "base", "answers", "mentions", "lower bounds"]


@dataclass(frozen=True)
class LeftOut:
    """An answer that keeps respondents out of a base.

    `respondents` is how many gave it; None where that may not be told.
    """

    code: str
    respondents: int | None


@dataclass(frozen=True)
class Within:
    """A group of respondents: who gave an answer to a question."""

    question: Question
    code: str

    def __str__(self) -> str:
        return f"{self.question.name} = {self.code}"


@dataclass(frozen=True)
class Origin:
    """Where a number comes from; the number itself is not in it.

    Attributes:
        wave: the wave whose answers were counted.
        kind: what sort of number it is.
        counted: what was counted of the answers; None for a number that is no count of answers.
        questions: the questions that were counted, more than one for mentions taken together.
        codes: the answers that count.
        negated: whether those are counted who gave none of these answers.
        left_out: the answers whose respondents are not in the base.
        group: who is in the base, besides having answered.
        asked: how many respondents were asked the question; None where that may not be told.
        answered: how many of them answered it; None where that may not be told.
        name: tells numbers of one result apart, such as "df" and "p" of a test.
        said: what it is, in Dutch, for a number that is no count of answers.
        source: who published a figure of others, as a key of the bibliography.
    """

    wave: str
    kind: Kind
    counted: Counted | None = None
    questions: tuple[Question, ...] = ()
    codes: tuple[str, ...] = ()
    negated: bool = False
    left_out: tuple[LeftOut, ...] = ()
    group: Within | None = None
    asked: int | None = field(default=None, compare=False)
    answered: int | None = field(default=None, compare=False)
    name: str = ""
    said: str = ""
    source: str | None = None

    @property
    def identity(self) -> str:
        """What tells this number from others of its wave: the question, never the answer."""
        parts = (
            self.kind,
            self.counted or "",
            "+".join(question.name for question in self.questions),
            ("not " if self.negated else "") + "|".join(self.codes),
            "|".join(one.code for one in self.left_out),
            str(self.group or ""),
            self.name,
        )
        return "/".join(parts)

    def of_base(self) -> Origin:
        """Give the origin of the base of a share."""
        if self.counted is None:
            return self
        if self.counted == "mentions":
            return replace(self, kind="sum", group=None)
        counted: Counted = "base" if self.counted == "answers" else self.counted
        return replace(self, kind="count", counted=counted, codes=(), negated=False)

    def of_count(self) -> Origin:
        """Give the origin of the number of respondents, or of mentions, in a share."""
        if self.counted is None:
            return self
        return replace(self, kind="sum" if self.counted == "mentions" else "count")
