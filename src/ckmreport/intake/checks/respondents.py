"""Rows that are no respondent of their own: doubles, previews and tests."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from ckmreport.intake.checks.totals import check_totals
from ckmreport.intake.column_operations import matching, rows_of
from ckmreport.intake.export import Export
from ckmreport.intake.findings import Finding
from ckmreport.intake.matching.mapping import ExportMapping
from ckmreport.intake.recoding import Canonical
from ckmreport.survey.waves.responses import Responses

#: Answers to at least so many questions do not come out the same twice by chance.
LONG_PATH = 12

#: What tools write in these columns for a row that no respondent filled in.
_STATUS_COLUMNS = frozenset({"status", "distributionchannel", "responsetype"})
_NO_RESPONSE = frozenset(
    {"preview", "survey preview", "test", "survey test", "spam", "possible spam", "voorbeeld"}
)
#: The codes of Qualtrics for the same; 0 is an ordinary response.
_QUALTRICS_CODES = frozenset({"1", "2", "8", "9", "12", "17", "40", "48"})
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+\d+|\d{15,}0", re.IGNORECASE)
_TRIALS = frozenset(
    {"test", "testje", "test test", "testtest", "testen", "tester", "proef", "asdf", "qwerty"}
)


def is_spoilt(number: str) -> bool:
    """Tell whether a spreadsheet rounded a number: it keeps fifteen digits, and shows fewer."""
    return bool(_ROUNDED.fullmatch(number))


def check_respondents(export: Export, canonical: Canonical) -> Iterator[Finding]:
    """Look for rows that stand there twice and rows that nobody filled in for real."""
    yield from check_totals(export, canonical)
    yield from _same_number(export, canonical.mapping)
    yield from _same_answers(canonical)
    yield from _previews(export)
    yield from _trials(export, canonical.mapping)


def _same_number(export: Export, mapping: ExportMapping) -> Iterator[Finding]:
    for mapped in mapping.with_role("respondent"):
        numbers = export.frame[mapped.column]
        empty = numbers == ""
        if rows := rows_of(empty):
            yield Finding(
                severity="error",
                check="no-respondent",
                column=mapped.column,
                rows=rows,
                value="",
                message="Er zijn rijen zonder respondentnummer.",
                advice="Kijk na of dit lege rijen zijn; verwijder ze of vul een nummer in.",
            )
        double = numbers.duplicated(keep=False) & ~empty
        spoilt = matching(numbers, is_spoilt)
        if rows := rows_of(spoilt):
            yield Finding(
                severity="error" if (double & spoilt).any() else "warning",
                check="spoilt-respondent",
                column=mapped.column,
                rows=rows,
                value="",
                message=(
                    "Excel heeft lange respondentnummers afgerond (zoals 1,19E+11): verschillende "
                    "respondenten kunnen daardoor hetzelfde nummer hebben."
                ),
                advice=(
                    "Exporteer opnieuw en open het bestand niet in Excel, of laat de nummers "
                    "buiten de export. Verwijder geen rijen: het zijn verschillende respondenten."
                ),
            )
        if rows := rows_of(double & ~spoilt):
            yield Finding(
                severity="error",
                check="double-respondent",
                column=mapped.column,
                rows=rows,
                value="",
                message="Er zijn respondentnummers die meer dan eens voorkomen.",
                advice="Laat van elke respondent één rij staan, en verwijder de andere.",
            )


def _same_answers(canonical: Canonical) -> Iterator[Finding]:
    asked = [q for q in canonical.questionnaire if q.coded_from is None]
    responses = Responses(canonical.frame, canonical.questionnaire)
    length = sum((responses.answered(question).astype(int) for question in asked), start=0)
    columns = [column for question in asked for column in question.columns]
    candidates = canonical.frame.loc[pd.Series(length, canonical.frame.index) >= LONG_PATH, columns]
    same = candidates[candidates.duplicated(keep=False)].astype("str")
    if same.empty:
        return
    for _, group in same.groupby(columns, sort=False):
        rows = tuple(int(row) for row in group.index)
        yield Finding(
            severity="warning",
            check="identical-answers",
            column="",
            rows=rows,
            value="",
            message=f"{len(rows)} rijen hebben op elke vraag precies dezelfde antwoorden.",
            advice="Kijk na of iemand de vragenlijst meer dan eens heeft verstuurd.",
        )


def _previews(export: Export) -> Iterator[Finding]:
    from_qualtrics = any(c.name.casefold() == "distributionchannel" for c in export.columns)
    for column in export.columns:
        if column.name.casefold() not in _STATUS_COLUMNS:
            continue
        coded = from_qualtrics and column.name.casefold() == "status"

        def is_preview(value: str, coded: bool = coded) -> bool:
            return value.casefold() in _NO_RESPONSE or (coded and value in _QUALTRICS_CODES)

        if rows := rows_of(matching(export.frame[column.name], is_preview)):
            yield Finding(
                severity="error",
                check="test-response",
                column=column.name,
                rows=rows,
                value="",
                message=f"Volgens kolom “{column.name}” zijn er proefinzendingen bij.",
                advice="Laat deze rijen in het enquêteprogramma buiten de export.",
            )


def _trials(export: Export, mapping: ExportMapping) -> Iterator[Finding]:
    for mapped in mapping.columns:
        if mapped.role not in {"respondent", "open", "unknown", "ignored", "personal"}:
            continue
        if mapped.column.casefold() in _STATUS_COLUMNS:
            continue
        column = export.frame[mapped.column]
        if rows := rows_of(matching(column, lambda value: value.casefold() in _TRIALS)):
            yield Finding(
                severity="warning",
                check="test-response",
                column=mapped.column,
                rows=rows,
                value="",
                message=f"Een woord in kolom “{mapped.column}” wijst op een proefinzending.",
                advice="Kijk na of deze rijen van echte respondenten zijn; verwijder ze anders.",
            )
