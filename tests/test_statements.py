"""The figures in the running text of the publication, and where this report shows them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest

from ckmreport.analysis import Count, Share, Survey
from ckmreport.notebook import in_words
from ckmreport.presentation.text.dutch_numbers import decimal, integer, number_word, percentage
from ckmreport.presentation.text.words import Words, words
from ckmreport.publication.audit.audit import audit
from ckmreport.report.execute.markdown.expressions import find_expressions
from ckmreport.report.execute.markdown.includes import expand
from ckmreport.report.execute.notebook_files import read_notebook
from ckmreport.survey.waves import ContextFigure

ROOT = Path(__file__).parent.parent
FILE = ROOT / "data/publication/2023/statements.csv"

#: What an expression of the list may give; a Fraction is a percentage, a float a statistic.
Value = Share | Count | ContextFigure | Fraction | float | int


@dataclass(frozen=True)
class Statement:
    """A line of `statements.csv`."""

    id: str
    place: str
    printed: str
    expression: str
    decimals: str
    recomputed: str
    agrees: str
    reason: str
    report: str
    status: str

    def __str__(self) -> str:
        return self.id


with FILE.open(encoding="utf-8", newline="") as lines:
    STATEMENTS = [Statement(**row) for row in csv.DictReader(lines)]
COMPUTED = [statement for statement in STATEMENTS if statement.expression]
SHOWN = [statement for statement in STATEMENTS if statement.report]


def value_of(statement: Statement, survey: Survey) -> Value:
    """Evaluate an expression with the names that the notebooks give to a survey."""
    names = {
        "survey": survey,
        "context": survey.context,
        "about": survey.wave.metadata,
        "Fraction": Fraction,
    }
    value = eval(statement.expression, names)
    assert isinstance(value, Value) and not isinstance(value, bool)
    return value


# --- How a value is written ----------------------------------------------------------------------


def written(value: Value, decimals: int) -> str:
    """Write a value in digits, a share with so many decimals."""
    match value:
        case Share():
            return percentage(value.count, value.base, decimals)
        case Fraction():
            return decimal(100 * value, decimals) + "%"
        case ContextFigure():
            unit = "%" if value.key.endswith("_pct") else ""
            return written(cast(int, value.value), 0) + unit
        case float():
            return decimal(value, decimals)
    return integer(int(value))


def in_the_report(value: Value, statement: Statement) -> set[str]:
    """Give the ways in which the report may write a value."""
    decimals = int(statement.decimals) if isinstance(value, float) else 0
    forms = {written(value, decimals)}
    if isinstance(value, Share):
        forms.add(in_words(value).plain.removesuffix(" van de respondenten"))
    if isinstance(value, int):
        forms.add(number_word(value))
    return forms


# --- What the report shows -----------------------------------------------------------------------


@cache
def names_in(stem: str, wave: str) -> dict[str, Any]:
    """Run the hidden cells of a notebook, which give its sentences their names."""
    names: dict[str, Any] = {}
    for cell in read_notebook(ROOT / "notebooks" / f"{stem}.ipynb").cells:
        if cell.cell_type == "code" and "#| include: false" in cell.source:
            exec(cell.source, names)
        if "parameters" in cell.metadata.get("tags", []):
            names |= {"wave": wave, "data": str(ROOT / "data")}
    return names


def results_in(report: str, survey: Survey) -> Iterator[Words]:
    """Give what a cell prints: a table as Markdown, or the results inside its sentences."""
    stem, _, name = report.partition("#")
    names = names_in(stem, survey.wave.name)
    cells = {cell.id: cell for cell in read_notebook(ROOT / f"notebooks/{stem}.ipynb").cells}
    cell = cells[name]
    if cell.cell_type == "code":
        yield Words((eval(cell.source, names).markdown,))
        return
    for part in expand(cell, survey.wave.folder):
        for expression in find_expressions(part.source):
            yield words(eval(expression.text, names))


def shows(result: Words, text: str, value: Value) -> bool:
    """Tell whether a result holds a text as a whole number or phrase, a share with its counts."""
    whole = re.compile(rf"(?<![\w.,]){re.escape(text)}(?![\w%]|[.,]\d)", re.IGNORECASE)
    if isinstance(value, Share):
        mentioned = value.origin.counted == "mentions"  # of few, the report gives the number
        return any(
            (whole.search(number.text) or (mentioned and number.text == integer(value.count)))
            and number.count == value.count
            and number.base in {value.base, None}
            and number.origin.codes == value.origin.codes
            for number in result.numbers
        )
    return whole.search(result.marked(lambda number: number.text)) is not None


# --- The list ------------------------------------------------------------------------------------


def test_every_statement_is_numbered_once() -> None:
    numbers = range(1, len(STATEMENTS) + 1)
    assert [statement.id for statement in STATEMENTS] == [f"S{number:03}" for number in numbers]


def test_what_the_report_does_not_show_or_bear_out_has_a_reason() -> None:
    for statement in STATEMENTS:
        assert statement.report or statement.reason, statement.id
        assert statement.agrees != "no" or statement.reason, statement.id
        assert statement.status in {"published", "inferred"}, statement.id


def test_only_what_cannot_be_counted_lacks_an_expression() -> None:
    for statement in STATEMENTS:
        rest = (statement.decimals, statement.recomputed, statement.agrees)
        if statement.expression:
            assert all(rest), statement.id
        else:
            assert not any(rest) and not statement.report, statement.id


@pytest.mark.parametrize("statement", COMPUTED, ids=str)
def test_recomputed_as_the_report_writes_it(statement: Statement, survey: Survey) -> None:
    assert statement.recomputed in in_the_report(value_of(statement, survey), statement)


def test_agreement_is_that_of_the_audit() -> None:
    verdicts = {line.id: line.verdict for line in audit(ROOT / "data", "2023").lines}
    agrees = {statement.id: statement.agrees for statement in COMPUTED}
    assert agrees == {
        name: {"agrees": "yes", "erratum": "no"}.get(verdicts[name]) for name in agrees
    }


@pytest.mark.parametrize("statement", SHOWN, ids=str)
def test_the_report_shows_it(statement: Statement, survey: Survey) -> None:
    value = value_of(statement, survey)
    text = statement.recomputed
    if isinstance(value, ContextFigure):
        text = text.removesuffix("%")  # the sentence adds the sign to a figure of others
    assert any(shows(result, text, value) for result in results_in(statement.report, survey))
