"""How what a notebook works with looks when a reviewer runs a cell: small tables with their base.

The tables are those of the report, so that what a report hides is hidden here in the same words.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from ckmreport.analysis import (
    Association,
    Composition,
    Count,
    Distribution,
    Grouped,
    Hidden,
    LowerBound,
    Named,
    Register,
    RegisteredTest,
    Share,
    Statement,
    StatementPair,
    Survey,
    Withheld,
)
from ckmreport.analysis.comparison import Comparison, Method
from ckmreport.analysis.groups import SetApart
from ckmreport.analysis.shift import Shifts
from ckmreport.analysis.trend import Trends
from ckmreport.presentation.tables.rank_tables import shift_table
from ckmreport.presentation.tables.table import Table, Value, distribution_table, estimate_table
from ckmreport.presentation.tables.test_register import test_register
from ckmreport.presentation.tables.trend_tables import change_table, trend_table
from ckmreport.presentation.text.dutch_numbers import decimal, integer, probability
from ckmreport.presentation.text.exploitation_forms import FORM_NAMES
from ckmreport.presentation.text.fractions_in_words import listing
from ckmreport.presentation.text.origin_words import asked_of_words, counted_words
from ckmreport.presentation.text.provenance import origin as provenance
from ckmreport.presentation.text.shares import count_text
from ckmreport.presentation.text.value_words import VERDICTS
from ckmreport.survey.waves import Direction

_METHODS: dict[Method, str] = {
    "paired": "gepaard (McNemar)",
    "independent": "onafhankelijk (Fisher)",
}


@singledispatch
def display(value: object) -> str | None:
    """Give the Markdown that shows a value of its own; None for a type that has no display."""
    del value
    return None


@display.register(Share)
@display.register(Count)
@display.register(Withheld)
def _(value: Share | Count | Withheld) -> str:
    return numbers_table([("", "", value)]).markdown


@display.register
def _(value: Distribution) -> str:
    return _block(value.question.text, distribution_table(value), f"Basis: {_base(value)}")


@display.register
def _(value: Statement) -> str:
    return _statements([value])


@display.register
def _(value: StatementPair) -> str:
    return _statements(list(value))


@display.register
def _(value: Grouped) -> str:
    header = [value.question.short, "Respondenten"]
    for condition in value.conditions:
        header += [f"{condition}: {part}" for part in ("aantal", "basis", "aandeel")]
    rows = [
        (group.option.label, group.base, *(part for cell in group.cells for part in _parts(cell)))
        for group in value.groups
    ]
    base = f"Basis: {count_text(value.base)} ({value.question.asked_of}) in deze groepen samen"
    note = "een aandeel is van wie in de groep de vraag beantwoordde"
    return _block("", Table(tuple(header), tuple(rows)), f"{base}; {note}")


@display.register
def _(value: Composition) -> str:
    rows = tuple((option.label, share.n, share) for option, share in value.groups)
    counted = f" ({counted_words(value.base.origin)})" if isinstance(value.base, Count) else ""
    base = f"Basis: {count_text(value.base)} vermeldingen{counted}"
    return _block("", Table(("Groep", "Vermeldingen", "Aandeel"), rows), base)


@display.register
def _(value: LowerBound) -> str:
    return _block("", estimate_table(value), f"Basis: {asked_of_words(value.origin)}")


@display.register
def _(value: Association) -> str:
    drawn = " (permutatie)" if value.resampled is not None else ""
    header = ("n", "χ²", "df", "p", "Cramérs V")
    row = (
        integer(value.n),
        decimal(value.statistic, value.decimals),
        integer(value.df),
        probability(value.p, sign=False) + drawn,
        decimal(value.cramers_v, 2),
    )
    pair = f"“{value.row.short}” en “{value.column.short}”"
    return _block("", Table(header, (row,)), f"Basis: wie beide vragen beantwoordde, {pair}")


@display.register
def _(value: Register) -> str:
    base = "Basis van elke toets: wie beide vragen beantwoordde"
    return _block("", test_register(value), base)


@display.register
def _(value: RegisteredTest) -> str | None:
    return display(Register((value,)))


@display.register
def _(value: Trends) -> str:
    tested = f"Samen gecorrigeerd: {integer(value.tested)} verschillen"
    waves = f"Metingen: {listing(value.waves)}"
    return "\n\n".join(
        (_block("", trend_table(value), waves), _block("", change_table(value), tested))
    )


@display.register
def _(value: Shifts) -> str:
    tested = f"Samen gecorrigeerd: {integer(value.tested)} stellingen"
    return _block("", shift_table(value), f"{value.earlier} en {value.later}. {tested}")


@display.register
def _(value: Survey) -> str:
    counted = f"Meting {value.wave.name}: {count_text(value.respondents)} respondenten."
    return f"{counted} {provenance(value)}"


@display.register
def _(value: Named) -> str:
    unknown = "; er kunnen groepen bij horen die niet worden getoond" if value.incomplete else ""
    return f"{listing([option.label for option in value], none='geen enkele groep')}{unknown}"


@display.register
def _(value: SetApart) -> str:
    higher, lower = display(value.higher), display(value.lower)
    return f"Groepen getoetst: {integer(value.tested)}; hoger: {higher}; lager: {lower}"


@display.register
def _(value: Direction) -> str:
    more, less = (listing(codes, none="–") for codes in (value.more_often, value.less_often))
    return f"{value.condition}: vaker bij {more}; minder vaak bij {less}"


@display.register
def _(value: Comparison) -> str:
    return comparisons_table([("", value)]).markdown


def comparisons_table(comparisons: Iterable[tuple[str, Comparison]]) -> Table:
    """List shares held against each other, each with its name in the notebook."""
    header = ("Naam", "Eerste", "Tweede", "Verschil (punten)", "p", "Toets", "Oordeel")
    return Table(header, tuple((name, *_compared(one)) for name, one in comparisons))


def _compared(one: Comparison) -> tuple[Value, ...]:
    shares = (one.first, one.second)
    if one.interval is None or one.p is None or one.method is None:
        return (*shares, "", "", "", VERDICTS[one.verdict])
    low, high = (decimal(100 * bound, 0) for bound in one.interval)
    p = probability(one.p, sign=False)
    return (*shares, f"{low} tot {high}", p, _METHODS[one.method], VERDICTS[one.verdict])


def numbers_table(numbers: Iterable[tuple[str, str, Share | Count | Withheld]]) -> Table:
    """List single numbers, each with its name, what was counted, and its base.

    Args:
        numbers: name in the notebook, the answer it belongs to (if that is known), and the number.
    """
    rows = tuple(_number(*one) for one in numbers)
    return Table(("Naam", "Geteld", "Aantal", "Basis", "Aandeel", "Vraag", "Gevraagd aan"), rows)


def _number(name: str, answer: str, value: Share | Count | Withheld) -> tuple[Value, ...]:
    if isinstance(value, Withheld):
        return (name, answer, *_parts(value), "", "")
    origin = value.origin
    counted = answer or counted_words(origin)
    numbers = _parts(value) if isinstance(value, Share) else (value, "", "")
    questions = " + ".join(question.name for question in origin.questions)
    return (name, counted, *numbers, questions, asked_of_words(origin))


def _parts(value: Share | Withheld) -> tuple[Value, Value, Value]:
    """Give number, base and share; what is withheld says why in each place."""
    if isinstance(value, Share | Hidden):
        base = value.of
        return value.n, "" if base is None else base, value
    return value, "", value


def _statements(statements: list[Statement]) -> str:
    header = ["Oordeel"]
    for one in statements:
        header += [f"{_form(one)}: {part}" for part in ("aantal", "basis", "aandeel")]
    judged = [_judged(one) for one in statements]
    rows = tuple(
        (line[0][0], *(part for _, share in line for part in _parts(share)))
        for line in zip(*judged, strict=True)
    )
    texts = "\n\n".join(one.answers.question.text for one in statements)
    bases = [f"Basis {FORM_NAMES[_about(one)]}: {_base(one.with_opinion)}" for one in statements]
    return _block(texts, Table(tuple(header), rows), ".\n\n".join(bases))


def _judged(statement: Statement) -> list[tuple[str, Share | Hidden]]:
    return [
        *((option.label, share) for option, share in statement.with_opinion),
        ("Samen oneens", statement.disagree),
        ("Samen eens", statement.agree),
        ("Weet niet, van alle antwoorden", statement.dont_know),
    ]


def _form(statement: Statement) -> str:
    return FORM_NAMES[_about(statement)].capitalize()


def _about(statement: Statement) -> str:
    return statement.answers.question.about or "both"


def _base(answers: Distribution) -> str:
    """Say how many answered, of whom, and which answers are not in the base."""
    text = f"{count_text(answers.base)} ({answers.question.asked_of})"
    if not answers.left_out:
        return text
    question = answers.question
    whole = Distribution.of(question, answers.wave, answers.responses, answers.margin)
    apart = [
        f"“{question.option(code).label}” ({count_text(whole[code])})" for code in answers.left_out
    ]
    return f"{text}; niet meegeteld: {listing(apart)}"


def _block(title: str, table: Table, base: str) -> str:
    return "\n\n".join(part for part in (title, table.markdown, f"{base}.") if part)
