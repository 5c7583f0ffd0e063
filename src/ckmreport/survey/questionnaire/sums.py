"""Answers that the report takes together, as the questionnaire declares them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ckmreport.foundation.yaml_files import Node
from ckmreport.foundation.yaml_models import yaml_mapping
from ckmreport.survey.questionnaire.question import Question
from ckmreport.survey.questionnaire.references import options_named, question_named


@yaml_mapping
@dataclass(frozen=True)
class SumEntry:
    """Answers that are taken together, in each of some questions."""

    questions: tuple[str, ...]
    any_of: frozenset[str]


def read_sums(
    root: Node, entries: Iterable[SumEntry], questions: Mapping[str, Question]
) -> dict[str, tuple[frozenset[str], ...]]:
    """Give the `sums` of a questionnaire: per question the sets of answers that count together.

    Raises:
        CkmError: names the line of an unknown question or option.
    """
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for number, entry in enumerate(entries):
        place = root.at("sums", number)
        for node in place["questions"]:
            question = question_named(node, questions)
            options_named(place["any_of"], question.name, question.codes)
            found[question.name] = (*found.get(question.name, ()), entry.any_of)
    return found
