"""Fills the Typst template and compiles a tagged PDF (PDF/A-2a and PDF/UA-1)."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import typst

from ckmreport.foundation.errors import CkmError
from ckmreport.presentation import tokens
from ckmreport.presentation.text.dutch_numbers import date
from ckmreport.report.render.book import EXTENSION, FONTS, Book
from ckmreport.report.render.embedded.convert import Converted


def write_pdf(book: Book, converted: Converted, file: Path) -> None:
    """Write the book as a PDF; the same book gives the same bytes.

    Raises:
        CkmError: when Typst refuses the text, or warns of something that would show.
    """
    _compile(book, converted, _source(book, converted), file)


def write_front(book: Book, converted: Converted, file: Path) -> None:
    """Write the first chapter as a PDF of its own, in the look of the report.

    Raises:
        CkmError: as for the whole book.
    """
    _compile(book, converted, _front_source(book, converted), file)


def _compile(book: Book, converted: Converted, text: str, file: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="ckm-") as name:
        root = Path(name)
        for path, pictures in converted.figures.items():
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_text(pictures.svg, encoding="utf-8")
        for partial in ("report.typ", tokens.FILE):
            shutil.copy(book.folder / EXTENSION / partial, root / partial)
        source = root / "book.typ"
        source.write_text(text, encoding="utf-8")
        try:
            pdf, warnings = typst.compile_with_warnings(
                str(source),
                root=str(root),
                font_paths=[str(book.folder / FONTS)],
                ignore_system_fonts=True,
                pdf_standards=["a-2a", "ua-1"],
                timestamp=_timestamp(book.date),
            )
        except typst.TypstError as problem:
            raise _refused(str(problem), book, source) from problem
    if warnings:
        raise _refused(warnings[0].message, book, source)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(pdf)


def _source(book: Book, converted: Converted) -> str:
    matter = {name: f"[{forms['typst']}]" for name, forms in converted.matter.items()}
    arguments = {
        "title": _quoted(book.title),
        "subtitle": _quoted(book.subtitle),
        "authors": _authors(book),
        "date": _quoted(date(book.date)),
        "eyebrow": _quoted(book.eyebrow),
        "place": _quoted(book.place),
        "publisher": _quoted(book.publisher),
        "edition": matter.get("edition", "none"),
        "colophon": matter.get("colophon", "none"),
        "concept": matter.get("concept", "none"),
        "help": matter.get("help", "none"),
        "appendix-title": _quoted(converted.labels["appendix"]),
        "figure-source": _quoted(book.figure_source),
    }
    return _shown("report", arguments, converted.typst)


def _front_source(book: Book, converted: Converted) -> str:
    arguments = {
        "name": _quoted(converted.pages[0].title),
        "title": _quoted(book.title),
        "authors": _authors(book),
        "date": _quoted(date(book.date)),
        "publisher": _quoted(book.publisher),
        "concept": "none" if book.concept is None else "true",
    }
    return _shown("leaflet", arguments, converted.front)


def _shown(template: str, arguments: Mapping[str, str], body: str) -> str:
    listed = "".join(f"  {name}: {value},\n" for name, value in arguments.items())
    return f'#import "report.typ": *\n#show: {template}.with(\n{listed})\n\n{body}'


def _authors(book: Book) -> str:
    return f"({''.join(_quoted(name) + ', ' for name in book.authors)})"


def _quoted(text: str | None) -> str:
    return "none" if text is None else json.dumps(text, ensure_ascii=False)


def _timestamp(date: dt.date) -> int:
    return int(dt.datetime(date.year, date.month, date.day, 12, tzinfo=dt.UTC).timestamp())


def _refused(message: str, book: Book, source: Path) -> CkmError:
    return CkmError(
        f"Typst could not set the PDF: {message}",
        place=book.folder / source.name,
        advice="Look for unusual markup in the chapters",
    )
