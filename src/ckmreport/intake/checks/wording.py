"""Questions that are put otherwise than in an earlier wave, so that answers do not compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ckmreport.intake.findings import Finding, Severity
from ckmreport.questionnaire import Question, Questionnaire
from ckmreport.waves.fingerprint import Fingerprint, QuestionForm


def check_wording(
    questionnaire: Questionnaire, wave: str, earlier: Mapping[str, Fingerprint]
) -> Iterator[Finding]:
    """Compare each question with the last earlier wave that asked it.

    A change that the questionnaire declares, with `since` later than that wave, is a note.
    """
    for question in questionnaire:
        if question.coded_from is not None:
            continue
        before = [name for name, forms in earlier.items() if question.name in forms]
        if not before:
            continue
        last = before[-1]
        old, new = earlier[last][question.name], QuestionForm.of(question)
        declared = last < question.since <= wave
        for check, what in _changes(old, new):
            yield _finding(question, check, what, last, declared)


def _changes(old: QuestionForm, new: QuestionForm) -> Iterator[tuple[str, str]]:
    if old.text != new.text:
        yield "changed-wording", "de formulering"
    if old.kind != new.kind:
        yield "changed-kind", "de vraagvorm"
    if (old.options, old.exclusive) != (new.options, new.exclusive):
        yield "changed-options", "de antwoorden"
    elif list(old.options) != list(new.options):
        yield "changed-order", "de volgorde van de antwoorden"
    if old.routing != new.routing:
        yield "changed-routing", "de groep aan wie de vraag wordt gesteld"


def _finding(question: Question, check: str, what: str, last: str, declared: bool) -> Finding:
    severity: Severity = "note" if declared else "warning"
    changed = "zijn" if check == "changed-options" else "is"
    return Finding(
        severity=severity,
        check=check,
        column=question.name,
        rows=(),
        value="",
        message=(
            f"Bij {question.name} ({question.short}) {changed} {what} anders dan in de meting "
            f"van {last}."
        ),
        advice=(
            "De wijziging staat in questionnaire.yml; hiervoor hoeft niets te gebeuren."
            if declared
            else f"Is dit bedoeld, zet dan in questionnaire.yml “since” van {question.name} op "
            "deze meting; vergelijk de uitkomsten niet zonder meer met eerdere."
        ),
    )
