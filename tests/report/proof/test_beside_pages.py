"""Files beside the pages hold the numbers of their pages and no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from book_samples import OPENING, opening_cell, share, told, written_book

from ckmreport.report.proof.beside_pages import unlike_pages
from ckmreport.report.proof.number_check import Deviation
from ckmreport.report.proof.page_text import read_page
from ckmreport.report.render.book import Book
from ckmreport.report.render.render import render

NAME = "notebooks/02-kennis"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    sentence = told("Zoveel: `{python} share`.", "een", share=share("23%", 52, 222))
    book = written_book(tmp_path, opening_cell(OPENING), sentence)
    render(book.folder, tmp_path / "out", ["html"], "embedded")
    return book


def found(book: Book, html: Path) -> list[Deviation]:
    pages = {c.path: read_page((html / c.href).read_text("utf-8")) for c in book.chapters}
    return list(unlike_pages(book, pages, html))


def test_what_a_renderer_wrote_agrees_with_its_pages(book: Book, tmp_path: Path) -> None:
    assert found(book, tmp_path / "out/html") == []


@pytest.mark.parametrize("name", [f"{NAME}.md", "llms.txt"])
def test_a_number_that_no_page_shows_is_found(book: Book, tmp_path: Path, name: str) -> None:
    file = tmp_path / "out/html" / name
    file.write_text(file.read_text("utf-8") + "\nSlechts 7777 van hen.\n", "utf-8")
    (one,) = found(book, tmp_path / "out/html")
    assert (one.number, one.missing, one.place) == ("7777", False, f"html/{name}")


def test_a_number_in_a_description_is_found(book: Book, tmp_path: Path) -> None:
    file = tmp_path / "out/html" / f"{NAME}.html"
    text = file.read_text("utf-8").replace(
        '"description" content="', '"description" content="7777 ', 1
    )
    file.write_text(text, "utf-8")
    (one,) = found(book, tmp_path / "out/html")
    assert (one.number, one.missing) == ("7777", False)


def test_a_number_that_a_twin_lacks_is_found(book: Book, tmp_path: Path) -> None:
    file = tmp_path / "out/html" / f"{NAME}.md"
    file.write_text(file.read_text("utf-8").replace("Zoveel: 23%", "Zoveel:"), "utf-8")
    (one,) = found(book, tmp_path / "out/html")
    assert (one.number, one.missing) == ("23", True)
