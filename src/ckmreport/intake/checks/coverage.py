"""Questions and options that nobody chose."""

from __future__ import annotations

from collections.abc import Iterator

from ckmreport.intake.canonical import Canonical
from ckmreport.intake.checks.answers import column_of
from ckmreport.intake.findings import Finding
from ckmreport.questionnaire import Question
from ckmreport.waves.responses import Responses


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
            listed = ", ".join(f"“{label}”" for label in unused)
            yield Finding(
                severity="note",
                check="empty-category",
                column=column_of(canonical.mapping, question),
                rows=(),
                value="",
                message=f"Bij {question.name} koos niemand {listed}.",
                advice="Kijk na of dit antwoord in het enquêteprogramma te kiezen was.",
            )


def _nobody(canonical: Canonical, question: Question) -> Finding:
    return Finding(
        severity="warning",
        check="unanswered-question",
        column=column_of(canonical.mapping, question),
        rows=(),
        value="",
        message=f"Niemand beantwoordde vraag {question.name} ({question.short}).",
        advice="Kijk na of de vraag gesteld is en of mapping.yml de goede kolom aanwijst.",
    )
