"""Chapters as pandoc reads them, each for itself, and what the book must know of them."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ckmreport.errors import CkmError
from ckmreport.render.embedded.markdown import ChapterText, chapter_text, reader
from ckmreport.render.embedded.pandoc import Job, run, scripts
from ckmreport.render.kept import FOLDER, Kept
from ckmreport.render.notebook import read_notebook


@dataclass(frozen=True)
class Part:
    """What can bear a number: a heading, a figure (`fig`) or a table (`tbl`).

    `label` is empty where nothing can refer to it; `level` and `numbered` are for headings.
    """

    kind: str
    label: str
    level: int = 0
    numbered: bool = True


@dataclass(frozen=True)
class Parsed:
    """A chapter before it knows the others: its document, in a file, and the facts on it.

    `numbered` is None where it has no title. `refers` holds labels; `cites` its citations and
    `lists` the places for the list of works, both as the JSON that the steps of pandoc exchange.
    """

    file: Path
    title: str
    numbered: bool | None
    parts: tuple[Part, ...]
    refers: tuple[str, ...]
    cites: tuple[str, ...]
    lists: tuple[str, ...]


def kept_parses(folder: Path) -> Kept:
    """Give the parses that are kept with the book in a folder."""
    return Kept(folder / FOLDER / "parsed")


def parse(kept: Kept, texts: Sequence[tuple[str, ChapterText]]) -> list[Parsed]:
    """Parse chapters, given with their paths, or take what was made of the same text before.

    Raises:
        CkmError: on what the embedded renderer does not support.
    """
    arguments = [
        {
            "markdown": text.markdown,
            "reader": reader(text.markdown),
            "floats": {label: asdict(value) for label, value in text.floats.items()},
            "place": path,
        }
        for path, text in texts
    ]

    def make(missing: Sequence[int]) -> list[str]:
        jobs = [Job(arguments[n], size=len(texts[n][1].markdown)) for n in missing]
        return [f"{json.dumps(made['facts'])}\n{made['document']}" for made in run("parse", jobs)]

    steps = scripts()
    sources = [(json.dumps(one, sort_keys=True), *steps) for one in arguments]
    return [_read(file) for file in kept.files(sources, make)]


def parse_ahead(folder: Path, path: str) -> None:
    """Parse the executed notebook at `path` in a folder where a book is to be staged.

    What comes of it is kept there, for `convert` to find. A notebook that cannot be read is left:
    what is wrong with it is told when the book is checked.
    """
    with contextlib.suppress(CkmError, LookupError):
        parse(kept_parses(folder), [(path, chapter_text(read_notebook(folder, path)))])


def _read(file: Path) -> Parsed:
    """Read the facts, which stand in the first line; the document follows."""
    with file.open(encoding="utf-8") as lines:
        facts: dict[str, Any] = json.loads(lines.readline())
    return Parsed(
        file=file,
        title=facts["title"],
        numbered=facts.get("numbered"),
        parts=tuple(Part(**part) for part in facts["parts"]),
        refers=tuple(facts["refers"]),
        cites=tuple(facts["cites"]),
        lists=tuple(facts["lists"]),
    )
