"""Figures of others that a report quotes, each with its year and source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from ckmreport.foundation.yaml_files import read_yaml
from ckmreport.foundation.yaml_models import checked, read_as, yaml_mapping


@yaml_mapping
@dataclass(frozen=True, kw_only=True)
class FigureEntry:
    """A number from somebody else's publication; `source` is a key of references.bib.

    `year` is a year, or a quoted period such as "2017–2021".
    """

    value: int | str
    what: str
    year: Annotated[str, read_as(int | str, str)]
    source: str


@dataclass(frozen=True, kw_only=True)
class ContextFigure(FigureEntry):
    """A number from somebody else's publication, with the name by which texts quote it."""

    key: str


def load_context(path: Path) -> dict[str, ContextFigure]:
    """Read the `context.yml` of a wave; an absent file gives no figures.

    Raises:
        CkmError: names the line of a figure without value, description, year or source.
    """
    if not path.exists():
        return {}
    entries = checked(read_yaml(path), dict[str, FigureEntry])
    return {key: ContextFigure(key=key, **vars(entry)) for key, entry in entries.items()}
