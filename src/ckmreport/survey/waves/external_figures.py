"""Figures of others that a report quotes, each with its year and source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ckmreport.foundation.yaml_files import Node, read_yaml


@dataclass(frozen=True)
class ContextFigure:
    """A number from somebody else's publication; `source` is a key of the bibliography."""

    key: str
    value: int | str
    what: str
    year: str
    source: str


def load_context(path: Path) -> dict[str, ContextFigure]:
    """Read the `context.yml` of a wave; an absent file gives no figures.

    Raises:
        CkmError: names the line of a figure without value, description, year or source.
    """
    if not path.exists():
        return {}
    return {key: _figure(key, node) for key, node in read_yaml(path).items()}


def _figure(key: str, node: Node) -> ContextFigure:
    node.fields({"value", "what", "year", "source"})
    value, year = node["value"].value, node["year"].value
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise node["value"].error(f"'{key}' must be a whole number or quoted text")
    if isinstance(year, bool) or not isinstance(year, int | str):
        raise node["year"].error(f"'{key}' needs a year, or a quoted period such as \"2017–2021\"")
    return ContextFigure(key, value, node["what"].text(), str(year), node["source"].text())
