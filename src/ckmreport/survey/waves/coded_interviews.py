"""What the coded interviews of a wave say: themes, how often, and quotations with consent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ckmreport.foundation.yaml_files import Node, read_yaml

FILE = "interviews.yml"


@dataclass(frozen=True)
class Theme:
    """A theme that was coded: in how many interviews, and how many passages.

    `per_domain` gives interviews per functional domain, for domains that may be shown only.
    """

    name: str
    interviews: int
    passages: int
    group: str | None = None
    per_domain: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Quotation:
    """Words that an interviewee agreed to see quoted; `domain` only where it may be shown."""

    text: str
    themes: tuple[str, ...]
    domain: str | None = None


@dataclass(frozen=True)
class CodedInterviews:
    """The interviews that were coded, in numbers of interviews, and their quotations."""

    interviews: int
    themes: tuple[Theme, ...]
    quotations: tuple[Quotation, ...]
    per_domain: Mapping[str, int] = field(default_factory=dict)


def load_coded_interviews(path: Path) -> CodedInterviews | None:
    """Read the `interviews.yml` of a wave; absent means that there is none.

    Raises:
        CkmError: names the line of a missing, unknown or malformed entry.
    """
    if not path.exists():
        return None
    root = read_yaml(path)
    root.fields({"interviews", "themes", "quotations"}, {"per_domain"})
    return CodedInterviews(
        interviews=root["interviews"].integer(),
        themes=tuple(_theme(node) for node in root["themes"]),
        quotations=tuple(_quotation(node) for node in root["quotations"]),
        per_domain=_counts(root.get("per_domain")),
    )


def _theme(node: Node) -> Theme:
    node.fields({"name", "interviews", "passages"}, {"group", "per_domain"})
    group = node.get("group")
    return Theme(
        name=node["name"].text(),
        interviews=node["interviews"].integer(),
        passages=node["passages"].integer(),
        group=group.text() if group else None,
        per_domain=_counts(node.get("per_domain")),
    )


def _quotation(node: Node) -> Quotation:
    node.fields({"text", "themes"}, {"domain"})
    domain = node.get("domain")
    return Quotation(
        text=node["text"].text(),
        themes=tuple(theme.text() for theme in node["themes"]),
        domain=domain.text() if domain else None,
    )


def _counts(node: Node | None) -> dict[str, int]:
    return {domain: count.integer() for domain, count in node.items()} if node else {}
