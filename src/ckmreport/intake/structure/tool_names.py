"""Names and codes that a survey tool accepts, and which question and option each stands for.

LimeSurvey takes letters and digits only: names of questions up to 20, beginning with a letter, and
codes of answers up to 5. Qualtrics numbers the choices of a question.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ckmreport.intake.matching.columns import OTHER, open_column
from ckmreport.survey.questionnaire import Question, Questionnaire

LONGEST_NAME = 20


@dataclass(frozen=True)
class ToolQuestion:
    """A question under the name that a tool accepts; `codes` are those of its options there."""

    question: Question
    name: str
    codes: dict[str, str]
    open_name: str = ""


def for_limesurvey(questionnaire: Questionnaire) -> tuple[ToolQuestion, ...]:
    """Give what respondents are asked with names of letters and digits."""
    asked = [question for question in questionnaire if question.coded_from is None]
    names = _short(question.name for question in asked)
    opened = _short(open_column(question.name) for question in asked)
    return tuple(
        ToolQuestion(
            question,
            names[question.name],
            _short(question.codes)
            if question.kind == "multi"
            else {code: f"A{number}" for number, code in enumerate(question.codes, start=1)},
            opened[open_column(question.name)] if _has_open(question, questionnaire) else "",
        )
        for question in asked
    )


def for_qualtrics(questionnaire: Questionnaire) -> tuple[ToolQuestion, ...]:
    """Give what respondents are asked under its own names, with numbered choices."""
    return tuple(
        ToolQuestion(
            question,
            question.name,
            {code: str(number) for number, code in enumerate(question.codes, start=1)},
            open_column(question.name) if _has_open(question, questionnaire) else "",
        )
        for question in questionnaire
        if question.coded_from is None
    )


def _has_open(question: Question, questionnaire: Questionnaire) -> bool:
    """Tell whether what people write behind "anders" is coded, so that it must be asked."""
    return OTHER in question.codes and any(q.coded_from == question.name for q in questionnaire)


def _short(names: Iterable[str]) -> dict[str, str]:
    """Give every name one of its own of letters and digits, with a number where needed."""
    short: dict[str, str] = {}
    for name in names:
        bare = "".join(sign for sign in name if sign.isascii() and sign.isalnum())
        if not bare[:1].isalpha():
            bare = f"a{bare}"
        chosen, number = bare[:LONGEST_NAME], 2
        while chosen in short.values():
            tail = str(number)
            chosen, number = f"{bare[: LONGEST_NAME - len(tail)]}{tail}", number + 1
        short[name] = chosen
    return short
