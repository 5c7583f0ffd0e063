"""What the coded interviews of a wave say: themes, how often, and quotations with consent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ckmreport.foundation.yaml_files import read_yaml
from ckmreport.foundation.yaml_models import checked, yaml_mapping

FILE = "interviews.yml"


@yaml_mapping
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


@yaml_mapping
@dataclass(frozen=True)
class Quotation:
    """Words that an interviewee agreed to see quoted; `domain` only where it may be shown."""

    text: str
    themes: tuple[str, ...]
    domain: str | None = None


@yaml_mapping
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
    return checked(read_yaml(path), CodedInterviews)
