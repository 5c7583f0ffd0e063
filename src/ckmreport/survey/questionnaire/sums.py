"""Answers that the report takes together, as the questionnaire declares them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ckmreport.foundation.yaml_files import Node

if TYPE_CHECKING:
    from ckmreport.survey.questionnaire.model import Question


def read_sums(
    node: Node | None, questions: Mapping[str, Question]
) -> dict[str, tuple[frozenset[str], ...]]:
    """Read the `sums` of a questionnaire: per question the sets of answers that count together.

    Raises:
        CkmError: names the line of an unknown question or option.
    """
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for item in node or ():
        item.fields({"questions", "any_of"})
        for name in item["questions"]:
            question = questions.get(name.text())
            if question is None:
                raise name.error(f"there is no question '{name.text()}'")
            for option in item["any_of"]:
                if option.text() not in question.codes:
                    raise option.error(f"'{option.text()}' is not an option of '{question.name}'")
            answers = frozenset(option.text() for option in item["any_of"])
            found[question.name] = (*found.get(question.name, ()), answers)
    return found
