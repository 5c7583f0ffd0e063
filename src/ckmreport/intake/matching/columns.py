"""The columns of an export as the questionnaire defines them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ckmreport.survey.questionnaire import (
    NOT_ANSWERED,
    NOT_ASKED,
    Condition,
    Question,
    Questionnaire,
)

RESPONDENT = "respondent"
DATE = "datum"
#: Marks rows that nobody gave; a real export has no such column.
INVENTED = "verzonnen"
#: The option behind which respondents say in their own words what they mean.
OTHER = "anders"

_MISSING = {NOT_ASKED: "Niet gevraagd", NOT_ANSWERED: "Niet beantwoord"}
_TICKS = {"0": "Niet aangekruist", "1": "Aangekruist"}


@dataclass(frozen=True)
class ExportColumn:
    """One column of an export, with what may stand in it.

    `values` gives the label of every value, `missing` that of the values that stand for no
    answer. A column of a multiple-response question is about one option, and holds 0 or 1.
    `numeric` tells whether the column holds numbers; codes such as "2_5" are text.
    """

    name: str
    label: str
    values: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    numeric: bool = False
    ordinal: bool = False
    question: str = ""
    routing: str = ""


def export_columns(
    questionnaire: Questionnaire, *, invented: bool = False
) -> tuple[ExportColumn, ...]:
    """Give the columns of an export, in the order in which the questions are asked.

    Coded variables are not asked, so they have no column; the open answer from which they are
    coded has one. With `invented` the last column marks every row as invented.
    """
    first = (
        ExportColumn(RESPONDENT, "Nummer van de respondent, zonder persoonsgegevens"),
        ExportColumn(DATE, "Datum van invullen (jjjj-mm-dd), zonder tijdstip"),
    )
    asked = [column for question in questionnaire for column in _columns(question, questionnaire)]
    mark = ExportColumn(
        name=INVENTED,
        label="Verzonnen antwoord: deze rij is geen respondent",
        values={"1": "Verzonnen"},
        numeric=True,
    )
    return (*first, *asked, *([mark] if invented else []))


def open_column(source: str) -> str:
    """Give the name of the column with the open answers behind the option "anders"."""
    return f"{source}_{OTHER}"


def _columns(question: Question, questionnaire: Questionnaire) -> Iterator[ExportColumn]:
    if question.coded_from is not None:
        return
    routing = _in_words(question.asked_if, questionnaire)
    if question.kind == "multi":
        for option, column in zip(question.options, question.columns, strict=True):
            yield ExportColumn(
                name=column,
                label=f"{option.label} | {question.text}",
                values=_TICKS,
                missing=_MISSING,
                numeric=True,
                question=question.name,
                routing=routing,
            )
        return
    yield ExportColumn(
        name=question.name,
        label=question.text,
        values={option.code: option.label for option in question.options},
        missing=_MISSING,
        ordinal=question.kind == "likert" or all(o.at_least is not None for o in question.options),
        question=question.name,
        routing=routing,
    )
    if OTHER in question.codes and any(q.coded_from == question.name for q in questionnaire):
        label = f"Toelichting bij “{question.option(OTHER).label}” | {question.text}"
        routing = f"alleen wie bij “{question.name}” kiest: {question.option(OTHER).label}"
        yield ExportColumn(
            open_column(question.name), label, question=question.name, routing=routing
        )


def _in_words(condition: Condition | None, questionnaire: Questionnaire) -> str:
    if condition is None:
        return "iedereen"
    label = questionnaire[condition.variable].option(condition.option).label
    chosen = "iets anders kiest dan" if condition.negated else "kiest:"
    return f"alleen wie bij “{condition.variable}” {chosen} {label}"
