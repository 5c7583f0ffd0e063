"""What a publication fixes of the answers of a reconstructed wave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Annotated

from pydantic import FiniteFloat

from ckmreport.foundation.yaml_files import Node, read_yaml
from ckmreport.foundation.yaml_models import checked, read_as, yaml_mapping
from ckmreport.survey.questionnaire import Condition, Question, Questionnaire
from ckmreport.survey.questionnaire.references import options_named, question_named

_SIDES = ("row", "column")


@dataclass(frozen=True)
class Printed:
    """Shares that were printed: for some groups (options), who meets a condition.

    The groups are options of one question, or of several whose mentions were taken together.
    """

    questions: tuple[str, ...]
    groups: frozenset[str]
    condition: Condition

    def fixes(self, questions: tuple[str, ...], group: str, condition: Condition) -> bool:
        """Tell whether a share follows from these; a condition fixes its opposite too."""
        return (
            (questions, condition.variable) == (self.questions, self.condition.variable)
            and condition.option == self.condition.option
            and group in self.groups
        )


@yaml_mapping
@dataclass(frozen=True)
class PrintedTest:
    """A chi-square test of which the statistic was printed, but not the table behind it."""

    row: str
    column: str
    statistic: Annotated[Fraction, read_as(FiniteFloat, lambda number: Fraction(str(number)))]
    n: int
    df: int
    p: str
    inferred: tuple[str, ...]
    figure: str
    place: str


@dataclass(frozen=True)
class Direction:
    """Groups that meet a condition more often than others, without any number."""

    question: str
    condition: Condition
    more_often: tuple[str, ...]
    less_often: tuple[str, ...]


@dataclass(frozen=True)
class Published:
    """All that a publication tells of two questions together."""

    shares: tuple[Printed, ...]
    tests: tuple[PrintedTest, ...] = ()
    directions: tuple[Direction, ...] = ()

    def test(self, row: str, column: str) -> PrintedTest | None:
        """Give the printed test of two questions, if there is one."""
        found = [test for test in self.tests if (test.row, test.column) == (row, column)]
        return found[0] if found else None

    def direction(self, question: str, variable: str) -> Direction | None:
        """Give in which groups a condition was said to hold more often, if it was said."""
        for direction in self.directions:
            if (direction.question, direction.condition.variable) == (question, variable):
                return direction
        return None

    def fixes(self, questions: tuple[str, ...], group: str, condition: Condition) -> bool:
        """Tell whether the publication fixes the share of a group that meets a condition."""
        return any(printed.fixes(questions, group, condition) for printed in self.shares)


@yaml_mapping
@dataclass(frozen=True)
class TableEntry:
    """A printed cross-tabulation, of which one option of the column is printed."""

    row: str
    column: str
    column_option: str
    leave_out: tuple[str, ...]
    n: int
    place: str


@yaml_mapping
@dataclass(frozen=True)
class CellEntry:
    """A share that the text mentions: of a domain, or of questions taken together."""

    domein: str
    questions: tuple[str, ...]
    option: str
    figure: str
    place: str


@yaml_mapping
@dataclass(frozen=True)
class DirectionEntry:
    """Groups that were said to meet a condition more often than others."""

    row: str
    column: str
    column_option: str
    more_often: tuple[str, ...]
    less_often: tuple[str, ...]
    place: str


@yaml_mapping
@dataclass(frozen=True)
class PublishedFile:
    """What a publication tells of two questions together."""

    tables: tuple[TableEntry, ...]
    cells: tuple[CellEntry, ...] = ()
    tests: tuple[PrintedTest, ...] = ()
    directions: tuple[DirectionEntry, ...] = ()


def load_published(folder: Path, questionnaire: Questionnaire) -> Published:
    """Read which tables and single cells of two questions the publication of a wave prints.

    Raises:
        CkmError: names the line, for instance of a question that the questionnaire lacks.
    """
    root = read_yaml(folder / "cross-tabulations.yml")
    file = checked(root, PublishedFile)
    known = questionnaire.by_name
    shares = [_table(node, known) for node in root["tables"]]
    shares += [_cell(node, known) for node in root.get("cells") or ()]
    for number, side in product(range(len(file.tests)), _SIDES):
        question_named(root.at("tests", number, side), known)
    directions = tuple(_direction(node, known) for node in root.get("directions") or ())
    return Published(tuple(shares), file.tests, directions)


def _table(node: Node, questions: Mapping[str, Question]) -> Printed:
    row, condition = _condition(node, questions)
    left_out = options_named(node["leave_out"], row.name, row.codes)
    return Printed((row.name,), frozenset(row.codes) - set(left_out), condition)


def _cell(node: Node, questions: Mapping[str, Question]) -> Printed:
    if "domein" not in questions:
        raise node["domein"].error("the questionnaire has no question 'domein'")
    options_named(node["domein"], "domein", questions["domein"].codes)
    asked = [question_named(name, questions) for name in node["questions"]]
    for question in asked:
        options_named(node["option"], question.name, question.codes)
    names = tuple(question.name for question in asked)
    condition = Condition("domein", node["domein"].text())
    return Printed(names, frozenset({node["option"].text()}), condition)


def _direction(node: Node, questions: Mapping[str, Question]) -> Direction:
    row, condition = _condition(node, questions)
    more, less = (
        options_named(node[key], row.name, row.codes) for key in ("more_often", "less_often")
    )
    return Direction(row.name, condition, more, less)


def _condition(node: Node, questions: Mapping[str, Question]) -> tuple[Question, Condition]:
    """Give the question of the rows, and what the columns say that its groups meet."""
    row, column = (question_named(node[side], questions) for side in _SIDES)
    options_named(node["column_option"], column.name, column.codes, negated=True)
    return row, Condition.parse(column.name, node["column_option"].text())
