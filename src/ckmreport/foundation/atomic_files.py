"""Files and folders that appear whole or not at all, and texts that no spreadsheet runs."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from ckmreport.foundation.file_locks import HeldError, locked

#: What makes a spreadsheet program take a text for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LOCK, _MADE, _PREVIOUS = "lock", "made", "previous"


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
    What an earlier process left there that was killed goes.
    """
    _clear_up(target)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as name:
        beside = Path(name)
        with locked(beside / _LOCK):
            yield beside / _MADE
            put_in_place(beside / _MADE, target, beside / _PREVIOUS)


def _clear_up(target: Path) -> None:
    for beside in target.parent.glob(f".{target.name}-*/"):
        with contextlib.suppress(HeldError), locked(beside / _LOCK):
            if not target.exists() and (beside / _PREVIOUS).exists():
                (beside / _PREVIOUS).rename(target)  # it was killed between two steps
            shutil.rmtree(beside, ignore_errors=True)


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
