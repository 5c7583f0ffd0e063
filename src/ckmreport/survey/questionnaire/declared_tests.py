"""Comparisons that a report may test, as the questionnaire declares them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ckmreport.foundation.yaml_files import Node

if TYPE_CHECKING:
    from ckmreport.survey.questionnaire.model import Question


@dataclass(frozen=True)
class DeclaredTest:
    """A test of two questions that the study declares beforehand; `asks` says what it is for."""

    row: str
    column: str
    asks: str


def read_tests(nodes: Node | None, questions: Mapping[str, Question]) -> tuple[DeclaredTest, ...]:
    """Read the `tests` of a questionnaire; an absent list gives none.

    Raises:
        CkmError: names the line of an unknown question or one that takes several answers, of a
            question that is tested with itself, and of a pair that is declared twice.
    """
    tests: dict[frozenset[str], DeclaredTest] = {}
    for node in nodes or ():
        node.fields({"row", "column", "asks"})
        names = [_single_answer(node[side], questions) for side in ("row", "column")]
        if len(set(names)) == 1:
            raise node["column"].error(f"'{names[0]}' is tested with itself")
        if frozenset(names) in tests:
            raise node.error(f"'{names[0]}' by '{names[1]}' is declared twice")
        tests[frozenset(names)] = DeclaredTest(names[0], names[1], node["asks"].text())
    return tuple(tests.values())


def _single_answer(node: Node, questions: Mapping[str, Question]) -> str:
    if node.text() not in questions:
        raise node.error(f"the questionnaire has no question '{node.text()}'")
    if questions[node.text()].kind == "multi":
        raise node.error(f"'{node.text()}' takes several answers; a test needs a single answer")
    return node.text()
