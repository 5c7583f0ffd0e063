"""Locks between processes, which the system lets go when a process ends, in whatever way."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ckmreport.foundation.errors import CkmError


class HeldError(CkmError):
    """Somebody else holds a lock."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a folder, by a file in it that is made if need be and stays.

    Raises:
        HeldError: if another process holds it, or this one does already.
    """
    with path.open("ab") as file:
        try:
            _lock(file)
        except OSError:
            raise HeldError(
                "another run is at work in this folder",
                place=path.parent,
                advice="Wait until it is done, or end it",
            ) from None
        yield  # closing the file lets go


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
