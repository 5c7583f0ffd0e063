"""Which files of a folder count, for whatever is made from them."""

from __future__ import annotations

from pathlib import Path

_COMPILED = ".pyc"


def files_in(folder: Path, *patterns: str) -> list[Path]:
    """Give the files below a folder, sorted by path; none where there is no such folder.

    What is hidden or stands in a hidden folder is nobody's input, nor is what Python compiled.

    Args:
        folder: where to look.
        patterns: limit the files to those that match one of these, as `Path.glob` takes them.
    """
    found = {path for pattern in patterns or ("**/*",) for path in folder.glob(pattern)}
    return sorted(
        path
        for path in found
        if path.suffix != _COMPILED
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )
