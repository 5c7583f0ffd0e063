"""What the interviews are about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ckmreport.foundation.yaml_files import read_yaml
from ckmreport.foundation.yaml_models import checked, yaml_mapping


@yaml_mapping
@dataclass(frozen=True)
class Topic:
    """A subject of the interviews, with what the interviewer asks."""

    title: str
    questions: tuple[str, ...]


@yaml_mapping
@dataclass(frozen=True)
class Topics:
    """The topic list: how an interview opens, and its subjects in order."""

    introduction: tuple[str, ...]
    topics: tuple[Topic, ...]


def load_topics(path: Path) -> Topics:
    """Read the `topics.yml` of a data folder or a wave.

    Raises:
        CkmError: names the line of a topic without title or questions.
    """
    return checked(read_yaml(path), Topics)
