"""Which files of a folder count, for whatever is made from them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_COMPILED = ".pyc"


def files_in(folder: Path, *patterns: str) -> list[Path]:
    """Give the files below a folder, sorted by path; none where there is no such folder.

    What is hidden or stands in a hidden folder is nobody's input, nor is what Python compiled.
    Links are followed: a folder may lie on another volume.

    Args:
        folder: where to look.
        patterns: limit the files to those that match one of these, as `Path.glob` takes them;
            one that ends in `**/*` gives all files below the folders that match what is before.
    """
    found: set[Path] = set()
    for pattern in patterns or ("**/*",):
        if not pattern.endswith("**/*"):
            found |= {path for path in folder.glob(pattern) if path.is_file()}
            continue
        above = pattern.removesuffix("**/*").rstrip("/")
        for top in folder.glob(above) if above else [folder]:
            found |= set(_below(top, frozenset()))
    return sorted(
        path
        for path in found
        if path.suffix != _COMPILED
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _below(folder: Path, above: frozenset[str]) -> Iterator[Path]:
    """Give the files below a folder; `above` are those that it lies in, for links that go round."""
    place = os.path.realpath(folder)
    if place in above or not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file():
                yield folder / entry.name
            elif entry.is_dir() and not entry.name.startswith("."):
                yield from _below(folder / entry.name, above | {place})
