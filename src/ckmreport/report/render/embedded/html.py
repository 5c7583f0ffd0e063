"""Writes what the embedded renderer converted as an HTML book."""

from __future__ import annotations

from pathlib import Path

from ckmreport.report.render.book import Book
from ckmreport.report.render.embedded.convert import Converted
from ckmreport.report.render.embedded.matter import matter_in_html
from ckmreport.report.render.site import write_site


def write_html(book: Book, converted: Converted, folder: Path) -> None:
    """Write the book as pages into an empty or absent folder, `index.html` first."""
    matter = matter_in_html(converted.matter, converted.labels)
    write_site(book, converted.pages, matter, converted.figures, folder)
