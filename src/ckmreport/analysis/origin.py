"""How a number was made, in enough detail to make it again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from ckmreport.survey.questionnaire import Question

if TYPE_CHECKING:
    from ckmreport.survey.waves.responses import Mask, Responses

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
        responses: the answers that were counted.
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
    responses: Responses | None = field(default=None, compare=False, repr=False)

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

    def base_mask(self) -> Mask:
        """Tell who is in the base of a share of the answers to one question.

        Raises:
            ValueError: for a number of another kind, or one whose answers are not at hand.
        """
        if self.responses is None or self.counted != "answers" or len(self.questions) != 1:
            raise ValueError("only a share of answers has a base of respondents")
        base = self.responses.answered(self.questions[0])
        for one in self.left_out:
            base &= ~self.responses.chose(self.questions[0], one.code)
        if self.group is not None:
            base &= self.responses.chose(self.group.question, self.group.code)
        return base

    def mask(self) -> Mask:
        """Tell who is counted, within the base.

        Raises:
            ValueError: as for the base.
        """
        base = self.base_mask()
        gave = base & False
        for code in self.codes:
            gave |= self.responses.chose(self.questions[0], code)  # type: ignore[union-attr]
        return base & ~gave if self.negated else base & gave

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
