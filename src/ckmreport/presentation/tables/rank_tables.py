"""Tables and sentences of tests that know the order of the answers to a statement."""

from __future__ import annotations

from collections.abc import Iterable

from ckmreport.analysis.rank_register import rank_register
from ckmreport.analysis.rank_test import SCALE, RankTest
from ckmreport.analysis.register import Register
from ckmreport.analysis.shift import Direction, Shift, Shifts
from ckmreport.analysis.trend import NOT_ASKED, OTHER_QUESTION
from ckmreport.analysis.values import Withheld
from ckmreport.presentation.tables.markdown_blocks import Passage, titled_table
from ckmreport.presentation.tables.table import MeasuredTable, Table, Value
from ckmreport.presentation.tables.table_data import Cell, Data
from ckmreport.presentation.tables.trend_sentences import percent
from ckmreport.presentation.text.dutch_numbers import decimal, integer, number_word, probability
from ckmreport.presentation.text.exploitation_forms import FORM_NAMES
from ckmreport.presentation.text.fractions_in_words import listing, plural
from ckmreport.survey.questionnaire import Questionnaire

_DIRECTIONS: dict[Direction, str] = {
    "more": "naar eens",
    "less": "naar oneens",
    "not_shown": "niet aantoonbaar",
    "not_comparable": "niet te toetsen",
}

#: Why a statement was not put in the same form in both waves.
_OTHER_FORM = (NOT_ASKED, OTHER_QUESTION)


def shift_table(shifts: Shifts) -> Table:
    """List the statements of two waves: respondents, how often later ones agree more, and test.

    Those that were not put in the same form in both are one row for each reason; the CSV file
    names them all.
    """
    compared = [shift for shift in shifts.shifts if shift.test not in _OTHER_FORM]
    rows = [(_named(one), *_shifted(one), _DIRECTIONS[one.direction]) for one in compared]
    for reason in _OTHER_FORM:
        number = sum(shift.test == reason for shift in shifts.shifts)
        if number:
            name = f"{'andere ' if compared else ''}{plural(number, 'stelling', 'stellingen')}"
            rows.append((f"{integer(number)} {name}", reason, "", "", "", "", "niet te toetsen"))
    numbers = tuple(
        (_named(one), *_shift_numbers(one), one.classes, _DIRECTIONS[one.direction])
        for one in shifts.shifts
    )
    sizes = (f"n {shifts.earlier}", f"n {shifts.later}")
    header = ("Stelling", *sizes, "Meer eens", "p", "p (Holm)", "Uitkomst")
    columns = ("stelling", *sizes, "meer eens", "H", "p", "p (Holm)", "klassen", "uitkomst")
    return MeasuredTable(header, tuple(rows), numbers=Data(columns, numbers))


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


def rank_tests(register: Register, questionnaire: Questionnaire) -> Passage:
    """List the rank tests beside the declared tests, and say of how many there is none."""
    ranked = rank_register(register, questionnaire)
    rows = [
        (one.declared.asks, *_tested(one.result, one.corrected))
        for one in ranked
        if isinstance(one.result, RankTest)
    ]
    if not rows:
        return Passage("Naast geen van de toetsen in dit rapport staat er een.")
    header = ("Vraag", "n", "H", "df", "p", "p na correctie")
    base = "Aantal respondenten met een mening (n), toetsgrootheid (H) en vrijheidsgraden (df)."
    parts = [titled_table("Rangtoetsen", Table(header, tuple(rows)), base)]
    if len(rows) < len(ranked):
        word = plural(len(ranked) - len(rows), "toets", "toetsen")
        parts.append(
            f"Naast {number_word(len(ranked) - len(rows))} andere {word} staat geen rangtoets."
        )
    return Passage("\n\n".join(parts))


def _tested(result: RankTest, corrected: float | None) -> tuple[Value, ...]:
    return (
        integer(sum(result.sizes)),
        decimal(result.statistic, 2),
        integer(result.df),
        probability(result.p, sign=False),
        probability(corrected or 0.0, sign=False),
    )


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
