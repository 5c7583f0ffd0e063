"""Counts from nothing but the printed answers, to hold the text of a publication against them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from ckmreport.publication.audit.printed_figures import Figure, Publication
from ckmreport.publication.audit.printed_ranges import read_saying
from ckmreport.publication.audit.recount import ChiSquare, Count, UntoldError
from ckmreport.survey.questionnaire import Condition, Question, Questionnaire

_QUOTED = re.compile(r'context\["(\w+)"\]')


class PrintedAnswers:
    """How often each option was chosen, as the publication prints it.

    Of a question with multiple response the counts of single options are printed, which only
    bounds how many respondents chose any of several.
    """

    def __init__(self, publication: Publication, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self._margins: dict[str, dict[str, Figure]] = {}
        for figure in publication.figures:
            if figure.kind == "margin":
                self._margins.setdefault(figure.variable, {})[figure.option] = figure
        self.context = _quoted(publication)

    def figures(self, question: Question) -> list[Figure]:
        """Give the printed answers to a question, in questionnaire order.

        Raises:
            UntoldError: if not all its options are printed.
        """
        printed = self._margins.get(question.name, {})
        missing = [code for code in question.codes if code not in printed]
        if missing:
            raise UntoldError(f"of '{question.name}', '{missing[0]}' is not printed")
        return [printed[code] for code in question.codes]

    def figure(self, question: Question, code: str) -> Figure:
        """Give the printed answer for one option."""
        try:
            return self._margins[question.name][code]
        except KeyError:
            raise UntoldError(f"'{code}' of '{question.name}' is not printed") from None

    def count(self, question: Question, code: str) -> int:
        """Give how many chose an option."""
        count = self.figure(question, code).count
        if count is None:
            raise UntoldError(f"the count of '{code}' of '{question.name}' is not printed")
        return count

    def respondents(self) -> int:
        """Give how many respondents there are: the largest base."""
        figures = [figure for margin in self._margins.values() for figure in margin.values()]
        return max(figure.base_n or 0 for figure in figures)

    def base(self, question: Question, left_out: Iterable[str] = ()) -> int:
        """Give how many answered a question, and chose none of the options left out."""
        base_n = next(iter(self.figures(question))).base_n
        if base_n is None:
            raise UntoldError(f"the base of '{question.name}' is not printed")
        low, high = self._union(question, left_out)
        if low != high:
            raise UntoldError("only bounds of this base are known")
        return base_n - low

    def chosen(
        self, question: Question, codes: Iterable[str], left_out: Iterable[str] = ()
    ) -> tuple[int, int]:
        """Give the least and the greatest number that chose at least one of these options."""
        low, high = self._union(question, codes)
        return low, min(high, self.base(question, left_out))

    def condition(self, condition: Condition) -> tuple[int, int]:
        """Give the least and the greatest number for whom a condition holds."""
        question = self.questionnaire[condition.variable]
        low, high = self.chosen(question, [condition.option])
        if not condition.negated:
            return low, high
        base = self.base(question)
        return base - high, base - low

    def mentions(self, questions: Iterable[Question], code: str, by: Question) -> dict[str, int]:
        """Refuse: what two questions say together is not among the printed answers."""
        names = ", ".join(question.name for question in questions)
        raise UntoldError(f"'{code}' of {names} by '{by.name}' is not among the printed answers")

    def chi_square(self, row: Question, column: Question) -> ChiSquare:
        """Refuse: what two questions say together is not among the printed answers."""
        raise UntoldError(f"the table of '{row.name}' and '{column.name}' is not printed")

    def _union(self, question: Question, codes: Iterable[str]) -> tuple[int, int]:
        counts = [self.count(question, code) for code in codes]
        if question.kind == "multi" and len(counts) > 1:
            return max(counts), sum(counts)
        return sum(counts), sum(counts)


def _quoted(publication: Publication) -> dict[str, Count | Fraction]:
    """Give the figures of others as the text quotes them, by their key in `context.yml`."""
    quoted: dict[str, Count | Fraction] = {}
    for statement in publication.statements:
        if found := _QUOTED.fullmatch(statement.expression):
            saying = read_saying(statement.printed)
            if saying.share:
                quoted[found[1]] = (saying.low + saying.high) / 2
            elif saying.high - saying.low == 1:  # a whole number, not "ruim" or "enkele"
                quoted[found[1]] = Count(saying.high)
    return quoted
