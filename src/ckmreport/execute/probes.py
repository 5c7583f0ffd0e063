"""What the engine asks inside the kernel, and how the answers travel back.

These functions run in the kernel of a notebook, next to its variables. Each gives an `Answer`,
which reaches the engine as JSON and needs no parsing of printed text.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from ckmreport.errors import CannotTell, CkmError
from ckmreport.present.inline import Inline

MIME_TYPE = "application/json"
#: What stands behind all that a cell printed, where several were asked together.
END = "\x1e"
#: How a value reads that would tell something of a number that is not shown.
HIDDEN = "depends on a number that is not shown"


class Answer:
    """A value on its way from the kernel to the engine."""

    def __init__(self, value: bool | str | dict[str, str | None] | None) -> None:
        self.value = value

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        return {MIME_TYPE: self.value, "text/plain": repr(self.value)}


def inline_call(expression: str) -> str:
    """Give the code that wraps an expression in `Inline`."""
    return _call("ckmreport.present.inline", "Inline", expression)


def probe_call(probe: str, expression: str = "") -> str:
    """Give the code that calls a function of this module, with an expression to evaluate."""
    return _call(__name__, probe, f"lambda: (\n{expression}\n)" if expression else "")


def truth(condition: Callable[[], object]) -> Answer:
    """Answer whether a condition holds; None if its answer would tell a number not shown.

    Raises:
        TypeError: if the value is not a truth value; a number or a table is not guessed at.
    """
    try:
        value = condition()
    except CannotTell:
        return Answer(None)
    if not isinstance(value, bool) and type(value).__name__ not in {"bool", "bool_"}:
        raise TypeError(f"the condition gives {type(value).__name__}, not True or False")
    return Answer(bool(value))


def shown(expression: Callable[[], object]) -> Answer:
    """Answer how a value reads: as in a sentence if it has such a form, else as Python shows it."""
    try:
        value = expression()
    except CannotTell:
        return Answer(HIDDEN)
    try:
        return Answer(Inline(value).plain)
    except (TypeError, ValueError):
        return Answer(str(value))


def mark_end() -> Answer:
    """Print `END` to both streams."""
    for stream in (sys.stdout, sys.stderr):
        stream.write(END)
    return Answer(None)


def last_failure() -> Answer:
    """Answer the message, place and advice of the last exception if it was a `CkmError`."""
    error = getattr(sys, "last_value", None)
    if not isinstance(error, CkmError):
        return Answer(None)
    return Answer({"message": error.message, "place": error.place, "advice": error.advice})


def _call(module: str, name: str, expression: str) -> str:
    # The notebook's own names stay untouched: nothing is imported into its namespace. The line
    # ends let an expression close with a comment; the inner brackets keep a tuple one argument.
    argument = f"(\n{expression}\n)" if expression else ""
    return f'__import__("{module}", fromlist=["{name}"]).{name}({argument})'
