"""Errors of a publication that its own printed figures give away, rule by rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from scipy.special import chdtrc

from ckmreport.analysis.expected import SmallCells, least_small_cells
from ckmreport.foundation.rounding import Percentage, possible_counts
from ckmreport.publication.audit.audit_line import holds
from ckmreport.publication.audit.errata import Rule
from ckmreport.publication.audit.printed_answers import PrintedAnswers
from ckmreport.publication.audit.printed_figures import Figure, Publication, Statement
from ckmreport.publication.audit.printed_ranges import Saying, read_saying
from ckmreport.publication.audit.recount import Part, UntoldError, evaluate
from ckmreport.survey.questionnaire import DONT_KNOW, Condition, Question, Questionnaire

#: A question about the most frequent of the answers to another question has this name.
_MOST_FREQUENT = "{}_modus"
#: The levels of p that are printed, from the strictest.
_LEVELS = (".001", ".01", ".05")


@dataclass(frozen=True)
class Found:
    """Something in the printed figures that cannot be right, and the figures it is about."""

    rule: Rule
    figures: tuple[str, ...]
    message: str


def find_errata(publication: Publication, questionnaire: Questionnaire) -> tuple[Found, ...]:
    """Apply all rules to what is printed; no row of the wave is looked at."""
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


def impossible_percentages(publication: Publication) -> Iterator[Found]:
    """Find percentages that their count, out of their base, is not printed as."""
    for figure in publication.figures:
        if figure.count is None or figure.base_n is None or not figure.printed:
            continue
        said = Percentage.read(figure.printed)
        if figure.count not in possible_counts(said.value, said.decimals, figure.base_n):
            of = f"{figure.count} of {figure.base_n}"
            yield Found("base", (figure.id,), f"{of} is not {figure.printed}")


def wrong_sums(publication: Publication, answers: PrintedAnswers) -> Iterator[Found]:
    """Find single-answer questions and tables whose parts do not add up to the whole."""
    for question in answers.questionnaire:
        if question.kind == "multi":
            continue
        try:
            figures = answers.figures(question)
        except UntoldError:
            continue
        ids = tuple(figure.id for figure in figures)
        counted = sum(figure.count or 0 for figure in figures)
        if counted != figures[0].base_n:
            message = f"the counts of '{question.name}' add up to {counted}"
            yield Found("sum", ids, f"{message}, not to {figures[0].base_n}")
        if all(figure.printed for figure in figures):
            total, slack = _total(figures)
            if abs(total - 100) > slack:
                message = f"the percentages of '{question.name}' add up to {float(total):g}"
                yield Found("sum", ids, message)
    yield from _wrong_tables(publication, answers)


def _total(figures: list[Figure]) -> tuple[Fraction, Fraction]:
    """Add up percentages, and how far rounding can take them from 100."""
    said = [Percentage.read(figure.printed) for figure in figures]
    rounding = [Fraction(1, 2 * 10**each.decimals) if each.value else Fraction(0) for each in said]
    return sum((each.value for each in said), Fraction(0)), sum(rounding, Fraction(0))


def _wrong_tables(publication: Publication, answers: PrintedAnswers) -> Iterator[Found]:
    columns: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in publication.figures:
        if figure.kind == "cross" and figure.in_table:
            columns[figure.place, figure.where.split("; ")[1]].append(figure)
    for (place, condition), figures in columns.items():
        variable, rule = condition.split("=", 1)
        whole = answers.condition(Condition.parse(variable, rule))
        total = sum(figure.count or 0 for figure in figures)
        if not whole[0] <= total <= whole[1]:
            ids = tuple(figure.id for figure in figures)
            message = f"the column {condition} of {place} adds up to {total}"
            yield Found("sum", ids, f"{message}; {whole[0]} respondents answered so")


def printed_twice(publication: Publication) -> Iterator[Found]:
    """Find figures that the text prints twice, in ways that cannot both be right."""
    same: dict[str, list[tuple[Statement, Saying]]] = defaultdict(list)
    for statement in publication.statements:
        if statement.expression:
            same[statement.expression].append((statement, read_saying(statement.printed)))
    for places in same.values():
        for (one, first), (other, second) in combinations(places, 2):
            if not first.agrees_with(second):
                message = f"'{one.printed}' in one place, '{other.printed}' in another"
                yield Found("twice", (one.id, other.id), message)


def misfitting_bases(publication: Publication, answers: PrintedAnswers) -> Iterator[Found]:
    """Find bases and counts that do not fit each other, the routing or how people stop."""
    for question in answers.questionnaire:
        try:
            yield from _misfit(question, answers)
        except UntoldError:
            continue
    for test in publication.tests:
        row, column = (answers.questionnaire[name] for name in (test.row, test.column))
        # who stops answers nothing after that, so who answered the later question answered both
        later = min(answers.base(row), answers.base(column))
        if test.n != later:
            message = f"N = {test.n}, while {later} answered the later of both questions"
            yield Found("base-mismatch", (test.figure,), message)


def _misfit(question: Question, answers: PrintedAnswers) -> Iterator[Found]:
    figures, base = answers.figures(question), answers.base(question)
    if question.asked_if:
        asked = answers.condition(question.asked_if)[1]
        if base > asked:
            ids = tuple(figure.id for figure in figures)
            message = f"{base} answered '{question.name}', which {asked} were asked"
            yield Found("base-mismatch", ids, message)
    alone = [figure for figure in figures if figure.option in question.exclusive]
    others = [figure for figure in figures if figure.option not in question.exclusive]
    room = base - sum(figure.count or 0 for figure in alone)
    for figure in others if alone else ():
        if (figure.count or 0) > room:
            ids = (figure.id, *(each.id for each in alone))
            message = f"{figure.count} chose '{figure.option}' of '{question.name}'"
            yield Found("base-mismatch", ids, f"{message}, which leaves room for {room}")
    name = _MOST_FREQUENT.format(question.name)
    if name in answers.questionnaire and DONT_KNOW in question.codes:
        most = answers.figure(answers.questionnaire[name], DONT_KNOW)
        ticked = answers.figure(question, DONT_KNOW)
        if (ticked.count or 0) > (most.count or 0) and ticked.base_n == most.base_n:
            message = f"{ticked.count} do not know '{question.name}', of whom some know '{name}'"
            yield Found("base-mismatch", (ticked.id, most.id), message)


def text_against_tables(publication: Publication, answers: PrintedAnswers) -> Iterator[Found]:
    """Find figures in the text that do not follow from the printed answers."""
    for statement in publication.statements:
        if not statement.expression:
            continue
        try:
            value = evaluate(statement.expression, answers, {"context": answers.context})
        except (UntoldError, KeyError):
            continue
        if not holds(read_saying(statement.printed), value):
            shown = f"{value.low} of {value.base}" if isinstance(value, Part) else f"{value}"
            message = f"'{statement.printed}' in the text, {shown} in the tables"
            yield Found("text-table", (statement.id,), message)


def sparse_tests(publication: Publication, answers: PrintedAnswers) -> Iterator[Found]:
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
            yield Found("test-assumption", (test.figure,), message)


def loose_levels(publication: Publication) -> Iterator[Found]:
    """Find tests whose level of p is not the strictest one that their statistic reaches."""
    for test in publication.tests:
        p = float(chdtrc(test.df, float(test.statistic)))
        reached = next((level for level in _LEVELS if p < float(level)), None)
        if test.p != f"< {reached}":
            yield Found("test-level", (test.figure,), f"p {test.p} is printed; p = {p:.4f}")
