"""Answers that the questionnaire does not know, or that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd
from rapidfuzz import fuzz

from ckmreport.intake.checks.cells import ticked
from ckmreport.intake.column_operations import Mask, matching, rows_of
from ckmreport.intake.export import Export
from ckmreport.intake.findings import Finding
from ckmreport.intake.matching.answer_matching import NO_ANSWER
from ckmreport.intake.matching.mapping import UNKNOWN, ColumnMapping, ExportMapping
from ckmreport.intake.recoding import Canonical, joined_otherwise
from ckmreport.intake.unread_values import is_unread
from ckmreport.survey.questionnaire import Question

_MONTH = (
    "jan(?:uari|uary)?|feb(?:ruari|ruary)?|mrt|maart|mar(?:ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?"
    "|aug(?:ustus|ust)?|sep(?:t|tember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
# What Excel makes of 2-5 and 6-10, as it stores and as it shows it.
_DATE = re.compile(
    rf"\d{{4}}-\d\d-\d\d(?:[T ].*)?|\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{2,4}}(?: .*)?"
    rf"|\d{{1,2}}[- ](?:{_MONTH})\.?(?:[- ]\d{{2,4}})?|(?:{_MONTH})\.?[- ]\d{{1,4}}",
    re.IGNORECASE,
)
_CODE = re.compile(r"[\d\W_]{1,6}")
#: How like a label a value must be (0 to 100) to be taken for one that was typed differently.
_LIKENESS = 80
#: So many who contradict themselves by most of so many options are no accident.
_FEW, _FEW_OPTIONS = 3, 5


def check_answers(export: Export, canonical: Canonical) -> Iterator[Finding]:
    """Look for values that are no option, and for answers that cannot go together."""
    for mapped in canonical.mapping.with_role("question"):
        yield from _unknown_codes(export, canonical, mapped)
        yield from _declared_missing(export, mapped)
    for question in canonical.questionnaire:
        if question.kind == "multi":
            yield from _joined(export, canonical, question)
        if question.exclusive:
            yield from _exclusive(canonical, question)
        if question.among is not None:
            yield from _not_among(canonical, question)


def is_date(value: str) -> bool:
    """Tell whether a value is a date, which no answer of a questionnaire is."""
    return bool(_DATE.fullmatch(value))


def column_of(mapping: ExportMapping, question: Question) -> str:
    """Give the column of the export that holds a question, or its name if there are several."""
    found = mapping.answers(question.name)
    return found[0].column if len(found) == 1 else question.name


def _unknown_codes(
    export: Export, canonical: Canonical, mapped: ColumnMapping
) -> Iterator[Finding]:
    question = canonical.questionnaire[mapped.question]
    unknown = _not_understood(canonical, question, mapped)
    if not unknown.any():
        return
    values = export.frame.loc[unknown, mapped.column]
    dates = matching(values, is_date)
    if dates.any():
        yield Finding(
            severity="error",
            check="excel-date",
            column=mapped.column,
            rows=rows_of(dates),
            value="",
            message=f"In kolom “{mapped.column}” staan datums waar een aantal hoort.",
            advice=(
                "Excel heeft waarden als “2-5” of “6-10” in datums veranderd. Exporteer opnieuw, "
                "als SPSS-bestand of met antwoordcodes, en sla het bestand niet op in Excel."
            ),
        )
    unread = matching(values, is_unread)
    if unread.any():
        yield _unread(mapped, values[unread])
    for value, rows in _by_shown_value(values[~dates & ~unread], question):
        what = f"staat “{value}”; dat is geen antwoord op {question.name}."
        if not value:
            what = (
                f"staan waarden die geen antwoord op {question.name} zijn. Zij worden hier niet "
                "getoond, omdat het woorden van respondenten kunnen zijn."
            )
        yield Finding(
            severity="error",
            check="unknown-code",
            column=mapped.column,
            rows=rows,
            value=value,
            message=f"In kolom “{mapped.column}” {what}",
            advice=(
                "Geef in mapping.yml aan welk antwoord dit is, of herstel de export; is het een "
                "nieuw antwoord, zet het dan eerst in questionnaire.yml."
            ),
        )


def _unread(mapped: ColumnMapping, values: pd.Series) -> Finding:
    shown = sorted({value for value in values.astype("str") if not value.startswith("=")})
    what = f"een foutwaarde ({', '.join(shown)})" if shown else "een formule zonder uitkomst"
    return Finding(
        severity="error",
        check="error-value",
        column=mapped.column,
        rows=tuple(int(row) for row in values.index),
        value=", ".join(shown),
        message=f"In kolom “{mapped.column}” staat {what} op de plaats van een antwoord.",
        advice=(
            "Exporteer opnieuw uit het enquêteprogramma. Is er geen antwoord, maak de cel dan "
            'leeg, of geef deze waarde in mapping.yml de betekenis "".'
        ),
    )


def _declared_missing(export: Export, mapped: ColumnMapping) -> Iterator[Finding]:
    """Say which values a file declares missing without a label that tells why."""
    column = export[mapped.column]
    for value in sorted(column.missing - column.value_labels.keys() - NO_ANSWER):
        if mapped.values.get(value) == "":
            yield Finding(
                severity="note",
                check="declared-missing",
                column=mapped.column,
                rows=rows_of(export.frame[mapped.column] == value),
                value=value,
                message=(
                    f"Het bestand noemt “{value}” in kolom “{mapped.column}” een ontbrekende "
                    "waarde, zonder label. Zij is gelezen als: niet beantwoord."
                ),
                advice="Is het wel een antwoord, geef dan in mapping.yml aan welk.",
            )


def _joined(export: Export, canonical: Canonical, question: Question) -> Iterator[Finding]:
    """Find where a column with all ticks together says something else than the ticks apart."""
    differs = joined_otherwise(canonical, export, question)
    if differs is not None and (rows := rows_of(differs)):
        columns = [m.column for m in canonical.mapping.answers(question.name) if not m.option]
        yield Finding(
            severity="error",
            check="joined-column",
            column=columns[0],
            rows=rows,
            value="",
            message=(
                f"Kolom “{columns[0]}” bevat andere antwoorden op {question.name} dan de kolommen "
                "per antwoord."
            ),
            advice=(
                "Kijk na welke kolommen kloppen, en geef de andere in mapping.yml de rol “ignored”."
            ),
        )


def _not_understood(canonical: Canonical, question: Question, mapped: ColumnMapping) -> Mask:
    columns = [f"{question.name}__{mapped.option}"] if mapped.option else question.columns
    return (canonical.frame[list(columns)] == UNKNOWN).any(axis="columns")


def _by_shown_value(values: pd.Series, question: Question) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Give each value with its rows; those that could be a respondent's own words together."""
    hidden: list[int] = []
    texts = values.astype("str")
    for value, found in texts.groupby(texts, sort=False).groups.items():
        rows = [int(row) for row in found]
        if _may_be_shown(str(value), question):
            yield str(value), tuple(rows)
        else:
            hidden += rows
    if hidden:
        yield "", tuple(sorted(hidden))


def _may_be_shown(value: str, question: Question) -> bool:
    """Tell whether a value is surely no text of a respondent: a short code, or almost a label."""
    if _CODE.fullmatch(value):
        return True
    known = [text for option in question.options for text in (option.code, option.label)]
    return any(fuzz.ratio(value.casefold(), text.casefold()) >= _LIKENESS for text in known)


def _exclusive(canonical: Canonical, question: Question) -> Iterator[Finding]:
    alone = ticked(canonical.frame, question, question.exclusive)
    others = ticked(canonical.frame, question, frozenset(question.codes) - question.exclusive)
    both = alone & others
    if rows := rows_of(both):
        labels = " of ".join(
            f"“{question.option(code).label}”"
            for code in question.codes
            if code in question.exclusive
        )
        if 2 * len(rows) > (alone | others).sum() and _most_ticked(canonical, question, both):
            yield _turned_around(canonical, question, labels, rows)
            return
        yield Finding(
            severity="warning",
            check="exclusive-option",
            column=column_of(canonical.mapping, question),
            rows=rows,
            value="",
            message=f"Bij {question.name} is {labels} aangekruist, en ook een ander antwoord.",
            advice="Stel in het enquêteprogramma in dat dit antwoord alle andere uitsluit.",
        )


def _most_ticked(canonical: Canonical, question: Question, rows: Mask) -> bool:
    """Tell whether some respondents ticked more options than they left open."""
    ticks = canonical.frame.loc[rows, list(question.columns)] == "1"
    many = len(ticks) >= _FEW and len(question.codes) >= _FEW_OPTIONS
    return many and 2 * int(ticks.to_numpy().sum()) > ticks.size


def _turned_around(
    canonical: Canonical, question: Question, labels: str, rows: tuple[int, ...]
) -> Finding:
    return Finding(
        severity="error",
        check="turned-around",
        column=column_of(canonical.mapping, question),
        rows=rows,
        value="",
        message=(
            f"Bij {question.name} heeft meer dan de helft {labels} aangekruist en ook een ander "
            "antwoord. Waarschijnlijk staat 1 in de export voor “niet gekozen”."
        ),
        advice=(
            "Kijk in het enquêteprogramma wat 0 en 1 betekenen, en geef dat in mapping.yml aan "
            "bij elke kolom van deze vraag; doe dat ook bij andere vragen met kruisjes."
        ),
    )


def _not_among(canonical: Canonical, question: Question) -> Iterator[Finding]:
    """Find who names as most frequent an answer that they did not tick.

    Neither an answer such as "weet niet" (exclusive) nor a question left open contradicts it.
    """
    source = canonical.questionnaire[question.among or ""]
    frame = canonical.frame
    answered = frame[list(source.columns)].isin(["0", "1"]).all(axis="columns")
    wrong = pd.Series(False, index=frame.index)
    for code in source.codes:
        if code not in source.exclusive:
            named = frame[question.name] == code
            wrong |= named & answered & (frame[f"{source.name}__{code}"] == "0")
    if rows := rows_of(wrong):
        yield Finding(
            severity="warning",
            check="impossible-combination",
            column=column_of(canonical.mapping, question),
            rows=rows,
            value="",
            message=f"Het antwoord op {question.name} is bij {source.name} niet aangekruist.",
            advice="Toon bij de vervolgvraag alleen de antwoorden die al zijn aangekruist.",
        )
