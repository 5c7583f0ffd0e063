"""Renders a staged book as HTML and PDF, with Quarto or with the embedded renderer."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from ckmreport.report.render import embedded
from ckmreport.report.render.book import read_book
from ckmreport.report.render.book_rules import check
from ckmreport.report.render.quarto import Quarto, find_quarto, render_with_quarto, require_quarto
from ckmreport.report.render.stage import write_numbers

Format = Literal["html", "pdf"]
Renderer = Literal["auto", "quarto", "embedded"]

#: The book, and its first chapter alone.
PDF, FRONT_PDF = "rapport.pdf", "kerncijfers.pdf"


@dataclass(frozen=True)
class Rendered:
    """The result of rendering: the renderer's name, the folder of the HTML book, the PDF.

    `pages` is the folder of the HTML book for proofreading, also where only the PDF is asked for.
    `front` is the PDF of the first chapter alone, made with that of the book; `warnings` are those
    of the renderer.
    """

    renderer: str
    pages: Path
    html: Path | None
    pdf: Path | None
    front: Path | None
    warnings: tuple[str, ...] = ()


def _silent(_: str) -> None:
    """Ignore the progress."""


def render(
    staged: Path,
    out: Path,
    formats: Collection[Format] = ("html", "pdf"),
    renderer: Renderer = "auto",
    on_event: Callable[[str], None] = _silent,
) -> Rendered:
    """Render a staged book, as `rendering` does; give what was made when all of it is there."""
    with rendering(staged, out, formats, renderer, on_event) as rendered:
        pass
    return rendered


@contextmanager
def rendering(
    staged: Path,
    out: Path,
    formats: Collection[Format] = ("html", "pdf"),
    renderer: Renderer = "auto",
    on_event: Callable[[str], None] = _silent,
) -> Iterator[Rendered]:
    """Render a staged book into `out/html/`, `out/rapport.pdf` and `out/kerncijfers.pdf`.

    In the `with` block the HTML is there, and the PDFs are being set meanwhile; after it they are
    there too. The last one, the first chapter alone, is always made by the embedded renderer:
    Quarto makes one PDF of a book.

    Args:
        staged: the folder that `stage` made.
        out: where the results go; earlier results there are replaced.
        formats: which to make, the HTML or the PDFs.
        renderer: `auto` takes Quarto where it is installed and new enough.
        on_event: is told in one line what happens.

    Raises:
        CkmError: when the book breaks a rule, or the renderer fails.
    """
    book = read_book(staged)
    check(book)
    html = out / "html" if "html" in formats else None
    pdf, front = (out / PDF, out / FRONT_PDF) if "pdf" in formats else (None, None)
    if html is not None:
        shutil.rmtree(html, ignore_errors=True)
    quarto = _choose(renderer, on_event)
    on_event(f"rendering with {quarto or 'the embedded renderer'}")
    converted = embedded.convert(book, ("pdf",) if quarto else ("html", "pdf"))
    write_numbers(book.folder, converted.numbers)
    if quarto:
        warnings = render_with_quarto(quarto, book, html, pdf)
        if front is not None:
            embedded.write_front(book, converted, front)
        pages = html or book.folder / book.output_dir
        yield Rendered(str(quarto), pages, html, pdf, front, warnings)
        return
    with ExitStack() as stack:  # Typst works without Python while it sets a page
        threads = stack.enter_context(ThreadPoolExecutor())
        setting = []
        if pdf is not None and front is not None:
            setting.append(threads.submit(embedded.write_pdf, book, converted, pdf))
            setting.append(threads.submit(embedded.write_front, book, converted, front))
        pages = html or Path(stack.enter_context(TemporaryDirectory(prefix="ckm-")))
        embedded.write_html(book, converted, pages)
        yield Rendered("embedded", pages, html, pdf, front)
        for one in setting:
            one.result()


def _choose(renderer: Renderer, on_event: Callable[[str], None]) -> Quarto | None:
    if renderer == "embedded":
        return None
    if renderer == "quarto":
        return require_quarto()
    found = find_quarto()
    if found is not None and not found.usable:
        on_event(f"{found} is too old for the report")
        return None
    return found
