"""Executed notebooks as pages: prose with its numbers filled in, code folded away, outputs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath
from string import Template

from ckmreport.report.render.book import Book, Chapter
from ckmreport.report.render.drawn_figures import colour_names, drawing
from ckmreport.report.render.notebook import MARKDOWN, SVG, Cell, Notebook, Output, read_notebook
from ckmreport.report.render.notebook_text import OUTPUT, References, notebook_contents
from ckmreport.report.render.site import copy_style

#: The folder of the pages, beside those of the book.
PAGES = "notebooks-uitgevoerd"
_ASSETS = Path(__file__).parent / "assets"
_REFERENCE = re.compile(r'<a [^>]*href="[^"]*#([a-z]+-[\w-]+)"[^>]*>(.*?)</a>', re.DOTALL)
_HEADING = re.compile(r"^#[ ]+(.+?)(?:[ ]+\{[^{}]*\})?[ ]*$", re.MULTILINE)
#: What cells that do the same in every notebook are called, by their ids.
_NAMES = {
    "setup": "Voorbereiding",
    "parameters": "Instellingen",
    "injected-parameters": "Instellingen van deze uitvoering",
    "laden": "Gegevens",
}
_LABEL = re.compile(r"\{[^{}\n]*#((?:sec|fig|tbl)-[\w-]+)")


@dataclass(frozen=True)
class NotebookPage:
    """A page of an executed notebook; `href` is relative to the root of the HTML book."""

    chapter: Chapter
    title: str
    href: str


def cell_anchor(cell_id: str) -> str:
    """Write the anchor of a cell in the page of a notebook."""
    return f"cel-{cell_id}"


def page_of(chapter: str) -> str:
    """Name the page of a chapter's notebook, relative to the root of the HTML book."""
    return f"{PAGES}/{PurePosixPath(chapter).stem}.html"


def write_notebook_pages(book: Book, html: Path) -> list[NotebookPage]:
    """Write a page for the notebook of every chapter into a finished HTML book.

    The book may come from either renderer; the pages have the look of the embedded one, and
    take the numbers of cross-references from the chapters. What pandoc made of a notebook an
    earlier time is taken again, for as long as it would be the same.

    Raises:
        CkmError: when pandoc cannot read the text.
    """
    copy_style(book, html / "assets")
    folder = html / PAGES
    folder.mkdir(parents=True, exist_ok=True)
    notebooks = [read_notebook(book.folder, chapter.path) for chapter in book.chapters]
    references = _references(book, notebooks, html)
    contents = notebook_contents(book, notebooks, references)
    written = []
    names = colour_names(book)
    template = Template((_ASSETS / "notebook.html").read_text(encoding="utf-8"))
    for chapter, notebook, content in zip(book.chapters, notebooks, contents, strict=True):
        page = NotebookPage(chapter, _title(notebook), page_of(chapter.path))
        stem = PurePosixPath(chapter.path).stem
        parts = [
            _cell(cell, shown, folder, stem, names)
            for cell, shown in zip(notebook.cells, content, strict=True)
        ]
        text = template.substitute(
            title=escape(page.title),
            book=escape(book.title),
            href=escape(chapter.href),
            file=escape(PurePosixPath(chapter.path).name),
            cells="\n".join(parts),
        )
        (html / page.href).write_text(text, encoding="utf-8")
        written.append(page)
    return written


def _references(book: Book, notebooks: list[Notebook], html: Path) -> References:
    """Find place and text of every label; the text is the one that chapters use."""
    known: dict[str, str] = {}
    for chapter in book.chapters:
        page = (html / chapter.href).read_text(encoding="utf-8")
        for label, content in _REFERENCE.findall(page):
            text = " ".join(re.sub(r"<[^>]+>", "", content).replace("&nbsp;", " ").split())
            if re.search(r"\d|Bijlage", text) and len(text) > len(known.get(label, "")):
                known[label] = text
    found = {}
    for chapter, notebook in zip(book.chapters, notebooks, strict=True):
        for label in _labels(notebook):
            href = f"../{chapter.href}#{label}"
            found[label] = {"href": href, "text": known.get(label, label)}
    return found


def _labels(notebook: Notebook) -> Iterator[str]:
    for cell in notebook.cells:
        if cell.label:
            yield cell.label
        yield from _LABEL.findall(cell.source)


def _title(notebook: Notebook) -> str:
    for cell in notebook.cells:
        if cell.kind == "markdown" and (heading := _HEADING.search(cell.source)):
            return re.sub(r"[*_`]", "", heading[1])
    return PurePosixPath(notebook.path).stem


def _cell(cell: Cell, content: str, folder: Path, stem: str, names: Mapping[str, str]) -> str:
    name = escape(cell.id)
    told = _NAMES.get(cell.id, name)
    opening = f'<div class="cell" id="{cell_anchor(name)}">\n<p class="cell-name">{told}</p>\n'
    if cell.kind != "code":
        return f"{opening}{content.strip()}\n</div>"
    code, _, shown = content.partition(OUTPUT)
    shown = _other_outputs(cell, f"{stem}-{name}", folder, names) + shown.strip()
    note = "" if cell.shown else " (niet in het rapport)"
    folded = f'<details class="code"><summary>Code{note}</summary>\n{code.strip()}\n</details>'
    return f"{opening}{folded}\n{shown}\n</div>"


def _other_outputs(cell: Cell, name: str, folder: Path, names: Mapping[str, str]) -> str:
    parts = []
    for number, output in enumerate(cell.outputs, start=1):
        alt = escape(str(cell.options.get("fig-alt", "")))
        if SVG in output.data and output.pictures.narrow:
            drawn = drawing(output.pictures, alt, f"{name}-{number}", names)
            parts.append(f'<div class="figure">{drawn}</div>\n')
        elif SVG in output.data:
            file = folder / "figuren" / f"{name}-{number}.svg"
            file.parent.mkdir(exist_ok=True)
            file.write_text(output.data[SVG], encoding="utf-8")
            parts.append(f'<div class="figure"><img src="figuren/{file.name}" alt="{alt}"></div>\n')
        elif text := _plain(output):
            parts.append(f"<pre>{escape(text)}</pre>\n")
    return "".join(parts)


def _plain(output: Output) -> str:
    return "" if MARKDOWN in output.data else output.text or output.data.get("text/plain", "")
