"""Questions and options that nobody chose."""

from __future__ import annotations

from collections.abc import Iterator

from ckmreport.intake.checks.answers import column_of
from ckmreport.intake.findings import Finding
from ckmreport.intake.recoding import Canonical
from ckmreport.survey.questionnaire import Question
from ckmreport.survey.waves.responses import Responses


def check_coverage(canonical: Canonical) -> Iterator[Finding]:
    """Look for questions without an answer, and for options that nobody chose."""
    responses = Responses(canonical.frame, canonical.questionnaire)
    for question in canonical.questionnaire:
        found = canonical.mapping.answers(question.name)
        if not found and question.coded_from is None:
            continue  # the column is missing, and another check says so
        if not responses.answered(question).any():
            yield _nobody(canonical, question)
            continue
        unused = [
            option.label
            for option in question.options
            if not responses.chose(question, option.code).any()
        ]
        if unused:
            yield Finding(
                severity="note",
                check="empty-category",
                column=column_of(canonical.mapping, question),
                rows=(),
                value="",
                message=_unused(question, unused),
                advice=_look_at(question, len(unused)),
            )


def _unused(question: Question, labels: list[str]) -> str:
    listed = ", ".join(f"“{label}”" for label in labels)
    # Nobody chooses what follows from another answer or is coded by hand.
    nobody = "koos niemand" if question.coded_from is None else "kreeg niemand"
    return f"Bij {question.name} {nobody} {listed}."


def _look_at(question: Question, unused: int) -> str:
    if question.coded_from is not None:
        codes = "deze code" if unused == 1 else "deze codes"
        return f"Kijk na of {codes} terecht bij niemand {'past' if unused == 1 else 'passen'}."
    if unused == 1:
        return "Kijk na of dit antwoord in het enquêteprogramma te kiezen was."
    return "Kijk na of deze antwoorden in het enquêteprogramma te kiezen waren."


def _nobody(canonical: Canonical, question: Question) -> Finding:
    message = f"Niemand beantwoordde vraag {question.name} ({question.short})."
    advice = "Kijk na of de vraag gesteld is en of mapping.yml de goede kolom aanwijst."
    if question.coded_from is not None:
        message = f"Niemand kreeg een code voor {question.name} ({question.short})."
        advice = f"Kijk na of {question.coded_from} is beantwoord, en geef --coding mee."
    return Finding(
        severity="warning",
        check="unanswered-question",
        column=column_of(canonical.mapping, question),
        rows=(),
        value="",
        message=message,
        advice=advice,
    )
