"""A second implementation of the counts that the notebooks ask of a survey, for the audit.

The expressions of `statements.csv` are written for `analysis.Survey`. Here they are evaluated by
independent code, on one of two sources: the rows of a wave, or the printed answers alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, Protocol

from ckmreport.survey.questionnaire import (
    AGREE,
    DISAGREE,
    DONT_KNOW,
    Option,
    Question,
    Questionnaire,
)


class NotCountableError(LookupError):
    """The source does not hold enough to count this."""


class Count(int):
    """A number of respondents, victims or anything else, as expressions use it."""

    @property
    def value(self) -> int:
        """The number itself."""
        return int(self)


@dataclass(frozen=True)
class BoundedShare:
    """The number of respondents in a base who gave certain answers.

    Printed answers to a question with multiple response only bound how many gave any of several:
    then `low` and `high` differ. `variables` and `left_out` say what the base is.
    """

    low: int
    high: int
    base: int
    variables: tuple[str, ...]
    left_out: tuple[str, ...] = ()

    @property
    def n(self) -> Count:
        """How many.

        Raises:
            NotCountableError: if only bounds are known.
        """
        if self.low != self.high:
            raise NotCountableError("only bounds are known")
        return Count(self.low)


@dataclass(frozen=True)
class ChiSquare:
    """A chi-square test that was computed again."""

    statistic: float
    p: float
    df: int
    n: int


class CountSource(Protocol):
    """A source of counts. Respondents who chose an option of `left_out` are not in the base."""

    @property
    def questionnaire(self) -> Questionnaire:
        """The questions."""

    def respondents(self) -> int:
        """Count the respondents."""

    def base(self, question: Question, left_out: Iterable[str] = ()) -> int:
        """Count who answered a question."""

    def chosen(
        self, question: Question, codes: Iterable[str], left_out: Iterable[str] = ()
    ) -> tuple[int, int]:
        """Bound how many chose at least one of these options."""

    def mentions(self, questions: Iterable[Question], code: str, by: Question) -> dict[str, int]:
        """Count how often each group mentions an option in these questions together."""

    def chi_square(self, row: Question, column: Question) -> ChiSquare:
        """Test whether two questions are independent."""


@dataclass(frozen=True)
class Answers:
    """The answers to one question."""

    source: CountSource
    question: Question
    left_out: tuple[str, ...] = ()

    @property
    def base(self) -> Count:
        """How many answered it."""
        return Count(self.source.base(self.question, self.left_out))

    @property
    def options(self) -> tuple[Option, ...]:
        """The options of the question."""
        return self.question.options

    def __getitem__(self, code: str) -> BoundedShare:
        return self.any_of(code)

    def any_of(self, *codes: str) -> BoundedShare:
        """Count who chose at least one of these options."""
        low, high = self.source.chosen(self.question, codes, self.left_out)
        return self._part(low, high)

    def other_than(self, *codes: str) -> BoundedShare:
        """Count who answered, and chose none of these options."""
        low, high = self.source.chosen(self.question, codes, self.left_out)
        return self._part(self.base - high, self.base - low)

    def without(self, *codes: str) -> Answers:
        """Leave out of the base who chose one of these options."""
        return Answers(self.source, self.question, (*self.left_out, *codes))

    def _part(self, low: int, high: int) -> BoundedShare:
        return BoundedShare(low, high, self.base, (self.question.name,), self.left_out)


class Agreement(NamedTuple):
    """Shares of those with an opinion on a statement; `dont_know` is of all who answered."""

    agree: BoundedShare
    disagree: BoundedShare
    dont_know: BoundedShare


class Pair(NamedTuple):
    """The same statement about sexual and about criminal exploitation."""

    se: Agreement
    ce: Agreement


class LowerBound(NamedTuple):
    """The least number of victims that the answers allow."""

    total: Count


class Mentions(NamedTuple):
    """The mentions of an option, by group."""

    groups: tuple[tuple[Option, BoundedShare], ...]


@dataclass(frozen=True)
class Recount:
    """The survey of an expression."""

    source: CountSource

    @property
    def respondents(self) -> Count:
        """How many respondents there are."""
        return Count(self.source.respondents())

    def __getitem__(self, name: str) -> Answers:
        return Answers(self.source, self.source.questionnaire[name])

    def statements(self, name: str) -> Pair:
        """Look up a statement that was put about both forms."""
        asked = {
            question.about: question for question in self.source.questionnaire.statements(name)
        }
        return Pair(*(self._agreement(asked[form].name) for form in ("se", "ce")))

    def lower_bound(self, name: str) -> LowerBound:
        """Add up the lower bounds of the categories of a question about a number of victims."""
        answers = self[name]
        bounds = [(option.at_least or 0, answers[option.code].n) for option in answers.options]
        return LowerBound(Count(sum(least * chosen for least, chosen in bounds)))

    def mentions(self, *names: str, code: str, by: str = "domein") -> Mentions:
        """Split the mentions of an option in some questions by another question."""
        group = self.source.questionnaire[by]
        questions = [self.source.questionnaire[name] for name in names]
        found = self.source.mentions(questions, code, group)
        total = sum(found.values())
        parts = {key: BoundedShare(count, count, total, names) for key, count in found.items()}
        return Mentions(tuple((o, parts[o.code]) for o in group.options if o.code in parts))

    def association(self, row: str, column: str) -> ChiSquare:
        """Test whether two questions are independent."""
        questionnaire = self.source.questionnaire
        return self.source.chi_square(questionnaire[row], questionnaire[column])

    def _agreement(self, name: str) -> Agreement:
        answers, opinion = self[name], self[name].without(DONT_KNOW)
        return Agreement(opinion.any_of(*AGREE), opinion.any_of(*DISAGREE), answers[DONT_KNOW])


#: The result of an expression; a Fraction is a share of something else than respondents.
Value = BoundedShare | Fraction | int | float


def evaluate(expression: str, source: CountSource, others: Mapping[str, object]) -> Value:
    """Evaluate an expression of `statements.csv` on a source, as the notebooks do on a survey.

    Raises:
        NotCountableError: if the source does not hold enough, or `Recount` lacks the operation.
        ValueError: if the result is no number and no share.
    """
    names = {"survey": Recount(source), "Fraction": Fraction, **others}
    try:
        value = eval(expression, names)
    except (AttributeError, TypeError, NameError) as error:
        raise NotCountableError(str(error)) from error
    if isinstance(value, BoundedShare | Fraction | int | float):
        return value
    raise ValueError(f"an expression cannot give {type(value).__name__}")
