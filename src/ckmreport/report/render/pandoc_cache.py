"""A cache of the output of pandoc, by everything that it was made from."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pypandoc

from ckmreport.foundation.atomic_files import write_whole

#: The folder of a staged book that holds it; hidden, so that Quarto does not take it for input.
FOLDER = ".kept"


class Kept:
    """Texts in a folder, each under a checksum of everything that it was made from.

    So a text that is found is the one that would be made again.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder, and make it where it is not there."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._asked: set[Path] = set()

    def file(self, *sources: str) -> Path:
        """Name the file for these sources and the installed pandoc; it need not exist."""
        checksum = hashlib.sha256()
        for source in (_pandoc(), *sources):
            checksum.update(f"{len(source)}:{source}".encode())
        file = self._folder / checksum.hexdigest()
        self._asked.add(file)
        return file

    def files(
        self, sources: Sequence[Sequence[str]], make: Callable[[Sequence[int]], Sequence[str]]
    ) -> list[Path]:
        """Look up a file for each of many sources; `make` makes the missing ones in one call.

        It gets the places of these in `sources`, and gives a text for each.
        """
        files = [self.file(*one) for one in sources]
        missing = [n for n, file in enumerate(files) if not file.exists()]
        for n, text in zip(missing, make(missing) if missing else (), strict=True):
            write_whole(files[n], text)
        return files

    def text(self, *sources: str, make: Callable[[], str]) -> str:
        """Look up the text for these sources, or make it."""
        (file,) = self.files([sources], lambda _: [make()])
        return file.read_bytes().decode("utf-8")

    def forget_others(self) -> None:
        """Remove what nobody asked for."""
        for file in self._folder.glob("*"):
            if file not in self._asked:
                file.unlink()


def kept_with(folder: Path, name: str) -> Kept:
    """Open the cache of a name, beside the book that is staged in a folder."""
    return Kept(folder / FOLDER / name)


def forget_kept(folder: Path) -> None:
    """Remove all that is kept with the book that is staged in a folder."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)


def _pandoc() -> str:
    """Identify the pandoc by its file: asking for its version takes a tenth of a second."""
    program = Path(pypandoc.get_pandoc_path())
    about = program.stat()
    return f"{program} {about.st_size} {about.st_mtime_ns}"
