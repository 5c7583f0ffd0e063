"""Comparisons that a report may test, as the questionnaire declares them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ckmreport.foundation.yaml_files import Node
from ckmreport.foundation.yaml_models import yaml_mapping
from ckmreport.survey.questionnaire.question import Question
from ckmreport.survey.questionnaire.references import question_named


@yaml_mapping
@dataclass(frozen=True)
class DeclaredTest:
    """A test of two questions that the study declares beforehand; `asks` says what it is for."""

    row: str
    column: str
    asks: str


def check_tests(
    root: Node, tests: Iterable[DeclaredTest], questions: Mapping[str, Question]
) -> None:
    """Check the `tests` of a questionnaire against its questions.

    Raises:
        CkmError: names the line of an unknown question or one that takes several answers, of a
            question that is tested with itself, and of a pair that is declared twice.
    """
    pairs: set[frozenset[str]] = set()
    for number, test in enumerate(tests):
        place = root.at("tests", number)
        for side in (place["row"], place["column"]):
            if question_named(side, questions).kind == "multi":
                raise side.error(
                    f"'{side.text()}' takes several answers; a test needs a single answer"
                )
        pair = frozenset({test.row, test.column})
        if len(pair) == 1:
            raise place["column"].error(f"'{test.row}' is tested with itself")
        if pair in pairs:
            raise place.error(f"'{test.row}' by '{test.column}' is declared twice")
        pairs.add(pair)
