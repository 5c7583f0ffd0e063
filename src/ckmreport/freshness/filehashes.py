"""Checksums of files that are not read again while they look the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

#: Size, time of the last change in nanoseconds, and checksum.
Known = tuple[int, int, str]
ABSENT = "absent"


class FileHashes:
    """The SHA-256 of files, remembered by their size and the time of their last change.

    As version control does it; a file that was changed in the same instant as it was read before
    could be missed, so one that young is read again.
    """

    _YOUNG = 2_000_000_000  # nanoseconds; the coarsest clock of a common file system

    def __init__(self, known: Mapping[str, Known] | None = None) -> None:
        self._known = dict(known or {})
        self._used: dict[str, Known] = {}

    def __getitem__(self, path: Path) -> str:
        """Give the checksum of a file, `ABSENT` for one that is not there."""
        key = str(path)
        try:
            status = path.stat()
        except OSError:
            return ABSENT
        known = self._used.get(key) or self._known.get(key)
        if known is None or known[:2] != (status.st_size, status.st_mtime_ns):
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            known = (status.st_size, status.st_mtime_ns, digest)
        self._used[key] = known
        return known[2]

    def remembered(self, now: int) -> dict[str, Known]:
        """Give what may be remembered at a time, in nanoseconds since 1970."""
        return {key: one for key, one in self._used.items() if one[1] < now - self._YOUNG}
