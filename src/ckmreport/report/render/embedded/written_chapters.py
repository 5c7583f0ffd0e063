"""Chapters as HTML and Typst, each made from its text and what other chapters mean to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ckmreport.report.render.embedded.citations import Cited
from ckmreport.report.render.embedded.numbering import Entry, Numbered
from ckmreport.report.render.embedded.parsing import from_parses
from ckmreport.report.render.pandoc_cache import Kept
from ckmreport.report.render.site import Section


@dataclass(frozen=True)
class Written:
    """A chapter for HTML and for Typst; what was not asked for is empty.

    `search` holds the text of each section, `alone` the first chapter as it stands by itself.
    """

    outline: tuple[Section, ...] = ()
    search: tuple[Mapping[str, str], ...] = ()
    body: str = ""
    typst: str = ""
    alone: str = ""


@dataclass(frozen=True)
class Surroundings:
    """The parts of the book that chapters need: labels, citations, words, the extension's filter.

    `home` is the page that lists the works.
    """

    index: Mapping[str, Entry]
    cited: Cited
    home: str
    words: Mapping[str, str]
    filter: str


def write(
    kept: Kept,
    chapters: Sequence[Numbered],
    surroundings: Surroundings,
    formats: Collection[str],
) -> list[Written]:
    """Write the chapters of a book, or take what was made of the same before.

    The formats are `html` and `pdf`.

    Raises:
        CkmError: on what the embedded renderer does not support, or when pandoc fails.
    """
    asked = {"html": "html" in formats, "typst": "pdf" in formats}
    arguments = [_arguments(chapter, surroundings) | asked for chapter in chapters]
    arguments[0]["first"] = True
    parses = [chapter.parsed for chapter in chapters]
    return [_written(made) for made in from_parses("write", kept, parses, arguments)]


def _arguments(chapter: Numbered, surroundings: Surroundings) -> dict[str, Any]:
    """List all inputs of a chapter besides its own text, and no others."""
    parsed = chapter.parsed
    index = {label: surroundings.index.get(label) for label in parsed.refers}
    return {
        "place": chapter.chapter.path,
        "href": chapter.chapter.href,
        "appendix": chapter.chapter.appendix,
        "title": parsed.title,
        "numbers": chapter.parts,
        "index": {label: asdict(entry) for label, entry in index.items() if entry},
        **surroundings.cited.of(parsed),
        "home": surroundings.home,
        "labels": surroundings.words,
        "filter": surroundings.filter,
    }


def _written(made: Mapping[str, Any]) -> Written:
    outline = tuple(Section(**section) for section in made.get("outline", ()))
    return Written(**{**made, "outline": outline, "search": tuple(made.get("search", ()))})
