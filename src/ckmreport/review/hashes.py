"""What a report was computed from, as checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
QUESTIONNAIRE = "questionnaire.yml"


def source_hashes(data: Path, wave_folder: Path) -> Mapping[str, Mapping[str, str]]:
    """Give the SHA-256 of the questionnaire, of each file of a wave, and of the package's code.

    The code is one checksum over all its modules, by path.
    """
    wave_files = sorted(path for path in wave_folder.rglob("*") if path.is_file())
    return {
        "data": {QUESTIONNAIRE: _sha256((data / QUESTIONNAIRE).read_bytes())},
        "wave": {
            path.relative_to(wave_folder).as_posix(): _sha256(path.read_bytes())
            for path in wave_files
        },
        "package": {"ckmreport": _of_code()},
    }


def _of_code() -> str:
    listing = "".join(
        f"{_sha256(path.read_bytes())}  {path.relative_to(PACKAGE).as_posix()}\n"
        for path in sorted(PACKAGE.rglob("*.py"))
    )
    return _sha256(listing.encode("utf-8"))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
