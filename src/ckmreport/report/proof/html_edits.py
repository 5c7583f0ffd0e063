"""Where the elements of an HTML page begin and end, and changes to the page at such places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from html.parser import HTMLParser
from itertools import accumulate

#: Elements that hold nothing and have no closing tag.
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_NOTES = frozenset({"doc-endnotes", "doc-footnote"})


@dataclass(frozen=True)
class Element:
    """One element of a page, by its offsets in the text of the page.

    Attributes:
        tag: its name.
        attributes: those of its opening tag.
        start: where the opening tag begins.
        content: where the opening tag ends.
        end: behind the closing tag.
        in_note: whether it stands in a footnote.
    """

    tag: str
    attributes: Mapping[str, str]
    start: int
    content: int
    end: int
    in_note: bool

    @property
    def classes(self) -> frozenset[str]:
        """The names in its `class`."""
        return frozenset(self.attributes.get("class", "").split())


@dataclass(frozen=True)
class Edit:
    """A text that comes in place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=64)  # a preview looks at pages that did not change again and again
def find_elements(html: str) -> tuple[Element, ...]:
    """Give the elements of a page in the order of their opening tags; void ones are left out."""
    finder = _Finder(html)
    finder.feed(html)
    finder.close()
    return tuple(sorted(finder.found, key=lambda element: element.start))


def with_attributes(element: Element, attributes: Mapping[str, str]) -> Edit:
    """Give the edit that writes the opening tag with these attributes, others unchanged."""
    pairs = "".join(
        f' {name}="{escape(value)}"' for name, value in {**element.attributes, **attributes}.items()
    )
    return Edit(element.start, element.content, f"<{element.tag}{pairs}>")


def edited(html: str, edits: Iterable[Edit]) -> str:
    """Give the page with all edits made; they may not overlap."""
    parts, position = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < position:
            raise ValueError("edits overlap")
        parts += [html[position : edit.start], edit.text]
        position = edit.end
    return "".join([*parts, html[position:]])


@dataclass(frozen=True)
class _Opening:
    tag: str
    attributes: Mapping[str, str]
    start: int
    content: int
    in_note: bool


class _Finder(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Element] = []
        self._html = html
        lines = html.split("\n")
        self._lines = [0, *accumulate(len(line) + 1 for line in lines)]
        self._open: list[_Opening] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        attributes = {name: value or "" for name, value in attrs}
        start = self._offset()
        in_note = bool(self._open) and self._open[-1].in_note
        in_note = in_note or attributes.get("role") in _NOTES
        content = start + len(self.get_starttag_text() or "")
        self._open.append(_Opening(tag, attributes, start, content, in_note))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Leave an empty element out."""

    def handle_endtag(self, tag: str) -> None:
        if all(one.tag != tag for one in self._open):
            return
        end = self._html.index(">", self._offset()) + 1
        while True:
            one = self._open.pop()
            # What is closed by what stands around it, such as a last list item, ends there.
            closes = end if one.tag == tag else self._offset()
            self.found.append(
                Element(one.tag, one.attributes, one.start, one.content, closes, one.in_note)
            )
            if one.tag == tag:
                return

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
