"""The inferences and assumptions, besides the printed figures, behind rebuilt rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from ckmreport.foundation.yaml_files import Node, read_yaml
from ckmreport.survey.questionnaire import Questionnaire

#: `published`: the publication says so; `inferred`: it follows from the printed figures;
#: `assumed`: a choice, and others fit the printed figures as well.
Status = Literal["published", "inferred", "assumed"]

#: The entries of the file, each with the key that the reconstruction computes with, if any.
_ENTRIES = {
    "order": {"blocks"},
    "nesting": {"questions"},
    "exceptions": {"respondents"},
    "drop_outs": {"stopped_at"},
    "tests": set(),
    "agreements": set(),
    "chance": set(),
}


@dataclass(frozen=True)
class Explanation:
    """Something that was inferred or assumed; `reason` and `consequence` are Dutch."""

    name: str
    status: Status
    reason: str
    consequence: str


@dataclass(frozen=True)
class Assumptions:
    """The content of `assumptions.yml`.

    Attributes:
        explanations: what was inferred or assumed, for readers.
        blocks: the questions in the order in which they were put; a respondent who stops, stops
            between two blocks.
        nested: the questions whose most frequent answer (`NAME_modus`) must be among the answers
            ticked.
        exceptions: how many respondents break such a rule, or tick an exclusive option besides
            another.
        stopped_at: how many drop-outs stopped at a question.
    """

    explanations: tuple[Explanation, ...]
    blocks: tuple[tuple[str, ...], ...]
    nested: tuple[str, ...]
    exceptions: Mapping[str, int]
    stopped_at: Mapping[str, int]


def load_explanations(path: Path) -> tuple[Explanation, ...]:
    """Read what `assumptions.yml` says for readers.

    Raises:
        CkmError: names the line of an unknown status or a missing entry.
    """
    return tuple(_explanation(name, node) for name, node in read_yaml(path).items())


def load_assumptions(path: Path, questionnaire: Questionnaire, dropped_out: int) -> Assumptions:
    """Read `assumptions.yml`.

    Raises:
        CkmError: names the line; for instance where the drop-outs are not as many as printed.
    """
    root = read_yaml(path)
    root.fields(set(_ENTRIES))
    for name, keys in _ENTRIES.items():
        root[name].fields({"status", "reason", "consequence", *keys})
    stopped = root["drop_outs"]["stopped_at"]
    stopped_at = _counts(stopped, questionnaire)
    if sum(stopped_at.values()) != dropped_out:
        raise stopped.error(
            f"{sum(stopped_at.values())} drop-outs stopped somewhere, "
            f"but {dropped_out} are printed",
            "Divide all of them over the questions",
        )
    nested = tuple(_name(node, questionnaire) for node in root["nesting"]["questions"])
    for node in root["nesting"]["questions"]:
        if f"{node.text()}_modus" not in questionnaire:
            raise node.error(f"there is no question '{node.text()}_modus'")
    return Assumptions(
        explanations=load_explanations(path),
        blocks=_blocks(root["order"]["blocks"], questionnaire),
        nested=nested,
        exceptions=_counts(root["exceptions"]["respondents"], questionnaire),
        stopped_at=stopped_at,
    )


def _explanation(name: str, node: Node) -> Explanation:
    status = node["status"]
    if status.text() not in get_args(Status):
        raise status.error("unknown status", f"Known: {', '.join(get_args(Status))}")
    return Explanation(
        name, cast(Status, status.text()), node["reason"].text(), node["consequence"].text()
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
