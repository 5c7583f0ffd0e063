"""Ways into a book and out of it: entries on the front page, help and citation under each page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from bs4 import BeautifulSoup

from ckmreport.report.render.book import Book

#: The class of lists that get a link to the PDF and the data, once these are made.
TAKES_FILES = "takes-files"


@dataclass(frozen=True)
class Work:
    """A work in the list of literature: its title, how it is cited, where it stands."""

    title: str
    cited: str
    href: str


def find_work(key: str | None, bodies: Sequence[tuple[str, str]]) -> Work | None:
    """Find the publication that the figures come from in the pages, each given as href and body."""
    for href, body in bodies:
        if key is None or f'id="ref-{key}"' not in body:
            continue
        entry = BeautifulSoup(body, "html.parser").find(id=f"ref-{key}")
        if entry is None:
            continue
        text = " ".join(entry.get_text().split())
        title, link = entry.find("em"), entry.find("a", href=True)
        return Work(
            " ".join(title.get_text().split()) if title else text,
            text.partition("). ")[0] + ")" if "). " in text else text,
            str(link["href"]) if link else f"{href}#ref-{key}",
        )
    return None


def way(href: str, title: str, text: str) -> str:
    """Write one way in, as an item of a list."""
    return f'<li><a href="{escape(href)}">{escape(title)}</a> <span>{escape(text)}</span></li>'


def ways_in(chapters: Sequence[tuple[str, str]], work: Work | None) -> str:
    """Write the ways in on the front page; `chapters` are href and title of the numbered ones."""
    items = [way("#inhoud", "Kerncijfers", "Het rapport in het kort")]
    listed = "".join(
        f'<li><a href="{escape(href)}">{escape(title)}</a></li>' for href, title in chapters
    )
    if listed:
        items.append(f'<li><span class="way">Hoofdstukken</span> <ol>{listed}</ol></li>')
    if work:
        items.append(way(work.href, "De publicatie", f"{work.cited}: waar de cijfers uit komen"))
    return (
        f'<nav class="ways" aria-label="Wat u hier vindt"><ul class="{TAKES_FILES}">\n'
        + "\n".join(items)
        + "\n</ul></nav>"
    )


def citation(book: Book) -> str:
    """Write how the book is cited, as text."""
    title = f"{book.title}: {book.subtitle}" if book.subtitle else book.title
    publisher = book.publisher if book.publisher not in book.authors else None
    parts = [f"{', '.join(book.authors)} ({book.date.year})", title, publisher, book.site.address]
    return " ".join(
        part if part.endswith((".", "/")) else f"{part}." for part in parts if part is not None
    )


def foot(book: Book, root: str, texts: Mapping[str, str]) -> str:
    """Write what stands under every page: help, files and contact, and how to cite.

    `texts` are those around the chapters, as HTML.
    """
    files = [way(f"{root}index.html", "Kerncijfers", "en alle hoofdstukken")]
    if book.site.archive:
        files.append(way(book.site.archive, "Vragen en fouten", "in het archief van de bronnen"))
    elif "colophon" in texts:
        files.append(way(f"{root}index.html#colofon", "Colofon", "ook voor vragen en fouten"))
    parts = []
    if lines := texts.get("help"):
        parts.append(
            '<section aria-labelledby="hulp"><h2 id="hulp">Hulp nodig?</h2>'
            f'<div class="foot-help">{lines}</div></section>'
        )
    parts.append(
        '<section aria-labelledby="dit-rapport"><h2 id="dit-rapport">Dit rapport</h2>'
        f'<ul class="{TAKES_FILES}">\n' + "\n".join(files) + "\n</ul></section>"
    )
    parts.append(
        '<section aria-labelledby="verwijzen"><h2 id="verwijzen">Verwijzen naar dit rapport</h2>'
        f'<p id="verwijzing">{escape(citation(book))}</p>'
        '<button type="button" class="copy-button" data-copies="verwijzing">Kopieer</button>'
        '<span role="status"></span></section>'
    )
    return f'<div class="foot-parts">\n{"".join(parts)}\n</div>'
