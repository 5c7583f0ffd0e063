"""Questions that are put otherwise than in an earlier wave, so that answers do not compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ckmreport.intake.findings import Finding, Severity
from ckmreport.survey.questionnaire import Question, Questionnaire
from ckmreport.survey.questionnaire.question_changes import (
    ASPECTS,
    Aspect,
    changed_aspects,
    changed_options,
)


def check_wording(
    questionnaire: Questionnaire, wave: str, earlier: Mapping[str, Questionnaire]
) -> Iterator[Finding]:
    """Compare each question with the last earlier wave that asked it, and name those dropped.

    A change that the questionnaire declares, with `since` later than that wave, is a note; so is
    another period, which it always declares.
    """
    for question in questionnaire:
        before = [name for name, asked in earlier.items() if question.name in asked]
        if question.coded_from is not None or not before:
            continue
        last = before[-1]
        for aspect in changed_aspects(question.name, earlier[last], questionnaire):
            declared = aspect == "period" or last < question.since <= wave
            told = _told(aspect, question, earlier[last], questionnaire)
            yield _changed(question, aspect, told, last, declared=declared)
    for last, asked in list(earlier.items())[-1:]:
        for question in asked:
            if question.name not in questionnaire and question.coded_from is None:
                yield _dropped(question, last)


def _told(aspect: Aspect, question: Question, before: Questionnaire, now: Questionnaire) -> str:
    """Say in what the question differs, as part of a sentence."""
    if aspect != "options":
        return f"is {ASPECTS[aspect]}"
    added, dropped = changed_options(question.name, before, now)
    named = [f"nieuw: {_quoted(added)}"] if added else []
    named += [f"vervallen: {_quoted(dropped)}"] if dropped else []
    return f"zijn {ASPECTS[aspect]}" + (f" ({'; '.join(named)})" if named else "")


def _quoted(labels: tuple[str, ...]) -> str:
    return ", ".join(f"“{label}”" for label in labels)


def _changed(
    question: Question, aspect: Aspect, told: str, last: str, *, declared: bool
) -> Finding:
    severity: Severity = "note" if declared else "warning"
    advice = (
        f"Is dit de bedoeling, zet dan in questionnaire.yml “since” van {question.name} op deze "
        "meting; vergelijk de uitkomsten niet zonder meer met eerdere."
    )
    if aspect == "kind":
        advice = (
            "De uitkomsten zijn niet te vergelijken: geef de vraag in questionnaire.yml een andere "
            f"naam, en laat {question.name} vervallen met “until”."
        )
    elif declared:
        advice = "De wijziging staat in questionnaire.yml; hiervoor hoeft niets te gebeuren."
    return Finding(
        severity=severity,
        check=f"changed-{aspect}",
        column=question.name,
        rows=(),
        value="",
        message=(
            f"Bij {question.name} ({question.short}) {told} anders dan in de meting van {last}."
        ),
        advice=advice,
    )


def _dropped(question: Question, last: str) -> Finding:
    return Finding(
        severity="note",
        check="dropped-question",
        column=question.name,
        rows=(),
        value="",
        message=(
            f"Vraag {question.name} ({question.short}) is in de meting van {last} gesteld en in "
            "deze niet meer."
        ),
        advice=(
            "Gaat een hoofdstuk over deze vraag, laat haar dan in questionnaire.yml staan, met "
            f'“until: "{last}"”.'
        ),
    )
