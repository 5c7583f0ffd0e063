"""Questions as respondents meet them, and in what two questionnaires put one differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ckmreport.survey.questionnaire.model import Questionnaire
from ckmreport.survey.questionnaire.question import Question

#: In what a question can differ from one with the same name in another questionnaire.
Aspect = Literal["period", "wording", "kind", "options", "order", "routing", "coding"]

#: The same, as Dutch sentences name it.
ASPECTS: Mapping[Aspect, str] = {
    "period": "de periode",
    "wording": "de formulering",
    "kind": "de vraagvorm",
    "options": "de antwoorden",
    "order": "de volgorde van de antwoorden",
    "routing": "de groep aan wie de vraag wordt gesteld",
    "coding": "de indeling",
}


@dataclass(frozen=True)
class QuestionForm:
    """A question as a respondent meets it.

    `options` maps codes to labels, in the order in which they are shown; `routing` is empty where
    everybody is asked. White space counts as one space.
    """

    kind: str
    text: str
    options: Mapping[str, str]
    exclusive: tuple[str, ...]
    routing: str

    @classmethod
    def of(cls, question: Question) -> QuestionForm:
        """Give the form of a question of the questionnaire."""
        return cls(
            kind=question.kind,
            text=_tidy(question.text),
            options={option.code: _tidy(option.label) for option in question.options},
            exclusive=tuple(sorted(question.exclusive)),
            routing=str(question.asked_if or ""),
        )


def changed_aspects(name: str, before: Questionnaire, after: Questionnaire) -> tuple[Aspect, ...]:
    """Give in what a question differs between two questionnaires that both have it.

    Where the texts are the same but for how far they look back, that is told and no other wording.
    """
    return tuple(_changed_aspects(name, before, after))


def _changed_aspects(name: str, before: Questionnaire, after: Questionnaire) -> Iterator[Aspect]:
    old, new = QuestionForm.of(before[name]), QuestionForm.of(after[name])
    if old.text != new.text:
        as_far_back = before.period and old.text.replace(before.period, after.period)
        yield "period" if as_far_back == new.text else "wording"
    if old.kind != new.kind:
        yield "kind"
    if (old.options, old.exclusive) != (new.options, new.exclusive):
        yield "options"
    elif list(old.options) != list(new.options):
        yield "order"
    if old.routing != new.routing:
        yield "routing"
    if before[name].coding != after[name].coding:
        yield "coding"


def changed_options(
    name: str, before: Questionnaire, after: Questionnaire
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the labels of the options that only the later questionnaire has, and the earlier."""
    old, new = before[name], after[name]
    added = tuple(option.label for option in new.options if option.code not in old.codes)
    dropped = tuple(option.label for option in old.options if option.code not in new.codes)
    return added, dropped


def _tidy(text: str) -> str:
    return " ".join(text.split())
