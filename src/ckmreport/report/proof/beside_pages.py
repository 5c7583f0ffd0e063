"""Files that repeat what the pages say, held against them: Markdown twins, heads, `llms.txt`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

from ckmreport.report.proof.number_check import Deviation
from ckmreport.report.proof.page_text import PageText
from ckmreport.report.render.book import Book
from ckmreport.report.render.markdown_twin import twin_of

_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
_ALT = re.compile(r' (?:alt|aria-label)="([^"]*)"')
_TAG = re.compile(r"<[^<>]*>")
_DESCRIPTION = re.compile(r'<meta (?:name|property)="(?:og:)?description" content="([^"]*)"')
_TARGET = re.compile(r"\]\([^()\[\]\s]*\)")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_LIST_MARK = re.compile(r"^[ \t]*\d+\. ", re.MULTILINE)


def unlike_pages(book: Book, pages: Mapping[str, PageText], html: Path) -> Iterator[Deviation]:
    """Give the numbers that such a file holds and its page does not, or lacks.

    A number that a page may not show is in none of its texts; so it cannot stand beside it either.
    """
    everywhere: Counter[str] = Counter()
    for chapter in book.chapters:
        text = (html / chapter.href).read_text(encoding="utf-8")
        seen = _seen(text)
        everywhere += seen
        for told in map(unescape, _DESCRIPTION.findall(text)):
            yield from _more(told, seen, f"html/{chapter.href}, description")
        twin = twin_of(chapter.href)
        written = _TARGET.sub("]", (html / twin).read_text(encoding="utf-8"))
        yield from _more(_LIST_MARK.sub("", written), seen, f"html/{twin}")
        must: Counter[str] = Counter()
        for block in pages[chapter.path].blocks:
            must += _digits(" ".join(one.text for one in block.stretches if one.id))
        for number in must - _digits(written):
            yield Deviation(number, True, "", f"html/{twin}")
    told = _TARGET.sub("]", (html / "llms.txt").read_text(encoding="utf-8"))
    about = _digits(" ".join(filter(None, (book.title, book.subtitle, book.edition))))
    yield from _more(told, everywhere + about, "html/llms.txt")


def _seen(html: str) -> Counter[str]:
    """Give all numbers in the text of a page, also in references and alternative texts."""
    main = _MAIN.search(html)
    text = main[0] if main else ""
    images = (tag for tag in _TAG.findall(text) if tag.startswith("<img") or 'role="img"' in tag)
    alts = " ".join(alt for tag in images for alt in _ALT.findall(tag))
    # Text may go on behind a tag, or end there.
    return _digits(unescape(_TAG.sub(" ", text) + alts)) | _digits(
        unescape(_TAG.sub("", text) + alts)
    )


def _more(text: str, seen: Counter[str], place: str) -> Iterator[Deviation]:
    for number in _digits(text) - seen:
        yield Deviation(number, False, "", place)


def _digits(text: str) -> Counter[str]:
    return Counter(_DIGITS.findall(text))
