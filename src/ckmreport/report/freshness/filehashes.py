"""Checksums of files that are not read again while they look the same."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from pathlib import Path

#: How a file looks: size, time of the last change and of the last change of anything about it,
#: which nobody can set, in nanoseconds, and its number on the disk.
Looks = tuple[int, int, int, int]
#: How a file looked, and its checksum.
Known = tuple[int, int, int, int, str]
ABSENT = "absent"


class FileHashes:
    """The SHA-256 of files, remembered by how they look: size, times, and number on the disk.

    As version control does it. A file that had only just been changed when it was read may be
    changed once more without looking different, so it is read again each time.
    """

    _YOUNG = 2_000_000_000  # nanoseconds; the coarsest clock of a common file system

    def __init__(self, known: Mapping[str, Known] | None = None) -> None:
        self._known = dict(known or {})
        self._used: dict[str, Known] = {}
        self._seen: dict[str, Looks | None] = {}

    def __getitem__(self, path: Path) -> str:
        """Give the checksum of a file, `ABSENT` for one that is not there."""
        key, now = str(path), time.time_ns()
        try:
            looks = self._seen[key] = _looks(path)
            known = self._used.get(key) or self._known.get(key)
            if known is not None and known[:-1] == looks:
                self._used[key] = known
                return known[-1]
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:  # perhaps it went only just now
            self._seen[key] = None
            return ABSENT
        if max(looks[1:3]) < now - self._YOUNG:
            self._used[key] = (*looks, digest)
        return digest

    def touched(self) -> list[str]:
        """Give the files that look otherwise than when they were asked for, by path.

        Whoever read one meanwhile may have read something else, also where it is again what it was.
        """
        return sorted(path for path, looks in self._seen.items() if _now(path) != looks)

    @property
    def remembered(self) -> Mapping[str, Known]:
        """What may be remembered of the files that were asked for."""
        return self._used


def _looks(path: Path) -> Looks:
    status = path.stat()
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _now(path: str) -> Looks | None:
    try:
        return _looks(Path(path))
    except OSError:
        return None
