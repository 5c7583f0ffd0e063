"""The questionnaire with its answers, as an appendix prints it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ckmreport.analysis import Distribution, Survey
from ckmreport.present.shares import count_text
from ckmreport.present.tables import Table, Value
from ckmreport.questionnaire import Question
from ckmreport.waves import Topics


@dataclass(frozen=True)
class Passage:
    """A stretch of Markdown made from data."""

    markdown: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/markdown": self.markdown, "text/plain": self.markdown}


def question_tables(survey: Survey, section: str) -> Passage:
    """Give every question of a section with its wording, base, and the answers to it.

    Statements on the same scale that follow each other share a table.

    Raises:
        KeyError: if the questionnaire has no such section.
    """
    questionnaire = survey.wave.questionnaire
    if section not in questionnaire.sections:
        raise KeyError(f"the questionnaire has no section '{section}'")
    questions = [question for question in questionnaire if question.section == section]
    parts: list[str] = []
    for likert, group in groupby(questions, key=lambda question: question.kind == "likert"):
        if likert:
            parts.append(_statements([survey[question.name] for question in group]))
        else:
            parts += [_question(survey[question.name]) for question in group]
    return Passage("\n\n".join(parts))


def topic_list(topics: Topics) -> Passage:
    """Give the topics of the interviews, with their questions."""
    parts = ["**Inleiding**", _bullets(topics.introduction)]
    for number, topic in enumerate(topics.topics, start=1):
        parts += [f"**{number}. {topic.title}**", _bullets(topic.questions)]
    return Passage("\n\n".join(parts))


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {' '.join(line.split())}" for line in lines)


def _question(answers: Distribution) -> str:
    question = answers.question
    rows = tuple((option.label, share.n, share) for option, share in answers)
    table = Table(("Antwoord", "Aantal", "Aandeel"), rows, decimals=1)
    parts = [f"**{question.text}**"]
    if question.help:
        parts.append(f"*{' '.join(question.help.split())}*")
    return _block(*parts, _base_line(_of_whom(question, answers)), table.markdown)


def _statements(statements: list[Distribution]) -> str:
    question = statements[0].question
    header = ["Stelling", *(option.short for option in question.options), "n"]
    rows = []
    for answers in statements:
        row: list[Value] = [answers.question.text, *(share.n for _, share in answers), answers.base]
        rows.append(tuple(row))
    base = _base_line(f"Gevraagd aan {question.asked_of}.")
    return _block(base, Table(tuple(header), tuple(rows)).markdown)


def _block(*paragraphs: str) -> str:
    """Keep a question and its table together; the renderers know this block by its class."""
    return "\n\n".join(["::: {.vraag}", *paragraphs, ":::"])


def _base_line(text: str) -> str:
    return f"[{text}]{{.basis}}"


def _of_whom(question: Question, answers: Distribution) -> str:
    several = " Meer antwoorden mogelijk." if question.kind == "multi" else ""
    coded = question.coded_from is not None
    asked = "Door de onderzoekers bepaald voor" if coded else "Gevraagd aan"
    return f"{asked} {question.asked_of}; n={count_text(answers.base)}.{several}"
