"""Tables and sentences of tests that know the order of the answers to a statement."""

from __future__ import annotations

from collections.abc import Iterable

from ckmreport.analysis.rank_register import RankedTest, rank_register
from ckmreport.analysis.rank_test import SCALE, RankTest
from ckmreport.analysis.register import Register
from ckmreport.analysis.shift import Direction, Shift, Shifts
from ckmreport.analysis.values import Withheld
from ckmreport.presentation.tables.table import MeasuredTable, Table, Value
from ckmreport.presentation.tables.table_data import Cell, Data
from ckmreport.presentation.tables.trend_sentences import percent
from ckmreport.presentation.text.dutch_numbers import decimal, integer, number_word, probability
from ckmreport.presentation.text.exploitation_forms import FORM_NAMES
from ckmreport.presentation.text.fractions_in_words import listing
from ckmreport.survey.questionnaire import Questionnaire

_DIRECTIONS: dict[Direction, str] = {
    "more": "naar eens",
    "less": "naar oneens",
    "not_shown": "niet aantoonbaar",
    "not_comparable": "niet te toetsen",
}


def shift_table(shifts: Shifts) -> Table:
    """List the statements of two waves: respondents, how often later ones agree more, and test."""
    rows, numbers = [], []
    for shift in shifts.shifts:
        rows.append((_named(shift), *_shifted(shift), _DIRECTIONS[shift.direction]))
        measured = _shift_numbers(shift)
        numbers.append((_named(shift), *measured, shift.classes, _DIRECTIONS[shift.direction]))
    sizes = (f"n {shifts.earlier}", f"n {shifts.later}")
    header = ("Stelling", *sizes, "Meer eens", "p", "p (Holm)", "Uitkomst")
    columns = ("stelling", *sizes, "meer eens", "H", "p", "p (Holm)", "klassen", "uitkomst")
    return MeasuredTable(header, tuple(rows), numbers=Data(columns, tuple(numbers)))


def shifted_statements(shifts: Shifts) -> str:
    """Say which statements shifted, and how many were tested and corrected together."""
    if not shifts.tested:
        return "Geen van de stellingen kon zo worden getoetst."
    counted = (
        "Er is één stelling getoetst."
        if shifts.tested == 1
        else f"De {number_word(shifts.tested)} toetsen zijn samen gecorrigeerd volgens de methode "
        "van Holm, los van de toetsen van de indicatoren."
    )
    more, less = shifts.found("more"), shifts.found("less")
    if not more and not less:
        return f"{counted} Een verschuiving is bij geen enkele stelling aangetoond."
    told = [
        f"Verschoven naar {answer}: {_listed(found)}."
        for answer, found in (("eens", more), ("oneens", less))
        if found
    ]
    return " ".join([counted, *told])


def rank_test_register(register: Register, questionnaire: Questionnaire) -> Table:
    """List the rank tests beside the declared tests; one that was impossible says why."""
    header = ("Vraag", "n", "H", "df", "p", "p na correctie")
    return Table(header, tuple(_row(test) for test in rank_register(register, questionnaire)))


def _row(test: RankedTest) -> tuple[Value, ...]:
    asks, result = test.declared.asks, test.result
    if isinstance(result, Withheld):
        reason = result.reason[:1].upper() + result.reason[1:]
        return (f"{asks} {reason}.", "–", "–", "–", "–", "–")
    corrected = probability(test.corrected or 0.0, sign=False)
    return (asks, integer(sum(result.sizes)), *_statistic(result), corrected)


def _statistic(result: RankTest) -> tuple[str, str, str]:
    p = probability(result.p, sign=False)
    return decimal(result.statistic, 2), integer(result.df), p


def _shifted(shift: Shift) -> tuple[Value, ...]:
    test = shift.test
    if isinstance(test, Withheld):
        return (test, "", "", "", "")
    p = probability(test.p, sign=False) + ("*" if shift.classes < len(SCALE) else "")
    corrected = probability(shift.p_holm or 0.0, sign=False)
    sizes = [integer(size) for size in test.sizes]
    return (*sizes, f"{decimal(100 * (test.higher or 0.0), 0)}%", p, corrected)


def _shift_numbers(shift: Shift) -> tuple[Cell, ...]:
    test = shift.test
    if isinstance(test, Withheld):
        return (test.reason, None, None, None, None, None)
    higher = None if test.higher is None else percent(test.higher)
    return (*test.sizes, higher, test.statistic, test.p, shift.p_holm)


def _named(shift: Shift) -> str:
    return f"{shift.question.short}, {FORM_NAMES[shift.question.about or 'both']}"


def _listed(shifts: Iterable[Shift]) -> str:
    return listing([f"“{_named(shift)}”" for shift in shifts])
