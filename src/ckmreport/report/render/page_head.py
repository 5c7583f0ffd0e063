"""What the head of a page tells search engines and who shares it, and `llms.txt` for the book."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Mapping
from html import escape

from bs4 import BeautifulSoup, Tag

from ckmreport.report.render.book import Book
from ckmreport.report.render.markdown_twin import twin_of

#: The picture that is shown with a link to the book.
PICTURE = "assets/delen.png"
PICTURE_SIZE = (1200, 630)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")
_MOST = 300


def description_of(body: str) -> str:
    """Give the first sentence of a chapter: of what it comes down to, else of its first text."""
    page = BeautifulSoup(body, "html.parser")
    opening = page.select_one(".kern p") or page.select_one("h1 ~ p") or page.find("p")
    text = " ".join(opening.get_text().split()) if isinstance(opening, Tag) else ""
    first = _SENTENCE_END.split(text, maxsplit=1)[0]
    if len(first) <= _MOST:
        return first
    return f"{first[:_MOST].rsplit(' ', 1)[0]} …"


def head(book: Book, href: str, title: str, description: str, based_on: str | None) -> str:
    """Write the elements of a page's head; what needs a web address only where there is one.

    Args:
        book: the book.
        href: the page, from the root of the site.
        title: its title.
        description: what it says, in a sentence.
        based_on: on the first page, the publication that the figures come from, if any.
    """
    root = "../" * href.count("/")
    address = book.site.address and book.site.address.rstrip("/") + "/"
    named = {"description": description} if description else {}
    shared = {
        "og:type": "article",
        "og:locale": "nl_NL",
        "og:site_name": book.title,
        "og:title": title,
        **{f"og:{name}": text for name, text in named.items()},
        "og:image": f"{address or root}{PICTURE}",
        "og:image:width": str(PICTURE_SIZE[0]),
        "og:image:height": str(PICTURE_SIZE[1]),
        "og:image:alt": book.title,
        **({"og:url": address + href} if address else {}),
    }
    lines = [
        *(f'<meta name="{name}" content="{escape(text)}">' for name, text in named.items()),
        *(f'<meta property="{name}" content="{escape(text)}">' for name, text in shared.items()),
        f'<link rel="alternate" type="text/markdown" href="{posixpath.basename(twin_of(href))}">',
    ]
    if address:
        lines.append(f'<link rel="canonical" href="{escape(address + href)}">')
    if not root:
        text = json.dumps(_linked_data(book, description, based_on), ensure_ascii=False)
        text = text.replace("<", "\\u003c")
        lines.append(f'<script type="application/ld+json">{text}</script>')
    return "\n".join(lines)


def _linked_data(book: Book, description: str, based_on: str | None) -> Mapping[str, object]:
    """Describe the report in the terms of schema.org."""
    publisher = book.publisher and {"@type": "Organization", "name": book.publisher}
    authors = [
        publisher if name == book.publisher else {"@type": "Person", "name": name}
        for name in book.authors
    ]
    told = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": book.title,
        "alternativeHeadline": book.subtitle,
        "description": description,
        "author": authors,
        "publisher": publisher,
        "datePublished": book.date.isoformat(),
        "inLanguage": "nl",
        "license": book.site.license,
        "url": book.site.address,
        "about": book.site.place and {"@type": "AdministrativeArea", "name": book.site.place},
        "isBasedOn": based_on and {"@type": "Report", "name": based_on},
    }
    return {name: value for name, value in told.items() if value}


def llms_text(book: Book, pages: Iterable[tuple[str, str, str]]) -> str:
    """Write what a language model is told of the book: what it is, and where its text is.

    Args:
        book: the book.
        pages: of each page its href, title and description.
    """
    lines = [f"# {book.title}", ""]
    if book.subtitle:
        lines += [f"> {book.subtitle}", ""]
    if book.edition:
        lines += [" ".join(book.edition.split()), ""]
    lines += ["## Hoofdstukken", ""]
    for href, title, description in pages:
        told = f": {description}" if description else ""
        lines.append(f"- [{title}]({twin_of(href)}){told}")
    return "\n".join(lines) + "\n"
