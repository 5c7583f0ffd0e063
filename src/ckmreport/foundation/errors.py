"""Errors that a user of the report can act on."""

from __future__ import annotations

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


class CannotTell(CkmError):  # noqa: N818, nobody made an error
    """An answer would tell something of a number that may not be told, or that there is not.

    Not a mistake of anybody: whoever asks for a truth value says that it cannot be told.
    """
