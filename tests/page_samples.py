"""Pages and PDFs in a form in which two of them can be compared."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from bs4 import BeautifulSoup


def page_lines(html: str) -> list[str]:
    """Give the elements and texts of a page, a line each; order of attributes and spaces apart."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(True):
        values = {
            name: " ".join(value) if isinstance(value, list) else value
            for name, value in element.attrs.items()
        }
        element.attrs = dict(sorted(values.items()))
    for text in soup.find_all(string=True):
        text.replace_with(" ".join(text.split()))
    return [" ".join(line.split()) for line in soup.prettify().splitlines() if line.strip()]


def site_lines(folder: Path) -> dict[str, list[str]]:
    """Give the lines of every page of a site, by its place."""
    return {
        file.relative_to(folder).as_posix(): page_lines(file.read_text("utf-8"))
        for file in sorted(folder.rglob("*.html"))
    }


def page_texts(pdf: Path) -> list[str]:
    """Give the text of every page of a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]
