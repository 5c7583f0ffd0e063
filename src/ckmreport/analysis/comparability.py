"""Whether two waves put a question in the same form to the same kind of respondents."""

from __future__ import annotations

from collections.abc import Iterator

from ckmreport.questionnaire import Question, Questionnaire
from ckmreport.waves import Wave
from ckmreport.waves.fingerprint import Fingerprint, fingerprint, load_fingerprint


def same_form(name: str, earlier: Wave, later: Wave) -> bool:
    """Tell whether answers to a question may be compared between two waves.

    They may not where its wording, options or routing changed, or those of a filter question
    before it: that changes who is asked. A coded variable depends on what it was coded from.
    Changes are known from `since` in the questionnaire, and from the questions as they are kept
    in the folders of the waves.
    """
    before, after = load_fingerprint(earlier.folder), _forms(later)
    return all(
        question.since <= earlier.name and _unchanged(question, before, after)
        for question in _chain(later.questionnaire[name], later.questionnaire)
    )


def _unchanged(question: Question, before: Fingerprint | None, after: Fingerprint) -> bool:
    if before is None or question.coded_from is not None:
        return True
    return before.get(question.name) == after.get(question.name)


def _chain(question: Question, questionnaire: Questionnaire) -> Iterator[Question]:
    """Give a question and those that decide who is asked it, or from which it was coded."""
    yield question
    before = question.asked_if.variable if question.asked_if else question.coded_from
    if before is not None:
        yield from _chain(questionnaire[before], questionnaire)


def _forms(wave: Wave) -> Fingerprint:
    return load_fingerprint(wave.folder) or fingerprint(wave.questionnaire)
