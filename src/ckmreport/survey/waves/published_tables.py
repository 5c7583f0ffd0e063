"""What a publication fixes of the answers of a reconstructed wave."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from ckmreport.foundation.yaml_files import Node, read_yaml
from ckmreport.survey.questionnaire import Condition, Question, Questionnaire

_DOMAIN = "domein"


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


@dataclass(frozen=True)
class PrintedTest:
    """A chi-square test of which the statistic was printed, but not the table behind it."""

    row: str
    column: str
    statistic: Fraction
    n: int
    df: int


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


def load_published(folder: Path, questionnaire: Questionnaire) -> Published:
    """Read which tables and single cells of two questions the publication of a wave prints.

    Raises:
        CkmError: names the line, for instance of a question that the questionnaire lacks.
    """
    root = read_yaml(folder / "cross-tabulations.yml")
    tables = [_table(node, questionnaire) for node in root["tables"]]
    cells = [_cell(node, questionnaire) for node in root.get("cells") or ()]
    return Published(
        shares=(*tables, *cells),
        tests=tuple(_test(node, questionnaire) for node in root.get("tests") or ()),
        directions=tuple(_direction(node, questionnaire) for node in root.get("directions") or ()),
    )


def _table(node: Node, questionnaire: Questionnaire) -> Printed:
    node.fields({"row", "column", "column_option", "leave_out", "n", "place"})
    row = _question(node["row"], questionnaire)
    column = _question(node["column"], questionnaire)
    condition = Condition.parse(column.name, node["column_option"].text())
    _check_option(node["column_option"], condition.option, column)
    for option in node["leave_out"]:
        _check_option(option, option.text(), row)
    left_out = {option.text() for option in node["leave_out"]}
    return Printed((row.name,), frozenset(row.codes) - left_out, condition)


def _cell(node: Node, questionnaire: Questionnaire) -> Printed:
    node.fields({_DOMAIN, "questions", "option", "figure", "place"})
    if _DOMAIN not in questionnaire:
        raise node[_DOMAIN].error(f"the questionnaire has no question '{_DOMAIN}'")
    condition = Condition(_DOMAIN, node[_DOMAIN].text())
    _check_option(node[_DOMAIN], condition.option, questionnaire[_DOMAIN])
    questions = [_question(name, questionnaire) for name in node["questions"]]
    for question in questions:
        _check_option(node["option"], node["option"].text(), question)
    names = tuple(question.name for question in questions)
    return Printed(names, frozenset({node["option"].text()}), condition)


def _test(node: Node, questionnaire: Questionnaire) -> PrintedTest:
    node.fields({"row", "column", "statistic", "n", "df", "p", "inferred", "figure", "place"})
    statistic = node["statistic"].value
    if not isinstance(statistic, int | float):
        raise node["statistic"].error("'statistic' must be a number")
    return PrintedTest(
        _question(node["row"], questionnaire).name,
        _question(node["column"], questionnaire).name,
        Fraction(str(statistic)),
        node["n"].integer(),
        node["df"].integer(),
    )


def _direction(node: Node, questionnaire: Questionnaire) -> Direction:
    node.fields({"row", "column", "column_option", "more_often", "less_often", "place"})
    row = _question(node["row"], questionnaire)
    column = _question(node["column"], questionnaire)
    condition = Condition.parse(column.name, node["column_option"].text())
    _check_option(node["column_option"], condition.option, column)
    for option in (*node["more_often"], *node["less_often"]):
        _check_option(option, option.text(), row)
    more, less = (
        tuple(option.text() for option in node[key]) for key in ("more_often", "less_often")
    )
    return Direction(row.name, condition, more, less)


def _question(node: Node, questionnaire: Questionnaire) -> Question:
    if node.text() not in questionnaire:
        raise node.error(f"the questionnaire has no question '{node.text()}'")
    return questionnaire[node.text()]


def _check_option(node: Node, code: str, question: Question) -> None:
    if code not in question.codes:
        raise node.error(f"'{code}' is not an option of '{question.name}'")
