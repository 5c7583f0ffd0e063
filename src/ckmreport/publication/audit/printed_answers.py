"""Counts from the printed answers alone, to compare the text of a publication with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from ckmreport.publication.audit.recount import ChiSquare, Count, NotCountableError
from ckmreport.publication.printed_figures import PrintedFigure
from ckmreport.publication.printed_ranges import read_range
from ckmreport.publication.publication_files import Publication
from ckmreport.survey.questionnaire import Condition, Question, Questionnaire

_QUOTED = re.compile(r'context\["(\w+)"\]')


class PrintedAnswers:
    """How often each option was chosen, as the publication prints it.

    Of a question with multiple response the counts of single options are printed, which only
    bounds how many respondents chose any of several.
    """

    def __init__(self, publication: Publication, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self._margins: dict[str, dict[str, PrintedFigure]] = {}
        for figure in publication.figures:
            if figure.kind == "margin":
                self._margins.setdefault(figure.variable, {})[figure.option] = figure
        self.context = _quoted(publication)

    def figures(self, question: Question) -> list[PrintedFigure]:
        """Look up the printed answers to a question, in questionnaire order.

        Raises:
            NotCountableError: if not all its options are printed.
        """
        printed = self._margins.get(question.name, {})
        missing = [code for code in question.codes if code not in printed]
        if missing:
            raise NotCountableError(f"of '{question.name}', '{missing[0]}' is not printed")
        return [printed[code] for code in question.codes]

    def figure(self, question: Question, code: str) -> PrintedFigure:
        """Look up the printed answer for one option.

        Raises:
            NotCountableError: if it is not printed.
        """
        try:
            return self._margins[question.name][code]
        except KeyError:
            raise NotCountableError(f"'{code}' of '{question.name}' is not printed") from None

    def respondents(self) -> int:
        """Count the respondents: the largest base."""
        figures = [figure for margin in self._margins.values() for figure in margin.values()]
        return max(figure.base_n for figure in figures)

    def base(self, question: Question, left_out: Iterable[str] = ()) -> int:
        """Count who answered a question and chose none of the options left out."""
        low, high = self._union(question, left_out)
        if low != high:
            raise NotCountableError("only bounds of this base are known")
        return self.figures(question)[0].base_n - low

    def chosen(
        self, question: Question, codes: Iterable[str], left_out: Iterable[str] = ()
    ) -> tuple[int, int]:
        """Bound how many chose at least one of these options."""
        low, high = self._union(question, codes)
        return low, min(high, self.base(question, left_out))

    def condition(self, condition: Condition) -> tuple[int, int]:
        """Bound for how many a condition holds."""
        question = self.questionnaire[condition.variable]
        low, high = self.chosen(question, [condition.option])
        if not condition.negated:
            return low, high
        base = self.base(question)
        return base - high, base - low

    def mentions(self, questions: Iterable[Question], code: str, by: Question) -> dict[str, int]:
        """Refuse: no cross-tabulation is among the printed answers."""
        names = ", ".join(question.name for question in questions)
        raise NotCountableError(
            f"'{code}' of {names} by '{by.name}' is not among the printed answers"
        )

    def chi_square(self, row: Question, column: Question) -> ChiSquare:
        """Refuse: no cross-tabulation is among the printed answers."""
        raise NotCountableError(f"the table of '{row.name}' and '{column.name}' is not printed")

    def _union(self, question: Question, codes: Iterable[str]) -> tuple[int, int]:
        counts = [self.figure(question, code).count for code in codes]
        if question.kind == "multi" and len(counts) > 1:
            return max(counts), sum(counts)
        return sum(counts), sum(counts)


def _quoted(publication: Publication) -> dict[str, Count | Fraction]:
    """Read the figures of others as the text quotes them, by their key in `context.yml`."""
    quoted: dict[str, Count | Fraction] = {}
    for statement in publication.statements:
        if found := _QUOTED.fullmatch(statement.expression):
            printed = read_range(statement.printed)
            if printed.share:
                quoted[found[1]] = (printed.low + printed.high) / 2
            elif printed.high - printed.low == 1:  # a whole number, not "ruim" or "enkele"
                quoted[found[1]] = Count(printed.high)
    return quoted
