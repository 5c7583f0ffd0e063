"""What a publication fixes of the answers of a reconstructed wave."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ckmreport.documents import Node, read_yaml
from ckmreport.questionnaire import Condition, Question, Questionnaire


@dataclass(frozen=True)
class PrintedTable:
    """A cross-tabulation printed in full: of each group of `question`, who meets a condition.

    The options in `left_out` are groups that the table does not show.
    """

    question: str
    condition: Condition
    left_out: frozenset[str]

    def fixes(self, question: str, group: str, condition: Condition) -> bool:
        """Tell whether a share follows from the table; a condition fixes its opposite too."""
        return (
            (question, condition.variable) == (self.question, self.condition.variable)
            and condition.option == self.condition.option
            and group not in self.left_out
        )


@dataclass(frozen=True)
class Published:
    """The cross-tabulations that were printed in full."""

    tables: tuple[PrintedTable, ...]

    def fixes(self, question: str, group: str, condition: Condition) -> bool:
        """Tell whether the publication fixes the share of a group that meets a condition."""
        return any(table.fixes(question, group, condition) for table in self.tables)


def load_published(folder: Path, questionnaire: Questionnaire) -> Published:
    """Read which cross-tabulations the publication of a wave prints.

    Raises:
        CkmError: names the line, for instance of a question that the questionnaire lacks.
    """
    root = read_yaml(folder / "cross-tabulations.yml")
    return Published(tuple(_table(node, questionnaire) for node in root["tables"]))


def _table(node: Node, questionnaire: Questionnaire) -> PrintedTable:
    node.fields({"row", "column", "column_option", "leave_out", "n", "place"})
    row = _question(node["row"], questionnaire)
    column = _question(node["column"], questionnaire)
    condition = Condition.parse(column.name, node["column_option"].text())
    _check_option(node["column_option"], condition.option, column)
    for option in node["leave_out"]:
        _check_option(option, option.text(), row)
    left_out = frozenset(option.text() for option in node["leave_out"])
    return PrintedTable(row.name, condition, left_out)


def _question(node: Node, questionnaire: Questionnaire) -> Question:
    if node.text() not in questionnaire:
        raise node.error(f"the questionnaire has no question '{node.text()}'")
    return questionnaire[node.text()]


def _check_option(node: Node, code: str, question: Question) -> None:
    if code not in question.codes:
        raise node.error(f"'{code}' is not an option of '{question.name}'")
