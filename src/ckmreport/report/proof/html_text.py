"""The text of an HTML book, by labelled section, as a reader of the page sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

from ckmreport.report.proof.html_edits import VOID

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | frozenset(
    "main section div header p ul ol li dl dt dd blockquote figure figcaption table caption thead "
    "tbody tfoot tr th td pre br hr".split()
)
_UNREAD = frozenset({"script", "style", "nav", "svg", "button", "template", "noscript"})
_UNREAD_ROLES = frozenset({"doc-noteref", "doc-backlink"})
_REFERENCES = "refs"
_NOTES = "doc-endnotes"
_HEADING_NUMBER = re.compile(r"(?:[A-Z]|\d+)(?:\.\d+)*")
_REFERENCE = re.compile(r"#(?:sec|fig|tbl)-")


@dataclass
class PageText:
    """What a page says, each text a paragraph, heading, caption or table cell.

    Attributes:
        sections: the texts by label of the section; what precedes the first is under "".
        titles: the headings that bear a label, by label and in order, without their numbers.
        alts: the alternative texts of figures, by label of the section.
        notes: the footnotes.
        references: numbers of cross-references that stand without a word such as "Tabel".
    """

    sections: dict[str, list[str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    alts: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)


@lru_cache(maxsize=64)  # a preview reads pages that did not change again and again
def read_page(html: str, labels: frozenset[str]) -> PageText:
    """Read what stands in the `main` of a page.

    Nothing is asked of the page but that the element of a section or its heading has the label
    as its `id`, and that footnotes have the roles of DPUB-ARIA; so both renderers will do.

    Args:
        html: the page.
        labels: the labels of the sections; another `id` opens none.
    """
    reader = _PageReader(labels)
    reader.feed(html)
    reader.close()
    return reader.page


@dataclass(frozen=True)
class _Element:
    tag: str
    unread: bool
    notes: bool
    reference: bool
    numbering: bool


class _PageReader(HTMLParser):
    def __init__(self, labels: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.page = PageText()
        self._labels = labels
        self._section = ""
        self._open: list[_Element] = []
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self._end_block()
        if attributes.get("id") in self._labels:
            self._section = attributes["id"]
        if tag == "img" and attributes.get("alt") and self._is_read():
            self.page.alts.setdefault(self._section, []).append(attributes["alt"])
        if tag not in VOID:
            self._open.append(self._element(tag, attributes))

    def handle_endtag(self, tag: str) -> None:
        if all(element.tag != tag for element in self._open):
            return
        if tag in _BLOCKS:
            self._end_block()
        while self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._is_read():
            return
        innermost, text = self._open[-1], data.strip()
        if _HEADING_NUMBER.fullmatch(text):
            if innermost.numbering and not "".join(self._text).strip():
                return
            if innermost.reference:
                self.page.references.append(text)
                return
        self._text.append(data)

    def _element(self, tag: str, attributes: dict[str, str]) -> _Element:
        parent = self._open[-1] if self._open else _Element("", False, False, False, False)
        role = attributes.get("role", "")
        in_heading = any(element.tag in _HEADINGS for element in self._open)
        return _Element(
            tag,
            unread=parent.unread
            or tag in _UNREAD
            or role in _UNREAD_ROLES
            or attributes.get("id") == _REFERENCES,
            notes=parent.notes or role == _NOTES,
            reference=tag == "a" and _REFERENCE.search(attributes.get("href", "")) is not None,
            numbering=in_heading and tag == "span" and "data-count" not in attributes,
        )

    def _is_read(self) -> bool:
        inside = any(element.tag == "main" for element in self._open)
        return inside and not self._open[-1].unread

    def _end_block(self) -> None:
        text = " ".join("".join(self._text).split())
        self._text = []
        if not text:
            return
        if self._open[-1].notes:
            self.page.notes.append(text)
            return
        if self._open[-1].tag in _HEADINGS and self._section:
            self.page.titles.setdefault(self._section, text)
        self.page.sections.setdefault(self._section, []).append(text)
