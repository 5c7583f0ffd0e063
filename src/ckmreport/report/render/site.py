"""The pages of an HTML book, in the one shell of both renderers; works from a folder, offline."""

from __future__ import annotations

import json
import posixpath
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from string import Template

from ckmreport.presentation.text.dutch_numbers import date
from ckmreport.presentation.tokens import load_tokens
from ckmreport.report.render.book import EXTENSION, FONTS, Book
from ckmreport.report.render.drawn_figures import Pictures, colour_names, with_drawings

ASSETS = "assets"
_ASSETS = Path(__file__).parent / ASSETS
_SCRIPTS = ("book.js", "minisearch.js", "minisearch-LICENSE.txt")
_FONTS = ("SourceSansPro", "SourceSerifPro")
_FACES = ("Regular", "It", "Semibold", "Bold")


@dataclass(frozen=True)
class Section:
    """A heading in the outline of a page."""

    id: str
    level: int
    number: str
    text: str


@dataclass(frozen=True)
class Page:
    """A chapter as a page of the book; `search` holds the text of each section."""

    href: str
    title: str
    number: str
    appendix: bool
    outline: tuple[Section, ...]
    search: tuple[Mapping[str, str], ...]
    body: str


@dataclass(frozen=True)
class Matter:
    """The texts around the chapters, and words.

    `texts` has the HTML of `edition`, `colophon`, `footer` and, of a draft, `concept`.
    """

    texts: Mapping[str, str]
    labels: Mapping[str, str]


def write_site(
    book: Book,
    pages: Sequence[Page],
    matter: Matter,
    figures: Mapping[str, Pictures],
    folder: Path,
) -> None:
    """Write the pages, the first as `index.html`, with all that they need; `figures` by path."""
    assets = folder / ASSETS
    copy_style(book, assets)
    for name in _SCRIPTS:
        shutil.copyfile(_ASSETS / name, assets / name)
    (assets / "search-index.js").write_text(_search_index(pages), encoding="utf-8")
    for path, pictures in figures.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(pictures.svg, encoding="utf-8")
    names = colour_names(book)
    template = Template((_ASSETS / "page.html").read_text(encoding="utf-8"))
    source = f'<span class="figure-source vast">{escape(book.figure_source or "")}</span>'
    ending = f"{source if book.figure_source else ''}</figcaption>"
    pages = [
        replace(
            page,
            body=with_drawings(page.body, figures, names).replace("</figcaption>", ending),
        )
        for page in pages
    ]
    for page in pages:
        file = folder / page.href
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(template.substitute(_parts(book, pages, matter, page)), encoding="utf-8")


def copy_style(book: Book, assets: Path) -> None:
    """Write what gives a page its look: style sheet, light and dark, fonts."""
    assets.mkdir(parents=True, exist_ok=True)
    tokens = load_tokens(book.folder / EXTENSION)
    style = (_ASSETS / "book.css").read_text(encoding="utf-8")
    (assets / "book.css").write_text(tokens.as_css() + style, encoding="utf-8")
    shutil.copyfile(_ASSETS / "theme.js", assets / "theme.js")
    for name in (f"{family}-{face}.otf" for family in _FONTS for face in _FACES):
        shutil.copyfile(book.folder / FONTS / name, assets / name)


def _parts(book: Book, pages: Sequence[Page], matter: Matter, page: Page) -> dict[str, str]:
    first = page is pages[0]
    return {
        "title": escape(book.title if first else f"{page.title} – {book.title}"),
        "book": escape(book.title),
        "root": "../" * page.href.count("/"),
        "cover": _cover(book, matter) if first else "",
        "chapters": _chapters(pages, page),
        "body": page.body,
        "colophon": _colophon(matter) if first else "",
        "outline": _outline(page),
        "neighbours": _neighbours(pages, page),
        "footer": matter.texts.get("footer", f"<p>{escape(book.title)}</p>"),
        "filter": (_ASSETS / "filter.html").read_text(encoding="utf-8").strip(),
        "kind": "appendix-page" if page.appendix else "chapter-page",
    }


def _cover(book: Book, matter: Matter) -> str:
    concept = matter.texts.get("concept")
    lines = ['<p class="cover-concept">Concept</p>'] if concept else []
    lines.append(f'<p class="cover-title">{escape(book.title)}</p>')
    if book.subtitle:
        lines.append(f'<p class="cover-subtitle">{escape(book.subtitle)}</p>')
    publisher = book.publisher if book.publisher not in book.authors else None
    by = [", ".join(book.authors), date(book.date), publisher or ""]
    lines.append(f'<p class="cover-by">{" · ".join(escape(part) for part in by if part)}</p>')
    if edition := matter.texts.get("edition"):
        lines.append(f'<div class="cover-edition">{edition}</div>')
    cover = f'<section class="cover" aria-label="Omslag">{"".join(lines)}</section>'
    if concept:
        cover += f'<section class="concept" aria-label="Concept">{concept}</section>'
    return cover


def _colophon(matter: Matter) -> str:
    if not (colophon := matter.texts.get("colophon")):
        return ""
    title = escape(matter.labels["colophon"])
    return (
        f'<section class="colophon" aria-labelledby="colofon"><h2 id="colofon">{title}</h2>'
        f"{colophon}</section>"
    )


def _chapters(pages: Sequence[Page], current: Page) -> str:
    opens_appendices = next((page for page in pages if page.appendix), None)
    items = []
    for page in pages:
        target = posixpath.relpath(page.href, posixpath.dirname(current.href) or ".")
        here = ' aria-current="page"' if page is current else ""
        opening = ' class="first-appendix"' if page is opens_appendices else ""
        items.append(
            f'<li{opening}><a href="{target}"{here}><span class="number">{page.number}</span>'
            f"<span>{escape(page.title)}</span></a></li>"
        )
    return "\n".join(items)


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


def _neighbours(pages: Sequence[Page], current: Page) -> str:
    here, links = pages.index(current), []
    for step, rel, word in ((-1, "prev", "Vorige"), (1, "next", "Volgende")):
        if 0 <= here + step < len(pages):
            page = pages[here + step]
            target = posixpath.relpath(page.href, posixpath.dirname(current.href) or ".")
            links.append(
                f'<a rel="{rel}" href="{target}"><span>{word}</span>'
                f"<strong>{escape(page.title)}</strong></a>"
            )
    return "\n".join(links)


def _search_index(pages: Sequence[Page]) -> str:
    entries = [
        {
            "id": page.href + (f"#{section['id']}" if section["id"] else ""),
            "title": section["title"],
            "chapter": page.title,
            "text": section["text"],
        }
        for page in pages
        for section in page.search
    ]
    return f"window.CKM_SEARCH = {json.dumps(entries, ensure_ascii=False)};\n"
