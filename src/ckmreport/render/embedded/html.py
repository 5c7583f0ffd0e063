"""Fills the page template: an HTML book that works from a folder, without a server or network."""

from __future__ import annotations

import json
import posixpath
import shutil
from html import escape
from pathlib import Path
from string import Template

from ckmreport.present.numbers import date
from ckmreport.render.book import EXTENSION, FONTS, Book
from ckmreport.render.embedded.convert import Converted, Page

_ASSETS = Path(__file__).parent / "assets"
_STYLE = ("book.css", "theme.js")
_SCRIPTS = ("book.js", "minisearch.js", "minisearch-LICENSE.txt")
_FONTS = ("SourceSansPro", "SourceSerifPro")
_FACES = ("Regular", "It", "Semibold", "Bold")


def write_html(book: Book, converted: Converted, folder: Path) -> None:
    """Write the book as pages into an empty or absent folder, `index.html` first."""
    assets = folder / "assets"
    copy_style(book, assets)
    for name in _SCRIPTS:
        shutil.copyfile(_ASSETS / name, assets / name)
    (assets / "search-index.js").write_text(_search_index(converted), encoding="utf-8")
    for path, svg in converted.figures.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(svg, encoding="utf-8")
    template = Template((_ASSETS / "page.html").read_text(encoding="utf-8"))
    for number, page in enumerate(converted.pages):
        file = folder / page.href
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(template.substitute(_parts(book, converted, number)), encoding="utf-8")


def copy_style(book: Book, assets: Path) -> None:
    """Copy what gives a page its look: style sheet, light and dark, fonts."""
    assets.mkdir(parents=True, exist_ok=True)
    for name in _STYLE:
        shutil.copyfile(_ASSETS / name, assets / name)
    for name in (f"{family}-{face}.otf" for family in _FONTS for face in _FACES):
        shutil.copyfile(book.folder / FONTS / name, assets / name)


def _parts(book: Book, converted: Converted, number: int) -> dict[str, str]:
    page = converted.pages[number]
    root = "../" * page.href.count("/")
    first = number == 0
    footer = converted.matter.get("footer")
    return {
        "title": escape(book.title if first else f"{page.title} – {book.title}"),
        "book": escape(book.title),
        "root": root,
        "cover": _cover(book, converted) if first else "",
        "chapters": _chapters(converted, page),
        "body": page.body,
        "colophon": _colophon(converted) if first else "",
        "outline": _outline(page),
        "neighbours": _neighbours(converted, number),
        "footer": footer["html"] if footer else f"<p>{escape(book.title)}</p>",
        "filter": (book.folder / EXTENSION / "filter.html").read_text(encoding="utf-8").strip(),
        "kind": "appendix-page" if page.appendix else "chapter-page",
    }


def _cover(book: Book, converted: Converted) -> str:
    lines = [f'<p class="cover-title">{escape(book.title)}</p>']
    if book.subtitle:
        lines.append(f'<p class="cover-subtitle">{escape(book.subtitle)}</p>')
    publisher = book.publisher if book.publisher not in book.authors else None
    by = [", ".join(book.authors), date(book.date), publisher or ""]
    lines.append(f'<p class="cover-by">{" · ".join(escape(part) for part in by if part)}</p>')
    if edition := converted.matter.get("edition"):
        lines.append(f'<div class="cover-edition">{edition["html"]}</div>')
    return f'<section class="cover" aria-label="Omslag">{"".join(lines)}</section>'


def _colophon(converted: Converted) -> str:
    if not (colophon := converted.matter.get("colophon")):
        return ""
    title = escape(converted.labels["colophon"])
    return (
        f'<section class="colophon" aria-labelledby="colofon"><h2 id="colofon">{title}</h2>'
        f"{colophon['html']}</section>"
    )


def _chapters(converted: Converted, current: Page) -> str:
    items = []
    for page in converted.pages:
        target = posixpath.relpath(page.href, posixpath.dirname(current.href) or ".")
        here = ' aria-current="page"' if page is current else ""
        opening = ' class="first-appendix"' if _opens_appendices(converted, page) else ""
        items.append(
            f'<li{opening}><a href="{target}"{here}><span class="number">{page.number}</span>'
            f"<span>{escape(page.title)}</span></a></li>"
        )
    return "\n".join(items)


def _opens_appendices(converted: Converted, page: Page) -> bool:
    return page is next((p for p in converted.pages if p.appendix), None)


def _outline(page: Page) -> str:
    if not page.outline:
        return ""
    items = "\n".join(
        f'<li class="level-{s.level}"><a href="#{s.id}"><span class="number">{s.number}</span>'
        f"<span>{escape(s.text)}</span></a></li>"
        for s in page.outline
    )
    return (
        '<nav class="outline" aria-label="Op deze pagina"><details open>'
        f"<summary>Op deze pagina</summary>\n<ul>{items}</ul></details></nav>"
    )


def _neighbours(converted: Converted, number: int) -> str:
    current, links = converted.pages[number], []
    for step, rel, word in ((-1, "prev", "Vorige"), (1, "next", "Volgende")):
        if 0 <= number + step < len(converted.pages):
            page = converted.pages[number + step]
            target = posixpath.relpath(page.href, posixpath.dirname(current.href) or ".")
            links.append(
                f'<a rel="{rel}" href="{target}"><span>{word}</span>'
                f"<strong>{escape(page.title)}</strong></a>"
            )
    return "\n".join(links)


def _search_index(converted: Converted) -> str:
    entries = [
        {
            "id": page.href + (f"#{section['id']}" if section["id"] else ""),
            "title": section["title"],
            "chapter": page.title,
            "text": section["text"],
        }
        for page in converted.pages
        for section in page.search
    ]
    return f"window.CKM_SEARCH = {json.dumps(entries, ensure_ascii=False)};\n"
