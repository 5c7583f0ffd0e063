"""What a person must still fill in or write before the report of a wave can be published.

Imports nothing heavy: what was left open is told again where no report is made.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

#: What stands where something is to be filled in, in `wave.yml` or in a text.
TO_FILL_IN = "Nog in te vullen"
_METADATA = "wave.yml"
#: Files in the folder of a wave that people write and the report prints.
_WRITTEN = ("context.yml", "text/*.md")
#: The list of texts that `ckm wave add` makes; it is for who writes them.
_README = "README.md"


@dataclass(frozen=True)
class Unfinished:
    """One thing that is still to be filled in or written.

    Attributes:
        file: the file, as a path in the folder of the wave.
        entry: the entry of `wave.yml`; empty for any other file.
        exists: whether the file is there, and only something in it is to be filled in.
    """

    file: str
    entry: str = ""
    exists: bool = True


def says_to_fill_in(text: str) -> bool:
    """Tell whether a text says that something in it is still to be filled in."""
    return TO_FILL_IN.casefold() in text.casefold()


def unfinished(
    folder: Path, entries: Iterable[str], missing: Iterable[str]
) -> tuple[Unfinished, ...]:
    """List what is unfinished in a wave: the entries of `wave.yml` first, then texts.

    Args:
        folder: the folder of the wave.
        entries: the entries of its `wave.yml` that are still to be filled in.
        missing: the texts that its report asks for and that do not exist, as paths in the folder.
    """
    written = sorted(path for pattern in _WRITTEN for path in folder.glob(pattern))
    return (
        *(Unfinished(_METADATA, entry) for entry in entries),
        *(Unfinished(name, exists=False) for name in dict.fromkeys(missing)),
        *(
            Unfinished(path.relative_to(folder).as_posix())
            for path in written
            if path.name != _README and says_to_fill_in(path.read_text("utf-8"))
        ),
    )
