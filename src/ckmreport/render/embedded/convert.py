"""Runs pandoc once over a whole book and reads back pages for HTML and a body for Typst."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pypandoc
import yaml

from ckmreport.errors import CkmError
from ckmreport.render.book import EXTENSION, Book
from ckmreport.render.embedded.markdown import Float, chapter_text
from ckmreport.render.kept import FOLDER, Kept
from ckmreport.render.notebook import read_notebook

_LUA = Path(__file__).parent / "lua"


@dataclass(frozen=True)
class Section:
    """A heading in the outline of a page."""

    id: str
    level: int
    number: str
    text: str


@dataclass(frozen=True)
class Page:
    """A chapter as a page of the HTML book; `search` holds the text of each section."""

    href: str
    title: str
    number: str
    appendix: bool
    outline: tuple[Section, ...]
    search: tuple[Mapping[str, str], ...]
    body: str


@dataclass(frozen=True)
class Converted:
    """A whole book, numbered and with its references resolved.

    `front` is the first chapter as it stands alone, for Typst. `numbers` gives the number of every
    label, `matter` the cover's and colophon's texts in `html` and `typst`, `figures` the SVG files
    by their path in both outputs.
    """

    pages: tuple[Page, ...]
    typst: str
    front: str
    numbers: Mapping[str, str]
    matter: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, str]
    figures: Mapping[str, str]


def convert(book: Book) -> Converted:
    """Convert a staged book that has passed the rules.

    Chapters whose text is that of an earlier time are not parsed again.

    Raises:
        CkmError: on what the embedded renderer does not support, or when pandoc fails.
    """
    labels = _labels(book)
    kept = Kept(book.folder / FOLDER / "parsed")
    scripts = [script.read_text(encoding="utf-8") for script in sorted(_LUA.glob("*.lua"))]
    with tempfile.TemporaryDirectory(prefix="ckm-") as name:
        work = Path(name)
        chapters, floats, figures = [], dict[str, Float](), dict[str, str]()
        for number, chapter in enumerate(book.chapters):
            text = chapter_text(read_notebook(book.folder, chapter.path))
            file = work / f"{number}.md"
            file.write_text(text.markdown, encoding="utf-8")
            floats |= text.floats
            figures |= text.figures
            chapters.append(
                {
                    "markdown": str(file),
                    "parsed": str(kept.file(text.markdown, *scripts)),
                    "path": chapter.path,
                    "href": chapter.href,
                    "appendix": chapter.appendix,
                }
            )
        manifest = {
            "chapters": chapters,
            "floats": {label: asdict(value) for label, value in floats.items()},
            "labels": labels,
            "filter": str(book.folder / EXTENSION / "common.lua"),
            "bibliography": [str(book.folder / name) for name in book.bibliography],
            "csl": str(book.folder / book.csl),
            "lang": "nl-NL",
            "nocite_yaml": f"---\nnocite: {json.dumps(book.nocite or '')}\n---\n",
            "matter": _matter(book),
            "result": str(work / "result.json"),
        }
        result = _run(manifest, work)
    kept.forget_others()
    return Converted(
        pages=tuple(map(_page, result["pages"])),
        typst=result["typst"],
        front=result["front"],
        numbers={label: entry.get("number", "") for label, entry in result["index"].items()},
        matter=result["matter"],
        labels=labels,
        figures=figures,
    )


def _run(manifest: Mapping[str, Any], work: Path) -> dict[str, Any]:
    file = work / "manifest.json"
    file.write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
    command = [pypandoc.get_pandoc_path(), "lua", str(_LUA / "main.lua"), str(file)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode == 0:
        result: dict[str, Any] = json.loads(Path(manifest["result"]).read_text(encoding="utf-8"))
        return result
    for line in done.stderr.splitlines():
        if line.startswith("ckm:"):
            message, _, place = line.removeprefix("ckm:").partition("\t")
            raise CkmError(message, place=place, advice="Write it another way")
    raise CkmError(
        f"pandoc could not read the book: {done.stderr.strip()}",
        advice="Mend what it names; the bibliography is the likeliest",
    )


def _labels(book: Book) -> dict[str, str]:
    file = book.folder / EXTENSION / "labels-nl.yml"
    labels: dict[str, str] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return labels


def _matter(book: Book) -> dict[str, str]:
    texts = {"edition": book.edition, "colophon": book.colophon, "footer": book.footer}
    return {name: text for name, text in texts.items() if text is not None}


def _page(raw: Mapping[str, Any]) -> Page:
    return Page(
        href=raw["href"],
        title=raw["title"],
        number=raw["number"],
        appendix=raw["appendix"],
        outline=tuple(Section(**section) for section in raw["outline"]),
        search=tuple(raw["search"]),
        body=raw["body"],
    )
