"""The questionnaire as the advanced text format of Qualtrics, which has no room for routing."""

from __future__ import annotations

from collections.abc import Iterator

from ckmreport.intake.matching.columns import OTHER
from ckmreport.intake.structure.tool_names import ToolQuestion, for_qualtrics
from ckmreport.survey.questionnaire import Questionnaire


def qualtrics_structure(questionnaire: Questionnaire) -> str:
    """Give the structure as text: a block for each section."""
    parts = ["[[AdvancedFormat]]"]
    section = None
    for one in for_qualtrics(questionnaire):
        if one.question.section != section:
            section = one.question.section
            parts.append(f"[[Block:{questionnaire.sections[section]}]]")
        parts += ["\n".join(lines) for lines in _questions(one)]
    return "\n\n".join(parts) + "\n"


def _questions(one: ToolQuestion) -> Iterator[list[str]]:
    question = one.question
    kind = "MultipleAnswer" if question.kind == "multi" else "SingleAnswer"
    lines = [f"[[Question:MC:{kind}:Vertical]]", f"[[ID:{one.name}]]", question.text]
    if question.help:
        lines.append(question.help)
    lines += ["", "[[AdvancedChoices]]"]
    for option in question.options:
        lines += [f"[[Choice:{one.codes[option.code]}]]", option.label]
    yield lines
    if one.open_name:
        label = question.option(OTHER).label
        yield ["[[Question:TE:SingleLine]]", f"[[ID:{one.open_name}]]", f"{label}, namelijk:"]
