"""Errors that a user of the report can act on."""

from __future__ import annotations

import errno
from pathlib import Path


class CkmError(Exception):
    """Something in the project or its data is wrong, and a person can mend it.

    The message is one sentence. `place` names the file and, where known, the line or cell;
    `advice` says what to do. The command line prints the three and no traceback.
    """

    def __init__(
        self, message: str, *, place: str | Path | None = None, advice: str | None = None
    ) -> None:
        self.message = message.rstrip(".")
        self.place = str(place) if place is not None else None
        self.advice = advice.rstrip(".") if advice else None
        super().__init__(self.message)

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}." if self.place else f"{self.message}."
        return f"{text} {self.advice}." if self.advice else text

    def _render_traceback_(self) -> list[str]:
        """Give what IPython shows below a cell of a notebook: the sentence, and no stack."""
        return [str(self)]


#: What troubles of the system mean, and what to do about them.
_TROUBLES = {
    errno.ENOSPC: ("the disk is full", "Make room, and run the command again"),
    getattr(errno, "EDQUOT", -1): ("this user may store no more here", "Make room, and try again"),
    errno.EROFS: ("nothing can be written here", "Name another place, or make this one writable"),
    errno.EACCES: ("this user may not read or write this", "Ask its owner, or name another place"),
    errno.EPERM: ("this user may not read or write this", "Ask its owner, or name another place"),
    errno.ENOENT: ("this is not there, or no longer", "See whether something removed it"),
    errno.EMFILE: ("too many files are open", "Run the command again with fewer jobs"),
    errno.ENOMEM: ("the memory is full", "Run the command again with fewer jobs"),
}


def of_system(error: OSError) -> CkmError:
    """Turn an error of the system into one that says what to do, and where."""
    known = _TROUBLES.get(error.errno or 0)
    message, advice = known or (error.strerror or str(error), "See whether the disk is in order")
    return CkmError(message, place=error.filename, advice=advice)


class CannotTell(CkmError):  # noqa: N818, nobody made an error
    """An answer would tell something of a number that may not be told, or that there is not.

    Not a mistake of anybody: whoever asks for a truth value says that it cannot be told.
    """
