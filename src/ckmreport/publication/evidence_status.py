"""How sure the answers of a reconstructed wave are: published, inferred or assumed."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.yaml_files import Node, read_yaml

#: `published`: the publication says so; `inferred`: it follows from the printed figures;
#: `assumed`: a choice, and others fit the printed figures as well.
Status = Literal["published", "inferred", "assumed"]


@dataclass(frozen=True)
class Explanation:
    """Something that had to be inferred or assumed; `reason` and `consequence` are Dutch."""

    name: str
    status: Status
    reason: str
    consequence: str


@dataclass(frozen=True)
class Certainty:
    """What the rows of a wave rest on.

    `figures` and `statements` say how many printed figures, of the questionnaire and the tables
    and of the running text, have which status.
    """

    figures: Mapping[Status, int]
    statements: Mapping[Status, int]
    explanations: tuple[Explanation, ...]


def load_certainty(folder: Path) -> Certainty:
    """Read how sure the printed figures in the folder of a publication are.

    Raises:
        CkmError: if a file is missing, or names a status that does not exist.
    """
    return Certainty(
        figures=_statuses(folder / "figures.csv"),
        statements=_statuses(folder / "statements.csv"),
        explanations=tuple(
            _explanation(name, node) for name, node in read_yaml(folder / "assumptions.yml").items()
        ),
    )


def _explanation(name: str, node: Node) -> Explanation:
    status = node["status"]
    if status.text() not in get_args(Status):
        raise status.error("unknown status", f"Known: {', '.join(get_args(Status))}")
    return Explanation(
        name, cast(Status, status.text()), node["reason"].text(), node["consequence"].text()
    )


def _statuses(path: Path) -> dict[Status, int]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            found = Counter(row.get("status") or "" for row in csv.DictReader(file))
    except FileNotFoundError:
        raise CkmError("this file does not exist", place=path) from None
    if unknown := sorted(found.keys() - set(get_args(Status))):
        raise CkmError(
            f"unknown status '{unknown[0]}'",
            place=path,
            advice=f"Known: {', '.join(get_args(Status))}",
        )
    return {status: found[status] for status in get_args(Status)}
