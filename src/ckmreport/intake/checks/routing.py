"""Answers to questions that were not put, and respondents who stopped too early."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ckmreport.intake.checks.answers import column_of
from ckmreport.intake.checks.cells import ticked
from ckmreport.intake.column_operations import Mask, rows_of
from ckmreport.intake.findings import Finding
from ckmreport.intake.matching.mapping import UNKNOWN
from ckmreport.intake.recoding import Canonical
from ckmreport.survey.questionnaire import Condition, Question
from ckmreport.survey.waves.responses import DROPPED_OUT, Responses


def check_routing(canonical: Canonical) -> Iterator[Finding]:
    """Look for answers outside their routing, and count the drop-outs."""
    for question in canonical.questionnaire:
        if question.asked_if is not None and _has_filter(canonical, question.asked_if):
            yield from _outside(canonical, question, question.asked_if)
    if rows := rows_of(canonical.frame["status"] == DROPPED_OUT):
        stopped = "respondent stopte" if len(rows) == 1 else "respondenten stopten"
        yield Finding(
            severity="note",
            check="drop-out",
            column="",
            rows=rows,
            value="",
            message=(
                f"{len(rows)} {stopped} voordat er iets over uitbuiting was ingevuld. "
                "Deze rijen zijn apart gehouden en tellen in geen enkel cijfer mee."
            ),
            advice="Hier hoeft niets voor te gebeuren.",
        )


def _has_filter(canonical: Canonical, rule: Condition) -> bool:
    """Tell whether the export has the column that a rule is about; without it nobody can judge."""
    source = canonical.questionnaire[rule.variable].coded_from
    found = canonical.mapping.answers(rule.variable)
    if source is not None:
        found += canonical.mapping.answers(source)
    return any(mapped.option in ("", rule.option) for mapped in found)


def _outside(canonical: Canonical, question: Question, rule: Condition) -> Iterator[Finding]:
    responses = Responses(canonical.frame, canonical.questionnaire)
    outside = _gave_answer(responses, question) & ~responses.holds(rule)
    # What a filter that is not understood says, nobody knows.
    unclear = canonical.frame[_filter_column(canonical, rule)] == UNKNOWN
    if rows := rows_of(outside & ~unclear):
        yield Finding(
            severity="error",
            check="outside-routing",
            column=column_of(canonical.mapping, question),
            rows=rows,
            value="",
            message=(
                f"Vraag {question.name} is beantwoord, terwijl zij alleen gesteld wordt bij {rule}."
            ),
            advice=(
                "Kijk na of de vraag in het enquêteprogramma zo is ingesteld; leeg anders deze "
                "antwoorden in de export."
            ),
        )


def _gave_answer(responses: Responses, question: Question) -> Mask:
    if question.kind == "multi":  # many tools write "not ticked" for who was not asked
        return ticked(responses.frame, question, frozenset(question.codes))
    return pd.Series(responses.answered(question), responses.frame.index)


def _filter_column(canonical: Canonical, rule: Condition) -> str:
    question = canonical.questionnaire[rule.variable]
    return f"{rule.variable}__{rule.option}" if question.kind == "multi" else rule.variable
