"""The text of a PDF, by the sections that its bookmarks name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import pypdfium2

_BROKEN_WORD = re.compile("\ufffe\\s*")  # how PDFium gives a hyphen at the end of a line
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
#: A PDF may break a line, and a word, anywhere.
_SQUEEZED = re.compile(r"[\s\u00ad-]+")
_CONTEXT = 40
_KIND = "(?:Hoofdstuk|Bijlage)"
_NUMBER = re.compile(rf"^(?:{_KIND}\s+)?(?:[A-Z]|\d+)(?:\.\d+)*\s+(?:—\s+)?")


@dataclass(frozen=True)
class PdfText:
    """The text of a PDF without running heads and page numbers.

    Attributes:
        text: all of it.
        pages: where each page begins in that text.
        extents: where each section begins and ends in it.
    """

    text: str
    pages: tuple[int, ...]
    extents: Mapping[str, tuple[int, int]]

    @cached_property
    def sections(self) -> Mapping[str, str]:
        """The text of each section, without its heading."""
        return {label: self.text[start:end] for label, (start, end) in self.extents.items()}

    def extent(self, labels: Iterable[str]) -> tuple[int, int]:
        """Give from where to where some sections reach; the whole text for none of them."""
        found = [self.extents[label] for label in labels if label in self.extents]
        if not found:
            return 0, len(self.text)
        return min(start for start, _ in found), max(end for _, end in found)

    def find(self, before: str, number: str, after: str, start: int, end: int) -> int | None:
        """Give the page of a number within a part of the text, by what stands around it.

        None where it is not found, or more than once.
        """
        squeezed, offsets = self._squeezed
        low, high = bisect_left(offsets, start), bisect_left(offsets, end)
        head, own, tail = _squeeze(before), _squeeze(number), _squeeze(after)
        for left, right in ((_CONTEXT, _CONTEXT), (_CONTEXT, 0), (0, _CONTEXT)):
            sought = head[len(head) - min(left, len(head)) :] + own + tail[:right]
            place = squeezed.find(sought, low, high)
            if place >= 0 and len(sought) > len(own):
                at = place + min(left, len(head))
                return bisect_right(self.pages, offsets[at])
        return None

    @cached_property
    def _squeezed(self) -> tuple[str, list[int]]:
        """The text without spaces and hyphens, and where each of its characters stood."""
        kept = [(n, char) for n, char in enumerate(self.text) if _SQUEEZED.sub("", char)]
        return "".join(char for _, char in kept), [n for n, _ in kept]


def read_pdf(file: Path, titles: Mapping[str, str], running_title: str) -> PdfText:
    """Read the text of a report, and find its sections.

    The bookmarks say on which page a section begins; its heading is looked for there. A section
    whose heading is not found belongs to the one before it. What precedes the first section
    (cover, colophon, table of contents) belongs to none.

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
    starts = tuple(sum(map(len, pages[:number])) for number in range(len(pages)))
    text = "".join(pages)
    return PdfText(text, starts, _extents(text, list(_places(titles, bookmarks, starts))))


def _places(
    titles: Mapping[str, str], bookmarks: list[tuple[str, int]], starts: Sequence[int]
) -> Iterator[tuple[str, str, int]]:
    """Give label, heading and offset of its page for the sections that have a bookmark."""
    remaining = bookmarks
    for label, title in titles.items():
        for position, (marked, page) in enumerate(remaining):
            if _NUMBER.sub("", marked) == _NUMBER.sub("", _plain(title)):
                yield label, marked, starts[page]
                remaining = remaining[position + 1 :]
                break


def _extents(text: str, places: list[tuple[str, str, int]]) -> dict[str, tuple[int, int]]:
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
    return {label: (start, following) for (label, _, start), (_, following, _) in pairwise(found)}


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


def _squeeze(text: str) -> str:
    return _SQUEEZED.sub("", text)
