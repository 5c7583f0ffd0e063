"""What a person must still fill in or write before the report of a wave can be published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ckmreport.waves.metadata import load_metadata, says_to_fill_in

METADATA = "wave.yml"
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


def unfinished(folder: Path, missing: Iterable[str]) -> tuple[Unfinished, ...]:
    """List what is unfinished in a wave: the entries of `wave.yml` first, then texts.

    Args:
        folder: the folder of the wave.
        missing: the texts that its report asks for and that do not exist, as paths in the folder.

    Raises:
        CkmError: if `wave.yml` is malformed.
    """
    written = sorted(path for pattern in _WRITTEN for path in folder.glob(pattern))
    return (
        *(Unfinished(METADATA, entry) for entry in load_metadata(folder / METADATA).to_fill),
        *(Unfinished(name, exists=False) for name in dict.fromkeys(missing)),
        *(
            Unfinished(path.relative_to(folder).as_posix())
            for path in written
            if path.name != _README and says_to_fill_in(path.read_text("utf-8"))
        ),
    )
