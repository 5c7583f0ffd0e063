"""What had to be assumed, besides the printed figures, to rebuild the rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ckmreport.foundation.yaml_files import Node, read_yaml
from ckmreport.survey.questionnaire import Questionnaire

_EXPLAINED = {"status", "reason", "consequence"}
_STATUSES = ("published", "inferred", "assumed")
_CHOICES = {"tests", "agreements", "chance"}  # explained in the file, made in the code


@dataclass(frozen=True)
class Assumptions:
    """The content of `assumptions.yml`, as far as the reconstruction computes with it.

    `blocks` are the questions in the order in which they were put; who stops, stops between two
    blocks. `nested` are the questions whose most frequent answer (`NAME_modus`) must be among
    the answers ticked. `exceptions` says how many respondents break such a rule, or tick an
    exclusive option besides another. `stopped_at` says how many drop-outs stopped at a question.
    """

    blocks: tuple[tuple[str, ...], ...]
    nested: tuple[str, ...]
    exceptions: Mapping[str, int]
    stopped_at: Mapping[str, int]


def load_assumptions(path: Path, questionnaire: Questionnaire, dropped_out: int) -> Assumptions:
    """Read `assumptions.yml`.

    Raises:
        CkmError: names the line; for instance where the drop-outs are not as many as printed.
    """
    root = read_yaml(path)
    root.fields({"order", "nesting", "exceptions", "drop_outs", *_CHOICES})
    for name, extra in (
        ("order", {"blocks"}),
        ("nesting", {"questions"}),
        ("exceptions", {"respondents"}),
        ("drop_outs", {"stopped_at"}),
        *((name, set()) for name in sorted(_CHOICES)),
    ):
        root[name].fields(_EXPLAINED | extra)
        if root[name]["status"].text() not in _STATUSES:
            raise root[name]["status"].error("unknown status", f"Known: {', '.join(_STATUSES)}")
    stopped = root["drop_outs"]["stopped_at"]
    counts = _counts(stopped, questionnaire)
    if sum(counts.values()) != dropped_out:
        raise stopped.error(
            f"{sum(counts.values())} drop-outs stopped somewhere, but {dropped_out} are printed",
            "Divide all of them over the questions",
        )
    nested = [_name(node, questionnaire) for node in root["nesting"]["questions"]]
    for node in root["nesting"]["questions"]:
        if f"{node.text()}_modus" not in questionnaire:
            raise node.error(f"there is no question '{node.text()}_modus'")
    return Assumptions(
        blocks=_blocks(root["order"]["blocks"], questionnaire),
        nested=tuple(nested),
        exceptions=_counts(root["exceptions"]["respondents"], questionnaire),
        stopped_at=counts,
    )


def _blocks(node: Node, questionnaire: Questionnaire) -> tuple[tuple[str, ...], ...]:
    blocks = tuple(tuple(_name(name, questionnaire) for name in block) for block in node)
    listed = [name for block in blocks for name in block]
    asked = [question.name for question in questionnaire if question.coded_from is None]
    if sorted(listed) != sorted(asked):
        raise node.error("each question must stand in one block", "Coded variables stand in none")
    return blocks


def _counts(node: Node, questionnaire: Questionnaire) -> dict[str, int]:
    for name, value in node.items():
        if name not in questionnaire:
            raise value.error(f"the questionnaire has no question '{name}'")
    return {name: value.integer() for name, value in node.items()}


def _name(node: Node, questionnaire: Questionnaire) -> str:
    if node.text() not in questionnaire:
        raise node.error(f"the questionnaire has no question '{node.text()}'")
    return node.text()
