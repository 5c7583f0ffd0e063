"""Which files a wave's report is computed from, each with a hash that tells it apart."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ckmreport.waves.wave import Wave

_SHARED = ("questionnaire.yml", "municipality.yml", "topics.yml")
_DATA = {".csv", ".yml", ".json"}


@dataclass(frozen=True)
class SourceFile:
    """A file by its path in the data folder, and the SHA-256 of its content."""

    name: str
    sha256: str


def source_files(wave: Wave) -> tuple[SourceFile, ...]:
    """Give the data behind the report of a wave: the questionnaire, its answers, printed figures.

    The texts of the wave are not data, and are left out.
    """
    data = wave.folder.parents[1]
    paths = [data / name for name in _SHARED]
    folders = [wave.folder]
    if wave.published is not None:
        folders.append(data / "publication" / wave.name)
    for folder in folders:
        paths += sorted(path for path in folder.iterdir() if path.suffix in _DATA)
    return tuple(
        SourceFile(path.relative_to(data).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
        for path in paths
    )
