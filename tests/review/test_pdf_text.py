from __future__ import annotations

from pathlib import Path

import pytest
from book_samples import written_book

from ckmreport.render import Format, render
from ckmreport.review.pdf_text import read_pdf

TITLE = "Zicht op criminele uitbuiting in Voorbeeldstad"
TITLES = {"sec-over": "Over dit rapport", "sec-kennis": "Kennis", "sec-vragen": "Scholing"}
PDF: tuple[Format, ...] = ("pdf",)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pdf")
    made = render(written_book(folder).folder, folder / "out", PDF, "embedded").pdf
    assert made is not None
    return made


def test_a_section_is_read_without_running_heads_and_page_numbers(pdf: Path) -> None:
    sections = read_pdf(pdf, TITLES, TITLE)
    assert list(sections) == list(TITLES)
    assert sections["sec-over"].split() == "In 2023 deden 222 mensen mee.".split()
    assert "23,4%" in sections["sec-vragen"]
    assert "Voorbeeldstad" not in "".join(sections.values())


def test_a_heading_that_is_not_there_leaves_its_text_with_the_one_before(pdf: Path) -> None:
    sections = read_pdf(pdf, {"sec-kennis": "Kennis", "sec-x": "Bestaat niet"}, TITLE)
    assert list(sections) == ["sec-kennis"]
    assert "76,6%" in sections["sec-kennis"]


def test_a_word_is_read_whole_over_the_end_of_a_line(pdf: Path) -> None:
    text = "".join(read_pdf(pdf, TITLES, TITLE).values())
    assert "\ufffe" not in text
    assert "\N{SOFT HYPHEN}" not in text
