"""Whether two waves put a question in the same form to the same kind of respondents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ckmreport.survey.questionnaire import Question, Questionnaire
from ckmreport.survey.questionnaire.question_changes import Aspect, changed_aspects, changed_options
from ckmreport.survey.waves import Wave


@dataclass(frozen=True)
class Changed:
    """In what an earlier wave put a question differently.

    Attributes:
        question: as the later wave puts it; one that decides who is asked may have changed, too.
        aspect: "new" where the earlier wave did not ask it, "declared" where nothing but `since`
            in the questionnaire tells of a change.
        added: the labels of options that the earlier wave did not have.
        dropped: the labels of options that only the earlier wave had.
    """

    question: Question
    aspect: Aspect | Literal["new", "declared"]
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def same_form(name: str, earlier: Wave, later: Wave) -> bool:
    """Tell whether answers to a question may be compared between two waves."""
    return not changes(name, earlier, later)


def changes(name: str, earlier: Wave, later: Wave) -> tuple[Changed, ...]:
    """Give why answers to a question may not be compared between two waves, if they may not.

    That is where its wording, period, options or routing changed, or those of a filter question
    before it: that changes who is asked. A coded variable depends on what it was coded from.
    Changes are known from the questionnaires of both waves, and from `since` in the later one.
    """
    return tuple(_changes(later.questionnaire[name], earlier, later))


def asks(wave: Wave, name: str) -> bool:
    """Tell whether the questionnaire of a wave has a question that was not dropped before it."""
    asked = wave.questionnaire
    return name in asked and asked[name].asked_in(wave.name)


def _changes(question: Question, earlier: Wave, later: Wave) -> Iterator[Changed]:
    for one in _chain(question, later.questionnaire):
        if not asks(earlier, one.name):
            yield Changed(one, "new")
            continue
        before, after = earlier.questionnaire, later.questionnaire
        known = [aspect for aspect in changed_aspects(one.name, before, after) if aspect != "order"]
        for aspect in known:
            options = changed_options(one.name, before, after) if aspect == "options" else ((), ())
            yield Changed(one, aspect, *options)
        if not known and one.since > earlier.name:
            yield Changed(one, "declared")


def _chain(question: Question, questionnaire: Questionnaire) -> Iterator[Question]:
    """Give a question and those that decide who is asked it, or from which it was coded."""
    yield question
    before = question.asked_if.variable if question.asked_if else question.coded_from
    if before is not None:
        yield from _chain(questionnaire[before], questionnaire)
