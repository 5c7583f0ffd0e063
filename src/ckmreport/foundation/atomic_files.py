"""Files and folders that appear whole or not at all, and texts that no spreadsheet runs."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

from ckmreport.foundation.file_locks import HeldError, locked

#: What makes a spreadsheet program take a text for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: What is being made stands in a hidden folder, named after what it becomes, with this behind it.
_BESIDE = ".ckm"
_LOCK, _IGNORE, _MADE, _PREVIOUS = "lock", ".gitignore", "made", "previous"


def write_whole(path: Path, text: str) -> None:
    """Write a text as UTF-8: a reader finds the old file or the new one, never a part."""
    beside = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        beside.write_text(text, encoding="utf-8", newline="")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


@contextlib.contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """Give a place, beside a target, where a folder can be made that then becomes the target.

    It does so when this context ends without an error; otherwise the target stays as it was.
    Nobody else can make the same target meanwhile, and version control takes nothing of the place,
    whatever is killed when: `clear_up` mends that. Where the target is a link, what it leads to is
    replaced, so that answers stay on the volume that they are on.

    Raises:
        HeldError: if another process is making the same target.
    """
    target = target.resolve()
    beside = target.with_name(f".{target.name}{_BESIDE}")
    with locked(beside / _LOCK):
        _bring_back(beside)
        (beside / _IGNORE).write_text("*\n", encoding="utf-8")
        made = beside / _MADE / target.name
        made.parent.mkdir()
        try:
            yield made
            put_in_place(made, target, beside / _PREVIOUS)
        finally:
            _remove(beside)


def clear_up(parent: Path) -> None:
    """Mend what killed processes left of the folders that they were making in this one.

    A folder that was about to be replaced is back in its place; what was half made goes. What is
    still being made is left alone, and so is a folder that may not be written to.
    """
    for beside in parent.glob(f".*{_BESIDE}/"):
        with contextlib.suppress(HeldError, OSError), locked(beside / _LOCK):
            _bring_back(beside)
            _remove(beside)


def _bring_back(beside: Path) -> None:
    """Put back what was moved away by a process that was killed between two steps."""
    target = beside.with_name(beside.name.removeprefix(".").removesuffix(_BESIDE))
    if (beside / _PREVIOUS).exists() and not target.exists():
        (beside / _PREVIOUS).rename(target)
    _empty(beside)


def _empty(beside: Path) -> None:
    for left in (_MADE, _PREVIOUS):
        shutil.rmtree(beside / left, ignore_errors=True)


def _remove(beside: Path) -> None:
    """Remove all of it, the lock last: until then nobody takes hold of a part."""
    _empty(beside)
    if {path.name for path in beside.iterdir()} <= {_IGNORE, _LOCK}:
        (beside / _IGNORE).unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # on Windows a file that is open stays
            (beside / _LOCK).unlink()
            beside.rmdir()


def put_in_place(made: Path, target: Path, previous: Path) -> None:
    """Put a finished folder in place; what was there goes to `previous`, or back if that fails."""
    if target.exists():
        target.rename(previous)
    try:
        made.rename(target)
    except OSError:
        if previous.exists():
            previous.rename(target)
        raise


def harmless(text: str) -> str:
    """Give a text that a spreadsheet program shows and does not run as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
