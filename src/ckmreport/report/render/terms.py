"""Terms of the report on its site: where one is first used on a page, its meaning is at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from bs4 import BeautifulSoup

#: The section in which a chapter lists terms: items that open with the term in bold.
SECTION = "sec-begrippen"
_ENDINGS = "(?:s|en|n)?"
_TAGS = re.compile(r"(<[^<>]*>)")
_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
_VOID = frozenset({"br", "hr", "img", "input", "col", "wbr"})
#: In these no word becomes a link: they are links, show where they come from, or are no prose.
_LEFT_ALONE = frozenset(
    {"a", "button", "code", "figcaption", "figure", "h1", "h2", "h3", "h4", "pre", "svg", "table"}
)


@dataclass(frozen=True)
class Term:
    """A term and what it means, both as plain text, and the page that says so."""

    name: str
    meaning: str
    href: str


def find_terms(pages: Iterable[tuple[str, str]]) -> tuple[Term, ...]:
    """Give the terms that a book explains, the longest first; `pages` are addresses and bodies."""
    for href, body in pages:
        if f'id="{SECTION}"' in body:
            items = BeautifulSoup(body, "html.parser").select(f"#{SECTION} > ul > li")
            found = [(item.strong.get_text(), item.get_text()) for item in items if item.strong]
            terms = [Term(name, text[len(name) :].lstrip(": "), href) for name, text in found]
            return tuple(sorted(terms, key=lambda term: -len(term.name)))
    return ()


def with_terms(body: str, terms: Sequence[Term], root: str) -> str:
    """Make the first mention of each term in the text of a page a link that holds its meaning.

    Args:
        body: the HTML of the page.
        terms: those that are explained on another page.
        root: the way from the page to the root of the book.
    """
    waiting = {term.name.lower(): term for term in terms}
    open_tags: list[tuple[str, bool]] = []
    parts = _TAGS.split(body)
    for n, part in enumerate(parts):
        if not waiting:
            break
        if part.startswith("<"):
            _follow(part, open_tags)
        elif any(name == "p" for name, _ in open_tags) and not any(left for _, left in open_tags):
            parts[n] = _words(waiting).sub(lambda found: _link(found, waiting, root), part)
    return "".join(parts)


def _follow(tag: str, open_tags: list[tuple[str, bool]]) -> None:
    found = _NAME.match(tag)
    if found is None or found[1] in _VOID or tag.endswith("/>"):
        return
    if tag.startswith("</"):
        open_tags.pop()
    else:
        open_tags.append((found[1], found[1] in _LEFT_ALONE or 'class="getal' in tag))


def _words(waiting: Iterable[str]) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in waiting)
    return re.compile(rf"\b({names}){_ENDINGS}\b", re.IGNORECASE)


def _link(found: re.Match[str], waiting: dict[str, Term], root: str) -> str:
    term = waiting.pop(found[1].lower(), None)
    if term is None:  # named a second time in the same piece of text
        return found[0]
    address, meaning = f"{root}{term.href}#{SECTION}", escape(term.meaning)
    return f'<a class="begrip" href="{address}" title="{meaning}">{found[0]}</a>'
