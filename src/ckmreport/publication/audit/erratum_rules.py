"""Rules that find errors of a publication in its printed figures alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from scipy.special import chdtrc

from ckmreport.analysis.expected import SmallCells, least_small_cells
from ckmreport.foundation.rounding import Percentage, possible_counts
from ckmreport.publication.audit.audit_line import fits
from ckmreport.publication.audit.errata import Rule
from ckmreport.publication.audit.printed_answers import PrintedAnswers
from ckmreport.publication.audit.recount import BoundedShare, NotCountableError, evaluate
from ckmreport.publication.printed_figures import PrintedFigure
from ckmreport.publication.printed_ranges import PrintedRange, read_range
from ckmreport.publication.publication_files import Publication, Statement
from ckmreport.survey.questionnaire import DONT_KNOW, Condition, Question, Questionnaire

#: A question about the most frequent of the answers to another question has this name.
_MOST_FREQUENT = "{}_modus"
#: The levels of p that are printed, from the strictest.
_LEVELS = (".001", ".01", ".05")


@dataclass(frozen=True)
class Inconsistency:
    """Printed figures that cannot all be right."""

    rule: Rule
    figures: tuple[str, ...]
    message: str


def find_inconsistencies(
    publication: Publication, questionnaire: Questionnaire
) -> tuple[Inconsistency, ...]:
    """Apply all rules to the printed figures; the rows of the wave are not used."""
    answers = PrintedAnswers(publication, questionnaire)
    return (
        *impossible_percentages(publication),
        *wrong_sums(publication, answers),
        *printed_twice(publication),
        *misfitting_bases(publication, answers),
        *text_against_tables(publication, answers),
        *sparse_tests(publication, answers),
        *loose_levels(publication),
    )


def impossible_percentages(publication: Publication) -> Iterator[Inconsistency]:
    """Find percentages that do not follow from their count and base."""
    for figure in publication.figures:
        if figure.kind == "chi2" or not figure.base_n or not figure.printed:
            continue
        printed = Percentage.read(figure.printed)
        if figure.count not in possible_counts(printed.value, printed.decimals, figure.base_n):
            of = f"{figure.count} of {figure.base_n}"
            yield Inconsistency("base", (figure.id,), f"{of} is not {figure.printed}")


def wrong_sums(publication: Publication, answers: PrintedAnswers) -> Iterator[Inconsistency]:
    """Find single-answer questions and tables whose parts do not add up to the whole."""
    for question in answers.questionnaire:
        if question.kind == "multi":
            continue
        try:
            figures = answers.figures(question)
        except NotCountableError:
            continue
        ids = tuple(figure.id for figure in figures)
        counted = sum(figure.count for figure in figures)
        if counted != figures[0].base_n:
            message = f"the counts of '{question.name}' add up to {counted}"
            yield Inconsistency("sum", ids, f"{message}, not to {figures[0].base_n}")
        if all(figure.printed for figure in figures):
            total, slack = _total(figures)
            if abs(total - 100) > slack:
                message = f"the percentages of '{question.name}' add up to {float(total):g}"
                yield Inconsistency("sum", ids, message)
    yield from _wrong_tables(publication, answers)


def _total(figures: list[PrintedFigure]) -> tuple[Fraction, Fraction]:
    """Add up percentages, and how far rounding can take them from 100."""
    said = [Percentage.read(figure.printed) for figure in figures]
    rounding = [Fraction(1, 2 * 10**each.decimals) if each.value else Fraction(0) for each in said]
    return sum((each.value for each in said), Fraction(0)), sum(rounding, Fraction(0))


def _wrong_tables(publication: Publication, answers: PrintedAnswers) -> Iterator[Inconsistency]:
    columns: dict[tuple[str, Condition], list[PrintedFigure]] = defaultdict(list)
    for figure in publication.figures.of_kind("cross"):
        if figure.in_table:
            columns[figure.place, figure.conditions[1]].append(figure)
    for (place, condition), figures in columns.items():
        whole = answers.condition(condition)
        total = sum(figure.count for figure in figures)
        if not whole[0] <= total <= whole[1]:
            ids = tuple(figure.id for figure in figures)
            column = f"{condition.variable}={'!' * condition.negated}{condition.option}"
            message = f"the column {column} of {place} adds up to {total}"
            yield Inconsistency("sum", ids, f"{message}; {whole[0]} respondents answered so")


def printed_twice(publication: Publication) -> Iterator[Inconsistency]:
    """Find figures that the text prints twice, in ways that cannot both be right."""
    same: dict[str, list[tuple[Statement, PrintedRange]]] = defaultdict(list)
    for statement in publication.statements:
        if statement.expression:
            same[statement.expression].append((statement, read_range(statement.printed)))
    for places in same.values():
        for (one, first), (other, second) in combinations(places, 2):
            if not first.agrees_with(second):
                message = f"'{one.printed}' in one place, '{other.printed}' in another"
                yield Inconsistency("twice", (one.id, other.id), message)


def misfitting_bases(publication: Publication, answers: PrintedAnswers) -> Iterator[Inconsistency]:
    """Find bases and counts that do not fit each other, the routing or how people stop."""
    for question in answers.questionnaire:
        try:
            yield from _misfit(question, answers)
        except NotCountableError:
            continue
    for test in publication.tests:
        row, column = (answers.questionnaire[name] for name in (test.row, test.column))
        # after stopping nothing is answered, so who answered the later question answered both
        later = min(answers.base(row), answers.base(column))
        if test.n != later:
            message = f"N = {test.n}, while {later} answered the later of both questions"
            yield Inconsistency("base-mismatch", (test.figure,), message)


def _misfit(question: Question, answers: PrintedAnswers) -> Iterator[Inconsistency]:
    figures, base = answers.figures(question), answers.base(question)
    if question.asked_if:
        asked = answers.condition(question.asked_if)[1]
        if base > asked:
            ids = tuple(figure.id for figure in figures)
            message = f"{base} answered '{question.name}', which {asked} were asked"
            yield Inconsistency("base-mismatch", ids, message)
    alone = [figure for figure in figures if figure.option in question.exclusive]
    others = [figure for figure in figures if figure.option not in question.exclusive]
    room = base - sum(figure.count for figure in alone)
    for figure in others if alone else ():
        if figure.count > room:
            ids = (figure.id, *(each.id for each in alone))
            message = f"{figure.count} chose '{figure.option}' of '{question.name}'"
            yield Inconsistency("base-mismatch", ids, f"{message}, which leaves room for {room}")
    name = _MOST_FREQUENT.format(question.name)
    if name in answers.questionnaire and DONT_KNOW in question.codes:
        most = answers.figure(answers.questionnaire[name], DONT_KNOW)
        ticked = answers.figure(question, DONT_KNOW)
        if ticked.count > most.count and ticked.base_n == most.base_n:
            message = f"{ticked.count} do not know '{question.name}', of whom some know '{name}'"
            yield Inconsistency("base-mismatch", (ticked.id, most.id), message)


def text_against_tables(
    publication: Publication, answers: PrintedAnswers
) -> Iterator[Inconsistency]:
    """Find figures in the text that do not follow from the printed answers."""
    for statement in publication.statements:
        if not statement.expression:
            continue
        try:
            value = evaluate(statement.expression, answers, {"context": answers.context})
        except (NotCountableError, KeyError):
            continue
        if not fits(value, read_range(statement.printed)):
            shown = (
                f"{value.low} of {value.base}" if isinstance(value, BoundedShare) else f"{value}"
            )
            message = f"'{statement.printed}' in the text, {shown} in the tables"
            yield Inconsistency("text-table", (statement.id,), message)


def sparse_tests(publication: Publication, answers: PrintedAnswers) -> Iterator[Inconsistency]:
    """Find tests that expect fewer than five in too many cells, whatever the table."""
    for test in publication.tests:
        row, column = (answers.questionnaire[name] for name in (test.row, test.column))
        rows, columns = (
            tuple(figure.count for figure in answers.figures(question) if figure.count)
            for question in (row, column)
        )
        if (len(rows) - 1) * (len(columns) - 1) != test.df:
            continue  # a category is missing from the table, and it is not known which
        fewest = least_small_cells(rows, columns, test.n)
        small = SmallCells(fewest, len(rows) * len(columns), at_least=True)
        if small.too_many:
            message = f"at least {small.number} of the {small.cells} cells expect fewer than five"
            yield Inconsistency("test-assumption", (test.figure,), message)


def loose_levels(publication: Publication) -> Iterator[Inconsistency]:
    """Find tests whose level of p is not the strictest one that their statistic reaches."""
    for test in publication.tests:
        p = float(chdtrc(test.df, float(test.statistic)))
        reached = next((level for level in _LEVELS if p < float(level)), None)
        if test.p != f"< {reached}":
            yield Inconsistency("test-level", (test.figure,), f"p {test.p} is printed; p = {p:.4f}")
