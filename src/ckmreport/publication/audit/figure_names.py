"""Dutch names of printed figures, for the table that shows an audit."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ckmreport.publication.audit.recount import BoundedShare
from ckmreport.publication.printed_figures import PrintedFigure
from ckmreport.publication.printed_ranges import read_range
from ckmreport.publication.publication_files import Publication, Statement
from ckmreport.survey.questionnaire import Condition, Question, Questionnaire

_FORMS = {
    "se": "seksuele uitbuiting",
    "ce": "criminele uitbuiting",
    "both": "beide vormen tegelijk",
}
_BRACKETS = re.compile(r" \(.*\)$")


class FigureNames:
    """Names for the figures of a publication, from questionnaire, bases and statements."""

    def __init__(self, publication: Publication, questionnaire: Questionnaire) -> None:
        self._publication = publication
        self._questionnaire = questionnaire
        self._base_of = {
            figure.variable: figure.base
            for figure in publication.figures
            if figure.kind == "margin"
        }

    def subject(self, figure: PrintedFigure) -> str:
        """Name the question and option, or what else a figure is about."""
        if figure.kind == "margin":
            question = self._questionnaire[figure.variable]
            return f"{_title(question)}: {question.option(figure.option).label}"
        if figure.kind == "chi2":
            return f"Chi-kwadraattoets: {self.test(*figure.variables)}"
        if figure.kind == "derived":
            counterpart = self.counterpart(figure)
            return statement_subject(counterpart) if counterpart else figure.note
        conditions = [self._condition(condition) for condition in figure.conditions]
        if figure.kind == "cross_pooled":
            first = self._questionnaire[figure.variable]
            mentioned = f"{first.short}: {first.option(figure.option).label}"
            return "; ".join([mentioned, *conditions])
        return "; ".join(conditions)

    def test(self, row: str, column: str) -> str:
        """Name the two questions of a test."""
        return " en ".join(_title(self._questionnaire[name]) for name in (row, column))

    def base(self, figure: PrintedFigure) -> str:
        """Describe who the base of a figure consists of."""
        return self._publication.bases.get(figure.base, "") if figure.base else ""

    def base_of(self, statement: Statement, part: BoundedShare) -> str:
        """Describe who the base of a share in the text consists of."""
        for figure in self._publication.figures:
            if figure.base_n == part.base and _same(figure, statement):
                return self.base(figure)
        name = self._base_of.get(part.variables[0], "") if part.variables else ""
        whole = self._publication.bases.get(name, "")
        if not part.left_out:
            return whole
        question = self._questionnaire[part.variables[0]]
        answers = [f"“{question.option(code).label}”" for code in part.left_out]
        return f"{whole}, zonder wie {' of '.join(answers)} antwoordde"

    def counterpart(self, figure: PrintedFigure) -> Statement | None:
        """Find the statement in the text that prints the same figure in the same place."""
        found = (each for each in self._publication.statements if _same(figure, each))
        return next(found, None)

    def _condition(self, condition: Condition) -> str:
        question = self._questionnaire[condition.variable]
        label = question.option(condition.option).label
        return f"{_title(question)}: " + (f"niet “{label}”" if condition.negated else label)


def statement_place(statement: Statement) -> str:
    """Name where the text prints a statement: "hoofdstuk 4", "§3.2, voetnoot 26"."""
    chapter, *rest = statement.place.split(", ")
    named = f"hoofdstuk {chapter[1:]}" if chapter.startswith("H") else chapter
    return f"{named}, {rest[0]}" if rest and _is_note(rest[0]) else named


def statement_subject(statement: Statement) -> str:
    """Name what a statement is about."""
    return _sentence(part for part in statement.place.split(", ")[1:] if not _is_note(part))


def _same(figure: PrintedFigure, statement: Statement) -> bool:
    """Tell whether figure and statement are the same number in the same place of the text."""
    if figure.in_table or not figure.printed or not statement.expression:
        return False
    place = _BRACKETS.sub("", figure.place)
    return place in statement.place.split(", ") and (
        read_range(figure.printed) == read_range(statement.printed)
    )


def _is_note(part: str) -> bool:
    return part.startswith("voetnoot ")


def _sentence(parts: Iterable[str]) -> str:
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _title(question: Question) -> str:
    return f"{question.short} ({_FORMS[question.about]})" if question.about else question.short
