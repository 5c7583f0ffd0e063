"""What a report was computed from, as checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from ckmreport.report.freshness.files import files_in
from ckmreport.report.freshness.inputs import PACKAGE
from ckmreport.survey.waves import wave_names
from ckmreport.survey.waves.data_files import hashed_files


def source_hashes(data: Path, wave: str) -> Mapping[str, Mapping[str, str]]:
    """Give the SHA-256 of the data, of each text of the wave, and of the package's code.

    The data are the files that the report lists: those of the wave and of the waves before it.
    The code is one checksum over all its modules, by path.

    Raises:
        CkmError: if a `wave.yml` is missing or malformed.
    """
    waves = [wave, *(name for name in wave_names(data) if name < wave)]
    texts = files_in(data / "waves" / wave / "text")
    return {
        "data": {file.name: file.sha256 for file in hashed_files(data, *waves)},
        "texts": {path.relative_to(data).as_posix(): _sha256(path.read_bytes()) for path in texts},
        "package": {"ckmreport": _of_code()},
    }


def _of_code() -> str:
    listing = "".join(
        f"{_sha256(path.read_bytes())}  {path.relative_to(PACKAGE).as_posix()}\n"
        for path in files_in(PACKAGE, "**/*.py")
    )
    return _sha256(listing.encode("utf-8"))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
