"""The text of a PDF, by the sections that its bookmarks name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pypdfium2

_BROKEN_WORD = re.compile("\ufffe\\s*")  # how PDFium gives a hyphen at the end of a line
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_KIND = "(?:Hoofdstuk|Bijlage)"
_NUMBER = re.compile(rf"^(?:{_KIND}\s+)?(?:[A-Z]|\d+)(?:\.\d+)*\s+(?:—\s+)?")


def read_pdf(file: Path, titles: Mapping[str, str], running_title: str) -> dict[str, str]:
    """Give the text of each section of a report, without running heads and page numbers.

    The bookmarks say on which page a section begins; its heading is looked for there. A section
    whose heading is not found belongs to the one before it. What precedes the first section
    (cover, colophon, table of contents) is left out.

    Args:
        file: the PDF.
        titles: the headings of the sections without their numbers, by label and in order.
        running_title: how the running head of a page ends.
    """
    document = pypdfium2.PdfDocument(file)
    try:
        pages = [
            _body(page.get_textpage().get_text_range(), running_title, str(number))
            for number, page in enumerate(document, start=1)
        ]
        bookmarks = [
            (_plain(mark.get_title()), destination.get_index() or 0)
            for mark in document.get_toc()
            if (destination := mark.get_dest()) is not None
        ]
    finally:
        document.close()
    starts = [sum(map(len, pages[:number])) for number in range(len(pages))]
    return _split("".join(pages), list(_places(titles, bookmarks, starts)))


def _places(
    titles: Mapping[str, str], bookmarks: list[tuple[str, int]], starts: list[int]
) -> Iterator[tuple[str, str, int]]:
    """Give label, heading and offset of its page for the sections that have a bookmark."""
    remaining = bookmarks
    for label, title in titles.items():
        for position, (marked, page) in enumerate(remaining):
            if _NUMBER.sub("", marked) == _NUMBER.sub("", _plain(title)):
                yield label, marked, starts[page]
                remaining = remaining[position + 1 :]
                break


def _split(text: str, places: list[tuple[str, str, int]]) -> dict[str, str]:
    found: list[tuple[str, int, int]] = []
    position = 0
    for label, heading, page in places:
        words = r"\s+".join(map(re.escape, heading.split()))
        match = re.compile(rf"^(?:{_KIND}\s+)?{words}\s*?$", re.MULTILINE).search(
            text, max(position, page)
        )
        if match is not None:
            found.append((label, match.start(), match.end()))
            position = match.end()
    found.append(("", len(text), len(text)))
    return {
        label: text[start:following] for (label, _, start), (_, following, _) in pairwise(found)
    }


def _body(page: str, running_title: str, number: str) -> str:
    """Give a page without its number, which a word that is broken off at its end runs into."""
    text = page.replace("\r\n", "\n").rstrip()
    text = re.sub(rf"(?:(?<=\n)|(?<=\ufffe)){number}$", "", text)
    text = _BROKEN_WORD.sub(_SOFT_HYPHEN, text)
    end = "" if text.endswith(_SOFT_HYPHEN) else "\n"  # a word may go on on the next page
    text = re.sub(rf"(\d){_SOFT_HYPHEN}(?=\d)", r"\1-", text).replace(_SOFT_HYPHEN, "")
    lines = [line.rstrip() for line in text.strip().split("\n")]
    if _plain(lines[0]).endswith(_plain(running_title)):
        lines.pop(0)
    return "\n".join(lines) + end


def _plain(text: str) -> str:
    return " ".join(text.split())
