"""What the interviews are about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ckmreport.foundation.yaml_files import Node, read_yaml


@dataclass(frozen=True)
class Topic:
    """A subject of the interviews, with what the interviewer asks."""

    title: str
    questions: tuple[str, ...]


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
    root = read_yaml(path)
    root.fields({"introduction", "topics"})
    return Topics(
        tuple(line.text() for line in root["introduction"]),
        tuple(_topic(node) for node in root["topics"]),
    )


def _topic(node: Node) -> Topic:
    node.fields({"title", "questions"})
    return Topic(node["title"].text(), tuple(line.text() for line in node["questions"]))
