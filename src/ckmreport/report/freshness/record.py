"""What was made last time, from what, and what came out of it; kept beside what was made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ckmreport.foundation.atomic_files import write_whole
from ckmreport.report.freshness.filehashes import Known
from ckmreport.report.freshness.inputs import Inputs

_VERSION = 3


@dataclass(frozen=True)
class Made:
    """Something that was made.

    Attributes:
        inputs: what it was made from.
        output: the checksum of what came out.
        result: what else there is to tell of it, as JSON can hold it.
    """

    inputs: Inputs
    output: str
    result: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Record:
    """What was made, by name, and what was found out of files on the way.

    Attributes:
        made: what was made, by name.
        files: checksums, by path.
    """

    made: Mapping[str, Made] = field(default_factory=dict)
    files: Mapping[str, Known] = field(default_factory=dict)


def load_record(path: Path) -> Record:
    """Read a record; an empty one where there is none that can be used."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["version"] != _VERSION:
            return Record()
        return Record(
            made={name: Made(**one) for name, one in content["made"].items()},
            files={path: tuple(known) for path, known in content["files"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Record()


def write_record(path: Path, record: Record) -> None:
    """Write a record, in one go; its folder is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps({"version": _VERSION, **asdict(record)}))
