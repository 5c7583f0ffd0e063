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
from ckmreport.report.render.markdown_twin import as_markdown, twin_of
from ckmreport.report.render.page_head import PICTURE, description_of, head, llms_text
from ckmreport.report.render.share_picture import share_picture
from ckmreport.report.render.site_ways import Work, find_work, foot, ways_in
from ckmreport.report.render.terms import find_terms, with_terms

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

    `texts` has the HTML of `edition`, `colophon`, `footer`, `help` and, of a draft, `concept`.
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
    (folder / PICTURE).write_bytes(share_picture(book))
    template = Template((_ASSETS / "page.html").read_text(encoding="utf-8"))
    work = find_work(book.site.source, [(page.href, page.body) for page in pages])
    told = [(page.href, page.title, description_of(page.body)) for page in pages]
    (folder / "llms.txt").write_text(llms_text(book, told), encoding="utf-8")
    twins = [as_markdown(page.body) for page in pages]
    pages = _with_terms(_with_figures(book, pages, figures))
    for page, twin, (_, _, description) in zip(pages, twins, told, strict=True):
        file = folder / page.href
        file.parent.mkdir(parents=True, exist_ok=True)
        parts = _parts(book, pages, matter, page, work)
        based_on = work.title if work else None
        parts["head"] = head(book, page.href, _title(book, pages, page), description, based_on)
        file.write_text(template.substitute(parts), encoding="utf-8")
        (folder / twin_of(page.href)).write_text(twin, encoding="utf-8")


def _with_figures(book: Book, pages: Sequence[Page], figures: Mapping[str, Pictures]) -> list[Page]:
    """Draw the figures in the pages, with their source under each."""
    names = colour_names(book)
    source = f'<span class="figure-source vast">{escape(book.figure_source or "")}</span>'
    ending = f"{source if book.figure_source else ''}</figcaption>"
    return [
        replace(
            page, body=with_drawings(page.body, figures, names).replace("</figcaption>", ending)
        )
        for page in pages
    ]


def _with_terms(pages: Sequence[Page]) -> list[Page]:
    """Explain terms where a chapter first uses them; an appendix is there to look things up."""
    terms = find_terms((page.href, page.body) for page in pages)
    return [
        page
        if page.appendix or any(term.href == page.href for term in terms)
        else replace(page, body=with_terms(page.body, terms, "../" * page.href.count("/")))
        for page in pages
    ]


def copy_style(book: Book, assets: Path) -> None:
    """Write what gives a page its look: style sheet, light and dark, fonts."""
    assets.mkdir(parents=True, exist_ok=True)
    tokens = load_tokens(book.folder / EXTENSION)
    style = (_ASSETS / "book.css").read_text(encoding="utf-8")
    (assets / "book.css").write_text(tokens.as_css() + style, encoding="utf-8")
    shutil.copyfile(_ASSETS / "theme.js", assets / "theme.js")
    for name in (f"{family}-{face}.otf" for family in _FONTS for face in _FACES):
        shutil.copyfile(book.folder / FONTS / name, assets / name)


def _title(book: Book, pages: Sequence[Page], page: Page) -> str:
    return book.title if page is pages[0] else f"{page.title} – {book.title}"


def _parts(
    book: Book, pages: Sequence[Page], matter: Matter, page: Page, work: Work | None
) -> dict[str, str]:
    first = page is pages[0]
    root = "../" * page.href.count("/")
    numbered = [(one.href, one.title) for one in pages if one.number and not one.appendix]
    return {
        "title": escape(_title(book, pages, page)),
        "book": escape(book.title),
        "root": root,
        "cover": _cover(book, matter) + ways_in(numbered, work) if first else "",
        "chapters": _chapters(pages, page),
        "body": page.body,
        "colophon": _colophon(matter) if first else "",
        "outline": _outline(page),
        "neighbours": _neighbours(pages, page),
        "foot": foot(book, root, matter.texts),
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
