"""Converts a whole book with pandoc: pages for HTML and a body for Typst."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ckmreport.report.render.book import EXTENSION, Book
from ckmreport.report.render.drawn_figures import Pictures
from ckmreport.report.render.embedded.citations import CITED, cite, home_of_works
from ckmreport.report.render.embedded.markdown import chapter_text
from ckmreport.report.render.embedded.matter import convert_matter, read_labels
from ckmreport.report.render.embedded.numbering import Numbered, number
from ckmreport.report.render.embedded.parsing import APART, PARSED, chapter_source, parse
from ckmreport.report.render.embedded.written_chapters import Surroundings, Written, write
from ckmreport.report.render.notebook import read_notebook
from ckmreport.report.render.pandoc_cache import kept_with
from ckmreport.report.render.site import Page


@dataclass(frozen=True)
class Converted:
    """A whole book, numbered and with its references resolved.

    `front` is the first chapter as it stands alone, for Typst. `numbers` gives the number of every
    label, `matter` the cover's and colophon's texts in `html` and `typst`, `figures` the pictures
    by their path in both outputs.
    """

    pages: tuple[Page, ...]
    typst: str
    front: str
    numbers: Mapping[str, str]
    matter: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, str]
    figures: Mapping[str, Pictures]


def convert(book: Book, formats: Collection[str] = ("html", "pdf")) -> Converted:
    """Convert a staged book that has passed the rules, for `html`, for `pdf` or for both.

    What is for the other format only is empty in what it gives.

    Chapters are parsed each for itself, numbered and cited together, and then written each for
    itself, out of what the others mean to it. What comes of a step is kept, and taken again for as
    long as it would be the same.

    Raises:
        CkmError: on what the embedded renderer does not support, or when pandoc fails.
    """
    labels = read_labels(book)
    kept = [kept_with(book.folder, name) for name in (PARSED, APART, CITED, "written")]
    parses, apart, cites, results = kept
    texts = [chapter_text(read_notebook(book.folder, chapter.path)) for chapter in book.chapters]
    parsed = parse(
        parses,
        apart,
        [chapter_source(c.path, t) for c, t in zip(book.chapters, texts, strict=True)],
    )
    chapters, index = number(book.chapters, parsed)
    cited = cite(book, parsed, cites)
    home = home_of_works(book, chapters, cited)
    surroundings = Surroundings(index, cited, home, labels, _filter(book))
    written = write(results, chapters, surroundings, formats)
    matter = convert_matter(book)
    for one in kept:
        one.forget_others()
    return Converted(
        pages=tuple(map(_page, chapters, written)),
        typst=_body(chapters, written),
        front=f"{written[0].alone}\n",
        numbers={label: entry.number for label, entry in index.items()},
        matter=matter,
        labels=labels,
        figures={path: one for text in texts for path, one in text.figures.items()},
    )


def _filter(book: Book) -> str:
    return (book.folder / EXTENSION / "common.lua").read_text(encoding="utf-8")


def _page(chapter: Numbered, written: Written) -> Page:
    return Page(
        href=chapter.chapter.href,
        title=chapter.parsed.title,
        number=chapter.number,
        appendix=chapter.chapter.appendix,
        outline=written.outline,
        search=written.search,
        body=written.body,
    )


def _body(chapters: Sequence[Numbered], written: Sequence[Written]) -> str:
    """Put the chapters behind each other, and say where the appendices begin."""
    parts = [one.typst for one in written]
    appendices = [n for n, one in enumerate(chapters) if one.chapter.appendix]
    if appendices:
        parts.insert(appendices[0], "#begin-appendices()")
    return "\n\n".join(parts) + "\n"
