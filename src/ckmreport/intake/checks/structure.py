"""Columns that are missing, unknown or there twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ckmreport.intake.findings import Finding
from ckmreport.intake.matching.mapping import ExportMapping
from ckmreport.survey.questionnaire import Question, Questionnaire


def check_structure(mapping: ExportMapping, questionnaire: Questionnaire) -> Iterator[Finding]:
    """Compare the columns of the export with those that the questionnaire needs."""
    for question in questionnaire:
        if question.coded_from is None:
            yield from _missing(mapping, question)
    yield from _twice(mapping)
    for mapped in mapping.with_role("unknown"):
        yield Finding(
            severity="warning",
            check="unknown-column",
            column=mapped.column,
            rows=(),
            value="",
            message=f"De kolom “{mapped.column}” hoort bij geen vraag en is niet overgenomen.",
            advice=(
                "Zeg in mapping.yml bij welke vraag de kolom hoort of waarom zij niet nodig is; "
                "is de vraag nieuw, zet haar dan ook in questionnaire.yml."
            ),
        )


def _missing(mapping: ExportMapping, question: Question) -> Iterator[Finding]:
    found = mapping.answers(question.name)
    lacking: list[str] = []
    if question.kind == "multi" and found and not any(mapped.separator for mapped in found):
        known = {mapped.option for mapped in found}
        lacking = [option.label for option in question.options if option.code not in known]
    if found and not lacking:
        return
    what = f"Vraag {question.name} ({question.short}) staat niet in de export."
    if lacking:
        listed = ", ".join(f"“{label}”" for label in lacking)
        what = f"Van vraag {question.name} ontbreekt een kolom voor {listed}."
    yield Finding(
        severity="error",
        check="missing-column",
        column=question.name,
        rows=(),
        value="",
        message=what,
        advice="Neem de kolom op in de export, of wijs in mapping.yml aan waar het antwoord staat.",
    )


def _twice(mapping: ExportMapping) -> Iterator[Finding]:
    targets = Counter((m.question, m.option) for m in mapping.with_role("question"))
    for (question, option), number in targets.items():
        if number > 1:
            columns = [f"“{m.column}”" for m in mapping.answers(question) if m.option == option]
            yield Finding(
                severity="error",
                check="double-column",
                column=question,
                rows=(),
                value="",
                message=f"De kolommen {', '.join(columns)} geven hetzelfde antwoord op {question}.",
                advice="Laat in mapping.yml één van deze kolommen voor dit antwoord staan.",
            )
