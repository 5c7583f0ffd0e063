"""What was made last time, from what, and what came out of it; kept beside what was made."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ckmreport.freshness.filehashes import FileHashes, Known
from ckmreport.freshness.inputs import Inputs
from ckmreport.freshness.reach import Package

FILE = "record.json"
_VERSION = 1


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
        imports: what code imports, by its checksum.
    """

    made: Mapping[str, Made] = field(default_factory=dict)
    files: Mapping[str, Known] = field(default_factory=dict)
    imports: Mapping[str, Sequence[Sequence[Any]]] = field(default_factory=dict)

    def is_fresh(self, name: str, inputs: Inputs, output: str) -> bool:
        """Tell whether something need not be made again: same inputs, and the result untouched."""
        last = self.made.get(name)
        return last is not None and last.inputs == inputs and last.output == output


def load_record(folder: Path) -> Record:
    """Read the record in a folder; an empty one where there is none that can be used."""
    try:
        content = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if content["version"] != _VERSION:
            return Record()
        return Record(
            made={name: Made(**one) for name, one in content["made"].items()},
            files={path: tuple(known) for path, known in content["files"].items()},
            imports=content["imports"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Record()


def write_record(
    folder: Path, made: Mapping[str, Made], hashes: FileHashes, package: Package
) -> None:
    """Write the record of a folder, in one go."""
    content = {
        "version": _VERSION,
        "made": {name: asdict(one) for name, one in made.items()},
        "files": hashes.remembered(time.time_ns()),
        "imports": package.imports,
    }
    beside = folder / f".{FILE}.new"
    beside.write_text(json.dumps(content), encoding="utf-8")
    beside.replace(folder / FILE)
