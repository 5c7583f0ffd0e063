"""Files and folders that appear whole or not at all, and texts that no spreadsheet runs."""

from __future__ import annotations

import os
from pathlib import Path

#: What makes a spreadsheet program take a text for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_whole(path: Path, text: str) -> None:
    """Write a text as UTF-8: a reader finds the old file or the new one, never a part."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8", newline="")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


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
