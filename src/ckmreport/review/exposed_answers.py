"""Answers of people that lie elsewhere than in their wave, or where version control takes them."""

from __future__ import annotations

import csv
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from ckmreport.survey.waves.responses import SYNTHETIC

#: What everyone's answers have.
_NAME = "responses.csv"
_ROWS = {"respondent", "status"}
_TEXTS = {".csv", ".tsv", ".txt"}
#: Exports in a form that is not read for this: whatever they hold, they are no source.
_EXPORTS = {".xlsx", ".xls", ".xlsm", ".ods", ".sav", ".zsav", ".por", ".qdpx"}
#: What is made from answers, or is no file of anybody.
_NOT_LOOKED_AT = {".git", ".venv", "node_modules", "__pycache__", "_build", "_book"}
_HEAD = 65536


def exposed_answers(folder: Path, waves: Path) -> Iterator[tuple[Path, str]]:
    """Give every file of a folder that may hold answers of people and should not be there.

    Args:
        folder: where to look, in what is hidden too.
        waves: the folder of the waves, where answers have their place.
    """
    taken = _seen_by_git(folder)
    for path in sorted({*_files(folder), *taken}):
        kind = _kind(path, folder) if path.suffix.lower() in _TEXTS | _EXPORTS else ""
        if not kind:
            continue
        if state := taken.get(path):
            yield path, f"{kind} {state}"
        elif not _in_place(path, waves):
            yield path, f"{kind} lie outside of their wave; move them there, or remove them"


def _files(folder: Path) -> Iterator[Path]:
    for above, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in _NOT_LOOKED_AT]
        yield from (Path(above, name) for name in names)


def _in_place(path: Path, waves: Path) -> bool:
    if not path.is_relative_to(waves):
        return False
    match path.relative_to(waves).parts:
        case (wave, name) | (wave, "previous", _, name) if name == _NAME:
            return not wave.startswith(".")
    return False


def _kind(path: Path, folder: Path) -> str:
    """Say what a file holds of people; nothing if it holds none."""
    if path.suffix.lower() in _EXPORTS:
        return "an export"
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:  # it is in the index alone
        head = _git(folder, "show", f":./{path.relative_to(folder).as_posix()}")[:_HEAD]
    lines = head.decode("utf-8-sig", "replace").splitlines()[:2]
    if not lines:
        return ""
    separator = max(",;\t", key=lines[0].count)
    names, first = (next(csv.reader([line], delimiter=separator), []) for line in [*lines, ""][:2])
    if path.name != _NAME and not set(names) >= _ROWS:
        return ""
    if SYNTHETIC in names and first[names.index(SYNTHETIC) :][:1] == ["1"]:
        return ""
    return "answers of real people"


def _seen_by_git(folder: Path) -> dict[Path, str]:
    """Give the files that git keeps, or would keep with the next `git add`."""
    ways = {
        "are not ignored by git; add a .gitignore": ("--others", "--exclude-standard"),
        "are under version control": ("--cached",),
    }
    return {
        folder / os.fsdecode(name): state
        for state, options in ways.items()
        for name in _git(folder, "ls-files", "-z", *options).split(b"\0")
        if name
    }


def _git(folder: Path, *arguments: str) -> bytes:
    """Give what git answers; nothing outside a repository, or where there is no git."""
    try:
        command = ["git", "-C", str(folder), *arguments]
        return subprocess.run(command, capture_output=True, check=False).stdout
    except FileNotFoundError:
        return b""
