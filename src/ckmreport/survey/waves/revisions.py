"""What was changed in a wave after it was first added: the source of an errata page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import dropwhile
from pathlib import Path

from ckmreport.foundation.yaml_files import read_yaml
from ckmreport.foundation.yaml_models import checked, yaml_mapping

FILE = "changes.yml"


@yaml_mapping
@dataclass(frozen=True)
class Change:
    """A replacement of the answers of a wave.

    `reason` is what a person gave, in Dutch and as plain text, not Markdown. `before` and `after`
    count the respondents that were kept, in persons. `previous` is the folder with the answers
    that were replaced, relative to the wave's. `published` says that the report of these had been
    published.
    """

    date: dt.date
    reason: str
    before: int
    after: int
    previous: str
    published: bool


@yaml_mapping
@dataclass(frozen=True)
class ChangesFile:
    """What was changed in a wave after it was first added, oldest first."""

    changes: tuple[Change, ...]


def load_changes(path: Path) -> tuple[Change, ...]:
    """Read the `changes.yml` of a wave, oldest change first; an absent file gives none.

    Raises:
        CkmError: names the line of a missing, unknown or malformed entry.
    """
    if not path.exists():
        return ()
    return checked(read_yaml(path), ChangesFile).changes


def revisions(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Give the changes that a reader of a published report must know of.

    They begin with the first that replaced published answers; what came before is nobody's report.
    """
    return tuple(dropwhile(lambda change: not change.published, changes))
