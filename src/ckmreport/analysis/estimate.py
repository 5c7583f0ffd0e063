"""A lower bound for the number of victims that respondents report."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ckmreport.analysis.disclosure_control.margins import NOT_SHOWN
from ckmreport.analysis.distribution import Distribution
from ckmreport.analysis.origin import Origin
from ckmreport.analysis.values import Count, Hidden
from ckmreport.survey.questionnaire import DONT_KNOW, About, Option


@dataclass(frozen=True)
class Term:
    """One answer category: its lower bound in victims, and how many respondents gave it."""

    option: Option
    at_least: int
    respondents: int | Hidden


@dataclass(frozen=True)
class LowerBound:
    """The sum over categories of lower bound times respondents, as in the publication.

    It counts reports, not persons: several respondents may report the same victim, and who does
    not know how many adds nothing.
    """

    about: About
    terms: tuple[Term, ...]
    origin: Origin

    @classmethod
    def of(cls, answers: Distribution) -> LowerBound:
        """Estimate from the answers to a question with number categories ("2_5", "21plus").

        Raises:
            ValueError: if the question is about no form of exploitation, or has an option that
                is neither a number category nor "weet niet".
        """
        question = answers.question
        if question.about is None:
            raise ValueError(f"'{question.name}' is about no form of exploitation")
        terms = []
        for option, share in answers:
            if option.at_least is not None:
                terms.append(Term(option, option.at_least, share.count))
            elif option.code != DONT_KNOW:
                raise ValueError(f"option '{option.code}' of '{question.name}' is no number")
        origin = Origin(
            answers.wave, "sum", "lower bounds", (question,), responses=answers.responses
        )
        return cls(question.about, tuple(terms), origin)

    @property
    def total(self) -> Count | Hidden:
        """The lower bound, in reported victims; it is hidden with any of its terms."""
        total = 0
        for term in self.terms:
            if isinstance(term.respondents, Hidden):
                return replace(NOT_SHOWN, origin=self.origin)
            total += term.at_least * term.respondents
        return Count(total, self.origin)
