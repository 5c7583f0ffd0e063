from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import typst
from book_samples import written_book

from ckmreport.report.proof.pdf_text import PdfText, read_pdf
from ckmreport.report.render import Format, render

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
    sections = read_pdf(pdf, TITLES, TITLE).sections
    assert list(sections) == list(TITLES)
    assert sections["sec-over"].split() == "In 2023 deden 222 mensen mee.".split()
    assert "23,4%" in sections["sec-vragen"]
    assert "Voorbeeldstad" not in "".join(sections.values())


def test_a_heading_that_is_not_there_leaves_its_text_with_the_one_before(pdf: Path) -> None:
    sections = read_pdf(pdf, {"sec-kennis": "Kennis", "sec-x": "Bestaat niet"}, TITLE).sections
    assert list(sections) == ["sec-kennis"]
    assert "76,6%" in sections["sec-kennis"]


def test_a_word_is_read_whole_over_the_end_of_a_line(pdf: Path) -> None:
    text = "".join(read_pdf(pdf, TITLES, TITLE).sections.values())
    assert "\ufffe" not in text
    assert "\N{SOFT HYPHEN}" not in text


def compiled(folder: Path, source: str) -> PdfText:
    """Read a PDF with small pages."""
    page = '#set page(paper: "a6", numbering: "1")\n#set heading(numbering: "A.1")\n'
    (folder / "a.typ").write_text(page + source, "utf-8")
    typst.compile(folder / "a.typ", output=folder / "a.pdf")
    return read_pdf(folder / "a.pdf", {"sec-kennis": "Kennis", "sec-scholing": "Scholing"}, TITLE)


def printed(folder: Path, source: str) -> Mapping[str, str]:
    """Read the sections of a PDF with small pages."""
    return compiled(folder, source).sections


def test_a_number_alone_on_a_line_stays_before_the_next_heading(tmp_path: Path) -> None:
    sections = printed(tmp_path, "= Kennis\nAntwoord\n\n147\n\n= Scholing\nGeen\n")
    assert sections["sec-kennis"].split() == ["Antwoord", "147"]
    assert sections["sec-scholing"].split() == ["Geen"]


def test_only_the_number_of_the_page_itself_is_left_out(tmp_path: Path) -> None:
    source = "= Kennis\n147\n\n1\n#pagebreak()\n148\n= Scholing\n#lorem(30)\n"
    sections = printed(tmp_path, source)
    assert sections["sec-kennis"].split() == ["147", "1", "148"]
    assert not any(part.isdecimal() for part in sections["sec-scholing"].split())


def test_a_page_number_does_not_stick_to_a_broken_word(tmp_path: Path) -> None:
    small = "#set page(height: 5cm, width: 6cm, margin: 1cm)\n#set par(justify: true)\n"
    words = "de gemeente vermoedelijke slachtoffers en uitbuitingsuitbuitingsuitbuitings "
    source = f'{small}#set text(lang: "nl", hyphenate: true)\n= Kennis\n{words * 12}\n'
    text = printed(tmp_path, source)["sec-kennis"]
    assert not any(sign.isdecimal() for sign in text)
    assert text.split() == (words * 12).split()  # also over the end of a page


TWO_PAGES = """= Kennis
Van hen zag 12% iets. Ook elders zag 12% iets anders.
#pagebreak()
= Scholing
Van hen volgde 12% iets. En 12 van de 40 zeiden dat zij iets wisten.
"""


@pytest.mark.parametrize(
    ("before", "number", "after", "page"),
    [
        ("Van hen zag ", "12%", " iets. Ook elders", 1),
        ("Van hen volgde ", "12%", " iets.", 2),
        ("Van hen volgde ", "12%", " iets wat er niet staat", 2),
        ("Wat er niet staat ", "12", " van de 40 zeiden dat zij", 2),
        ("", "12", " van de 40", 2),
        ("Dit staat er niet ", "12%", " en dit ook niet", None),
        ("", "12%", "", None),  # nothing tells it from others
        ("Van hen volgde ", "13%", " iets.", None),
    ],
)
def test_a_number_is_found_by_what_stands_around_it(
    before: str, number: str, after: str, page: int | None, tmp_path: Path
) -> None:
    text = compiled(tmp_path, TWO_PAGES)
    assert text.find(before, number, after, 0, len(text.text)) == page


def test_a_number_is_looked_for_in_its_own_sections(tmp_path: Path) -> None:
    text = compiled(tmp_path, TWO_PAGES)
    start, end = text.extent(["sec-scholing"])
    assert text.find("Van hen zag ", "12%", " iets. Ook", start, end) is None
    assert text.find("Van hen volgde ", "12%", " iets.", start, end) == 2
    whole = text.extent(["sec-kennis", "sec-scholing"])
    assert whole[0] < start
    assert whole[1] == end
    assert text.extent(["sec-elders"]) == (0, len(text.text))
