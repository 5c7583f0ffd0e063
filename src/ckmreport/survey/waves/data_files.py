"""Which files a wave's report is computed from, each with a hash that tells it apart."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ckmreport.survey.waves.metadata import load_metadata
from ckmreport.survey.waves.wave_folders import STUDY_FILES, study_file

if TYPE_CHECKING:
    from ckmreport.survey.waves.wave import Wave

_DATA = {".csv", ".yml", ".json"}


@dataclass(frozen=True)
class SourceFile:
    """A file by its path in the data folder, and the SHA-256 of its content."""

    name: str
    sha256: str


def source_files(*waves: Wave) -> tuple[SourceFile, ...]:
    """Give the data behind a report: the questionnaire, the answers of its waves, printed figures.

    The waves are in one data folder. Their texts are not data, and are left out.
    """
    return hashed_files(waves[0].data, *(wave.name for wave in waves))


def hashed_files(data: Path, *waves: str) -> tuple[SourceFile, ...]:
    """Give the same for waves that were not opened, by name; answers of people are left out.

    Raises:
        CkmError: if the `wave.yml` of one of them is missing or malformed.
    """
    paths = [study_file(data, wave, name) for wave in waves for name in STUDY_FILES]
    for wave in waves:
        folders = [data / "waves" / wave]
        synthetic = load_metadata(folders[0] / "wave.yml").synthetic
        if synthetic:
            folders.append(data / "publication" / wave)
        for folder in folders:
            paths += sorted(
                path
                for path in folder.glob("*")
                # Of few people, a checksum of what they answered can be guessed back to it.
                if path.suffix in _DATA and (synthetic or path.name != "responses.csv")
            )
    return tuple(
        SourceFile(path.relative_to(data).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
        for path in dict.fromkeys(paths)
    )
