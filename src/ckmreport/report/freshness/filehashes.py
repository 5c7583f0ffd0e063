"""Checksums of files that are not read again while they look the same."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from pathlib import Path

#: Size, time of the last change in nanoseconds, and checksum.
Known = tuple[int, int, str]
ABSENT = "absent"


class FileHashes:
    """The SHA-256 of files, remembered by their size and the time of their last change.

    As version control does it. A file that had only just been changed when it was read may be
    changed once more without looking different, so it is read again each time.
    """

    _YOUNG = 2_000_000_000  # nanoseconds; the coarsest clock of a common file system

    def __init__(self, known: Mapping[str, Known] | None = None) -> None:
        self._known = dict(known or {})
        self._used: dict[str, Known] = {}

    def __getitem__(self, path: Path) -> str:
        """Give the checksum of a file, `ABSENT` for one that is not there."""
        key, now = str(path), time.time_ns()
        try:
            status = path.stat()
            known = self._used.get(key) or self._known.get(key)
            if known is not None and known[:2] == (status.st_size, status.st_mtime_ns):
                self._used[key] = known
                return known[2]
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:  # perhaps it went only just now
            return ABSENT
        if status.st_mtime_ns < now - self._YOUNG:
            self._used[key] = (status.st_size, status.st_mtime_ns, digest)
        return digest

    @property
    def remembered(self) -> Mapping[str, Known]:
        """What may be remembered of the files that were asked for."""
        return self._used
