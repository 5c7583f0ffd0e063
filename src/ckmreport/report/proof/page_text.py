"""The text of an HTML book as its reader sees it, with what accounts for its numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from itertools import groupby
from typing import Literal

from ckmreport.presentation.text.number_tokens import numerals
from ckmreport.report.proof.html_edits import VOID
from ckmreport.report.proof.typed_digits import FIXED

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | frozenset(
    "main section div header p ul ol li dl dt dd blockquote figure figcaption table caption thead "
    "tbody tfoot tr th td pre br hr".split()
)
_UNREAD = frozenset({"script", "style", "nav", "svg", "button", "template", "noscript"})
_UNREAD_ROLES = frozenset({"doc-noteref", "doc-backlink"})
_REFERENCES = "refs"
_NOTES = "doc-endnotes"
_ON_SCREEN = "op-scherm"
_RECOMMENDATION = "aanbeveling"
_HEADING_NUMBER = re.compile(r"(?:[A-Z]|\d+)(?:\.\d+)*")
_REFERENCE = re.compile(r"#(?:sec|fig|tbl)-")

#: What a stretch of text is: of a number with an id, a marked fact, a reference, or none of these.
Role = Literal["", "number", "fixed", "cited"]


@dataclass(frozen=True)
class Stretch:
    """A piece of a text that is one thing; `id` is that of the number it belongs to."""

    text: str
    role: Role
    id: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, caption, list item or table cell, and the section it stands in.

    What is `on_screen` only, a PDF leaves out.
    """

    stretches: tuple[Stretch, ...]
    section: str
    is_note: bool = False
    on_screen: bool = False

    @property
    def text(self) -> str:
        """What a reader sees."""
        return "".join(stretch.text for stretch in self.stretches)

    def numerals(self, *roles: Role) -> Counter[str]:
        """Give the numbers of the text all digits of which stand in a stretch with a role.

        They have the role of the first of these stretches. With the empty role come the others.
        """
        found: Counter[str] = Counter()
        for number in numerals(self.text):
            if self._role(number.start, number.end) in roles:
                found[number.text] += 1
        return found

    def printed(self) -> Iterator[tuple[str, str]]:
        """Give the numbers with an id, each with its text, as often as they stand here."""
        for name, stretches in groupby(self.stretches, key=lambda stretch: stretch.id):
            if name:
                yield name, "".join(stretch.text for stretch in stretches)

    def _role(self, start: int, end: int) -> Role:
        position = 0
        found: Role = ""
        for stretch in self.stretches:
            own = stretch.text[max(0, start - position) : max(0, end - position)]
            if any(sign.isdecimal() for sign in own):
                if not stretch.role:
                    return ""
                found = found or stretch.role
            position += len(stretch.text)
        return found


@dataclass
class PageText:
    """What a page says.

    Attributes:
        blocks: its texts, in order; what precedes the first labelled section has the section "".
        titles: the headings that bear a label, by label and in order, without their numbers.
        alts: the alternative texts of figures.
        drawn: the texts in the figures themselves, which a PDF holds too.
        list_items: how many items the numbered lists of a section have; a PDF prints their numbers.
        headers: the headers of the tables of a section, which a PDF repeats on every page.
        references: numbers of cross-references that stand without a word such as "Tabel", and of
            recommendations, which the style sheet numbers on screen.
        notes: how many footnotes the page has.
    """

    blocks: list[Block] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    alts: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    list_items: Counter[str] = field(default_factory=Counter)
    headers: dict[str, list[str]] = field(default_factory=dict)
    references: list[str] = field(default_factory=list)
    notes: int = 0

    @property
    def printed_blocks(self) -> list[Block]:
        """What a PDF holds of the page."""
        return [block for block in self.blocks if not block.on_screen]


@lru_cache(maxsize=64)  # a preview reads pages that did not change again and again
def read_page(html: str) -> PageText:
    """Read what stands in the `main` of a page.

    Nothing is asked of the page but that a section, its heading or what stands in that has its
    label as `id`, that numbers and marked facts keep their spans, and that footnotes have the
    roles of DPUB-ARIA; so both renderers will do.
    """
    reader = _PageReader()
    reader.feed(html)
    reader.close()
    return reader.page


@dataclass(frozen=True)
class _Element:
    tag: str
    unread: bool = False
    drawn: bool = False
    notes: bool = False
    on_screen: bool = False
    reference: bool = False
    numbering: bool = False
    role: Role = ""
    id: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


class _PageReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = PageText()
        self._section = ""
        self._recommendations = 0
        self._open: list[_Element] = [_Element("")]
        self._stretches: list[Stretch] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self._end_block()
        if attributes.get("id", "").startswith("sec-") and self._is_of_section(tag):
            self._section = attributes["id"]
        alt = attributes.get("alt" if tag == "img" else "aria-label")
        if alt and (tag == "img" or attributes.get("role") == "img") and self._is_read():
            self.page.alts.append(alt)
        if _RECOMMENDATION in attributes.get("class", "").split():
            self._recommendations += 1
            self.page.references.append(str(self._recommendations))
        if tag == "li" and self._is_read():
            self._count_item()
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
        if self._open[-1].drawn:
            self.page.drawn.append(data)
        if not self._is_read():
            return
        innermost, text = self._open[-1], data.strip()
        if _HEADING_NUMBER.fullmatch(text):
            if innermost.numbering and not "".join(s.text for s in self._stretches).strip():
                return
            if innermost.reference:
                self.page.references.append(text)
                return
        self._stretches.append(Stretch(data, innermost.role, innermost.id))

    def _element(self, tag: str, attributes: dict[str, str]) -> _Element:
        parent = self._open[-1]
        aria, classes = attributes.get("role", ""), attributes.get("class", "").split()
        in_heading = any(element.tag in _HEADINGS for element in self._open)
        reference = tag == "a" and _REFERENCE.search(attributes.get("href", "")) is not None
        role, name = parent.role, parent.id
        if "getal" in classes and attributes.get("data-id"):
            role, name = "number", attributes["data-id"]
        elif FIXED in classes:
            role = "fixed"
        elif reference or "citation" in classes or attributes.get("id") == _REFERENCES:
            role = "cited"
        return _Element(
            tag,
            drawn=parent.drawn or (tag == "svg" and "wide" in classes),
            unread=parent.unread or tag in _UNREAD or aria in _UNREAD_ROLES,
            notes=parent.notes or aria == _NOTES,
            on_screen=parent.on_screen or _ON_SCREEN in classes,
            reference=reference,
            numbering=in_heading and tag == "span" and role == "",
            role=role,
            id=name,
        )

    def _is_of_section(self, tag: str) -> bool:
        in_heading = any(element.tag in _HEADINGS for element in self._open)
        return tag in _HEADINGS or tag == "section" or in_heading

    def _is_read(self) -> bool:
        inside = any(element.tag == "main" for element in self._open)
        return inside and not self._open[-1].unread

    def _count_item(self) -> None:
        if self._open[-1].notes:
            self.page.notes += 1
        elif self._open[-1].tag == "ol":
            self.page.list_items[self._section] += 1

    def _end_block(self) -> None:
        stretches, self._stretches = tuple(self._stretches), []
        text = " ".join("".join(stretch.text for stretch in stretches).split())
        if not text:
            return
        innermost = self._open[-1]
        self.page.blocks.append(
            Block(stretches, self._section, innermost.notes, innermost.on_screen)
        )
        if innermost.notes:
            return
        if innermost.tag in _HEADINGS and self._section:
            self.page.titles.setdefault(self._section, text)
        if innermost.tag == "th" and any(element.tag == "thead" for element in self._open):
            self.page.headers.setdefault(self._section, []).append(text)
