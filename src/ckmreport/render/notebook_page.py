"""Executed notebooks as pages: prose with its numbers filled in, code folded away, outputs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath
from string import Template

import pypandoc

from ckmreport.errors import CkmError
from ckmreport.render.book import EXTENSION, Book, Chapter
from ckmreport.render.embedded.html import copy_style
from ckmreport.render.embedded.markdown import reader
from ckmreport.render.kept import FOLDER, Kept
from ckmreport.render.notebook import INLINE, MARKDOWN, SVG, Cell, Notebook, Output, read_notebook

#: The folder of the pages, beside those of the book.
PAGES = "notebooks-uitgevoerd"
_ASSETS = Path(__file__).parent / "assets"
_MARK = "<!--ckm-cell-->"
_REFERENCE = re.compile(r'<a [^>]*href="[^"]*#([a-z]+-[\w-]+)"[^>]*>(.*?)</a>', re.DOTALL)
_HEADING = re.compile(r"^#[ ]+(.+?)(?:[ ]+\{[^{}]*\})?[ ]*$", re.MULTILINE)
_LABEL = re.compile(r"\{[^{}\n]*#((?:sec|fig|tbl)-[\w-]+)")
_ROWS = re.compile(r"<(thead|tbody)>.*?</\1>", re.DOTALL)
_NOTES = re.compile(r"<aside id=\"footnotes[-\d]*\"(.*?)</aside>", re.DOTALL)
_LINE_LINK = re.compile(r' id="cb\d+-\d+"><a href="#cb\d+-\d+"[^>]*></a>')
_OPTION = re.compile(r"#\|.*\n?")
_WORK = re.compile(r"@(?!(?:sec|fig|tbl)-)|\{#refs\}")


@dataclass(frozen=True)
class NotebookPage:
    """A page of an executed notebook; `href` is relative to the root of the HTML book."""

    chapter: Chapter
    title: str
    href: str


def cell_anchor(cell_id: str) -> str:
    """Give the name by which a page of a notebook is opened at a cell."""
    return f"cel-{cell_id}"


def page_of(chapter: str) -> str:
    """Give the page of a chapter's notebook, relative to the root of the HTML book."""
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
    kept = Kept(book.folder / FOLDER / "notebooks")
    with ThreadPoolExecutor(os.cpu_count()) as threads:  # each waits for a pandoc of its own
        contents = list(threads.map(lambda one: _contents(one, book, references, kept), notebooks))
    kept.forget_others()
    written = []
    template = Template((_ASSETS / "notebook.html").read_text(encoding="utf-8"))
    for chapter, notebook, content in zip(book.chapters, notebooks, contents, strict=True):
        page = NotebookPage(chapter, _title(notebook), page_of(chapter.path))
        stem = PurePosixPath(chapter.path).stem
        parts = [
            _cell(cell, shown, folder, stem)
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


def _markdown(cell: Cell) -> str:
    """Give a cell as Markdown: its text with the results, or its code and its outputs."""
    if cell.kind == "markdown":
        return INLINE.sub(lambda found: _result(cell, found[1].strip()), cell.source)
    if cell.kind != "code":
        return ""
    fence = "`" * 6
    code = f"{fence}{{.python}}\n{_without_options(cell.source)}\n{fence}\n\n<!--ckm-output-->\n\n"
    outputs = [output.data[MARKDOWN] for output in cell.outputs if MARKDOWN in output.data]
    caption = cell.options.get("fig-cap") or cell.options.get("tbl-cap")
    if caption:
        outputs.append(f"::: {{.caption}}\n[{cell.label}:]{{.float-number}} {caption}\n:::")
    return code + "\n\n".join(outputs)


def _result(cell: Cell, expression: str) -> str:
    """Give a result that tells its expression; a number with a source of its own stays as it is."""
    result = cell.results[expression]
    if "{.getal" in result or "\n\n" in result:
        return result
    quoted = expression.replace("\\", "\\\\").replace('"', '\\"')
    return f'[{result}]{{.uitkomst data-expression="{quoted}" title="{quoted}"}}'


def _without_options(source: str) -> str:
    """Give the code of a cell; its captions stand under the outputs, with the numbers in them."""
    position = 0
    while found := _OPTION.match(source, position):
        position = found.end()
    return source[position:]


def _contents(
    notebook: Notebook, book: Book, references: Mapping[str, Mapping[str, str]], kept: Kept
) -> list[str]:
    """Give the cells of a notebook as HTML."""
    markdown = "\n\n".join(f"{_MARK}\n\n{_markdown(cell)}" for cell in notebook.cells)
    # Formatting the works takes longer than a short page; where it cites any, it takes all of
    # them, so that 2021a and 2021b are those of the book.
    works = book.bibliography if _WORK.search(markdown) else ()
    bibliography = [book.folder / name for name in works]
    csl = book.folder / book.csl
    metadata = {
        # pandoc has a use of its own for `references`
        "ckm-references": {label: to for label, to in references.items() if label in markdown},
        "bibliography": list(map(str, bibliography)),
        "csl": str(csl),
        "lang": "nl-NL",
        "nocite": book.nocite or "",
        "suppress-bibliography": "{#refs}" not in markdown,
    }
    filters = [_ASSETS / "notebook.lua", book.folder / EXTENSION / "common.lua"]
    options = [
        f"--from={reader(markdown)}-auto_identifiers",
        "--to=html5",
        "--mathml",
        "--wrap=none",
        "--reference-location=block",
        *(f"--lua-filter={file}" for file in filters),
        *(["--citeproc"] if bibliography else []),
    ]
    about = json.dumps(metadata, ensure_ascii=False)
    files = [file.read_text(encoding="utf-8") for file in (*filters, *bibliography, csl)]
    html = kept.text(
        markdown, about, *options, *files, make=lambda: _pandoc(markdown, about, options)
    )
    # Notes follow their block; pandoc makes each of them a landmark of the page.
    html = _NOTES.sub(r"<div\1</div>", html)
    return _ROWS.sub(_with_scope, _LINE_LINK.sub(">", html)).split(_MARK)[1:]


def _pandoc(markdown: str, metadata: str, options: Sequence[str]) -> str:
    with tempfile.TemporaryDirectory(prefix="ckm-") as name:
        file = Path(name) / "metadata.json"
        file.write_text(metadata, encoding="utf-8")
        done = subprocess.run(
            [pypandoc.get_pandoc_path(), *options, f"--metadata-file={file}"],
            input=markdown,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    if done.returncode != 0:
        raise CkmError(
            f"pandoc could not read the notebooks: {done.stderr.strip()}",
            advice="Mend what it names",
        )
    return done.stdout


def _with_scope(rows: re.Match[str]) -> str:
    scope = "col" if rows[1] == "thead" else "row"
    return re.sub(r"<th(?=[ >])", f'<th scope="{scope}"', rows[0])


def _references(
    book: Book, notebooks: list[Notebook], html: Path
) -> Mapping[str, Mapping[str, str]]:
    """Give place and text of every label; the text is what the chapters call it."""
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


def _cell(cell: Cell, content: str, folder: Path, stem: str) -> str:
    name = escape(cell.id)
    opening = f'<div class="cell" id="{cell_anchor(name)}">\n<p class="cell-name">{name}</p>\n'
    if cell.kind != "code":
        return f"{opening}{content.strip()}\n</div>"
    code, _, shown = content.partition("<!--ckm-output-->")
    shown = _other_outputs(cell, f"{stem}-{name}", folder) + shown.strip()
    note = "" if cell.shown else " (niet in het rapport)"
    folded = f'<details class="code"><summary>Code{note}</summary>\n{code.strip()}\n</details>'
    return f"{opening}{folded}\n{shown}\n</div>"


def _other_outputs(cell: Cell, name: str, folder: Path) -> str:
    parts = []
    for number, output in enumerate(cell.outputs, start=1):
        if SVG in output.data:
            file = folder / "figuren" / f"{name}-{number}.svg"
            file.parent.mkdir(exist_ok=True)
            file.write_text(output.data[SVG], encoding="utf-8")
            alt = escape(str(cell.options.get("fig-alt", "")))
            parts.append(f'<div class="figure"><img src="figuren/{file.name}" alt="{alt}"></div>\n')
        elif text := _plain(output):
            parts.append(f"<pre>{escape(text)}</pre>\n")
    return "".join(parts)


def _plain(output: Output) -> str:
    return "" if MARKDOWN in output.data else output.text or output.data.get("text/plain", "")
