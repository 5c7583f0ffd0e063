"""Locks between processes, which the system lets go when a process ends, in whatever way."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ckmreport.foundation.errors import CkmError

#: How often a lock is sought again that went, with its folder, while it was being taken.
_TRIES = 100


class HeldError(CkmError):
    """Somebody else holds a lock."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a folder, by a file in it; both are made if need be.

    The file stays, unless whoever holds the lock removes it, which lets nobody in.

    Raises:
        HeldError: if another process holds it, or this one does already.
        OSError: if the folder cannot be written to.
    """
    with _held(path):
        yield  # closing the file lets go


def _held(path: Path) -> BinaryIO:
    for _ in range(_TRIES):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        try:
            file = path.open("ab")
        except FileNotFoundError:  # the folder went with what another process left
            continue
        try:
            _lock(file)
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return file
        except FileNotFoundError:
            pass
        except OSError:
            file.close()
            break
        file.close()
    raise HeldError(
        "another run is at work in this folder",
        place=path.parent,
        advice="Wait until it is done, or end it",
    )


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
