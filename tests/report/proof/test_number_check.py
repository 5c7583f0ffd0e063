from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from book_samples import CHAPTER, OPENING, opening_cell, table_cell, text, written_book
from render_samples import Change, Json

from ckmreport.report.proof.ledger import Ledger
from ckmreport.report.proof.ledger_builder import build_ledger
from ckmreport.report.proof.number_check import Deviation, ReadBack
from ckmreport.report.proof.pdf_text import PdfText, read_pdf
from ckmreport.report.render import render
from ckmreport.report.render.book import Book
from ckmreport.report.render.embedded.convert import convert
from ckmreport.report.render.embedded.pdf import write_pdf
from ckmreport.report.render.notebook import read_notebook

PAGE = "notebooks/02-kennis.html"
SMUGGLED = "Naar schatting 77% van de meldingen blijft liggen."


@dataclass(frozen=True)
class Made:
    """A book that was rendered, with its ledger."""

    book: Book
    html: Path
    pdf: Path
    front: Path

    def read_back(self, html: Path | None = None) -> ReadBack:
        """Read the book, or other pages in place of its own."""
        cells = {c.path: read_notebook(self.book.folder, c.path).cells for c in self.book.chapters}
        ledger: Ledger = build_ledger(cells, "2023", {})
        return ReadBack.of(self.book, ledger, cells, html or self.html)

    def pdf_text(self, pdf: Path) -> PdfText:
        """Read a PDF by the sections of the book."""
        pages = self.read_back().pages.values()
        titles = {label: title for page in pages for label, title in page.titles.items()}
        return read_pdf(pdf, titles, self.book.title)

    def deviations(
        self, *, html: Path | None = None, pdf: Path | None = None, front: Path | None = None
    ) -> list[Deviation]:
        read = self.read_back(html)
        found = [*read.html()]
        if pdf is not None:
            found += read.pdf(self.pdf_text(pdf), pdf.name)
        if front is not None:
            found += read.pdf(self.pdf_text(front), front.name, front=True)
        return found


def made(folder: Path, *cells: Json, change: Change | None = None) -> Made:
    book = written_book(folder, *cells, change=change)
    rendered = render(book.folder, folder / "out", renderer="embedded")
    assert rendered.html is not None
    assert rendered.pdf is not None
    assert rendered.front is not None
    return Made(book, rendered.html, rendered.pdf, rendered.front)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made(tmp_path_factory.mktemp("sound"))


@pytest.fixture(scope="module")
def smuggled(tmp_path_factory: pytest.TempPathFactory) -> Made:
    source = OPENING.replace("\n\n[^kennis-1]:", f"\n{SMUGGLED}\n\n[^kennis-1]:")
    return made(tmp_path_factory.mktemp("smuggled"), opening_cell(source), table_cell())


@pytest.fixture
def pages(sound: Made, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound.html, tmp_path / "html"))


def edit(folder: Path, old: str, new: str) -> None:
    file = folder / PAGE
    page = file.read_text(encoding="utf-8")
    assert page.count(old) == 1
    file.write_text(page.replace(old, new), encoding="utf-8")


def test_a_sound_book_has_no_deviations(sound: Made) -> None:
    assert sound.deviations(html=sound.html, pdf=sound.pdf) == []
    assert sound.deviations(pdf=sound.pdf) == []
    assert sum(len(page.blocks) for page in sound.read_back().pages.values()) > 20


def test_a_number_typed_in_a_notebook_is_found(smuggled: Made) -> None:
    (found,) = smuggled.deviations(pdf=smuggled.pdf)
    assert (found.number, found.missing) == ("77%", False)
    assert found.sentence.startswith(SMUGGLED)
    assert found.place == "html/notebooks/02-kennis.html#sec-kennis"


def test_a_number_that_only_the_pdf_has_is_found(sound: Made, smuggled: Made) -> None:
    found = [one for one in sound.deviations(pdf=smuggled.pdf) if one.number == "77%"]
    assert [(one.missing, one.place) for one in found] == [(False, "rapport.pdf#sec-kennis")]
    assert found[0].sentence.startswith(SMUGGLED)


def test_a_number_smuggled_into_the_html_is_found(sound: Made, pages: Path) -> None:
    edit(pages, "<p>Van de", f"<p>{SMUGGLED}</p>\n<p>Van de")
    (found,) = sound.deviations(html=pages)
    assert (found.number, found.missing, found.sentence) == ("77%", False, SMUGGLED)
    error = found.as_error()
    assert SMUGGLED in error.message
    assert error.advice is not None
    assert "[77%]{.vast}" in error.advice


def test_a_number_that_stands_elsewhere_in_the_section_is_found_too(
    sound: Made, pages: Path
) -> None:
    again = "Ook elders is het 23%."
    edit(pages, "<p>Van de", f"<p>{again}</p>\n<p>Van de")
    assert [one.sentence for one in sound.deviations(html=pages)] == [again]


def test_a_changed_number_is_lacking_and_unaccounted_for(sound: Made, pages: Path) -> None:
    edit(pages, ">23%<", ">32%<")
    found = sound.deviations(html=pages)
    assert [(one.number, one.missing) for one in found] == [("23%", True)]
    assert found[0].sentence == "Van de 222 respondenten volgden 52 een scholing (23%)."


@pytest.mark.parametrize(
    ("old", "new", "deviation"),
    [
        ("16,03", "16,3", ("16,03", True)),  # in a footnote
        (">137</span>", "></span>", ("137", True)),  # in a caption
        (">137</span>", ">137</span>0", ("1370", False)),
        (">52</span>", ">52</span>,7", ("52,7", False)),  # in the text
        ("Zorg 300,", "Zorg,", ("300", True)),  # in an alternative text
        ("Zorg 300,", "Zorg 301,", ("301", False)),
        (">84</td>", "></td>", ("84", True)),  # in a table
        (">84</td>", ">85</td>", ("85", False)),
        (">12</span> jaar", "></span> jaar", ("12", True)),  # a fixed fact
    ],
)
def test_every_place_is_read(
    old: str, new: str, deviation: tuple[str, bool], sound: Made, pages: Path
) -> None:
    edit(pages, old, new)
    found = {(one.number, one.missing) for one in sound.deviations(html=pages)}
    assert deviation in found


def test_a_number_that_is_printed_twice_is_read_twice(tmp_path: Path) -> None:
    source = OPENING.replace("Sinds 2021", "Het ging om `{python} share.n`.\nSinds 2021")
    other = made(tmp_path, opening_cell(source))
    assert other.deviations() == []
    page = (other.html / PAGE).read_text(encoding="utf-8")
    assert page.count(">52</span>") == 2
    place = page.rindex(">52</span>")
    (other.html / PAGE).write_text(page[:place] + ">53" + page[place + 3 :], encoding="utf-8")
    (found,) = other.deviations()
    assert (found.number, found.missing) == ("52", True)


def test_a_sign_that_follows_a_number_belongs_to_it(tmp_path: Path) -> None:
    source = OPENING.replace("(`{python} share`)", "(`{python} share.n`% van iets)")
    assert made(tmp_path, opening_cell(source)).deviations() == []


def test_the_sentence_and_the_page_of_a_number_are_found(sound: Made) -> None:
    read = sound.read_back()
    values = {number.id: number.value for number in read.ledger.numbers}
    (share,) = [name for name, value in values.items() if value == "23%"]
    assert read.sentences()[share] == "Van de 222 respondenten volgden 52 een scholing (23%)."
    pages = read.page_numbers(sound.pdf_text(sound.pdf))
    assert set(values) - set(pages) == {n.id for n in read.ledger.numbers if n.where == "alt"}
    assert len(set(pages.values())) == 2  # of two chapters


@pytest.mark.parametrize(
    "harmless",
    [
        "Sinds 24 november 2021 geldt artikel 273f (CKM, 2023a, pp. 34, 62).",
        "Zie Figuur 2.1 en Tabel 2.1.",
    ],
)
def test_years_names_and_references_need_no_account(
    harmless: str, sound: Made, pages: Path
) -> None:
    edit(pages, "<p>Van de", f"<p>{harmless}</p>\n<p>Van de")
    assert sound.deviations(html=pages) == []


def test_a_number_that_the_pdf_drops_is_found(sound: Made, tmp_path: Path) -> None:
    shorter = OPENING.replace(" (`{python} share`)", "")
    other = made(tmp_path, opening_cell(shorter), table_cell())
    (found,) = [one for one in sound.deviations(pdf=other.pdf) if one.number == "23%"]
    assert found.missing
    assert found.sentence == "Van de 222 respondenten volgden 52 een scholing (23%)."
    assert "not in this file" in found.as_error().message


def test_a_footnote_that_the_pdf_drops_is_found(sound: Made, tmp_path: Path) -> None:
    shorter = OPENING.replace("De toets gaf `{python} test`.", "Zie daar.")
    other = made(tmp_path, opening_cell(shorter), table_cell())
    found = {one.number: one for one in sound.deviations(pdf=other.pdf)}
    assert found["16,03"].place == "rapport.pdf, footnotes and figures"


def test_the_first_chapter_alone_is_read_too(sound: Made, tmp_path: Path) -> None:
    assert sound.deviations(front=sound.front) == []
    typed = text("Toch zag 77% niets.")
    other = made(tmp_path, change=lambda book: book["index.ipynb"].append(typed))
    (found,) = sound.deviations(front=other.front)
    assert (found.number, found.missing) == ("77%", False)
    assert found.place == "kerncijfers.pdf#sec-over"


def test_a_typed_table_is_not_accounted_for(tmp_path: Path) -> None:
    typed = text("| Wie | n |\n|:---|---:|\n| Zorg | 41 |")
    typed_in = made(tmp_path, opening_cell(), typed)
    (found,) = typed_in.deviations()
    assert (found.number, found.missing) == ("41", False)


def test_a_book_without_its_own_numbers_is_no_book(sound: Made, pages: Path) -> None:
    (pages / PAGE).write_text("<main></main>", encoding="utf-8")
    lacking = {one.number for one in sound.deviations(html=pages) if one.missing}
    assert {"222", "52", "23%", "16,03", "300", "137"} <= lacking
    assert CHAPTER in sound.read_back().cells


def test_a_number_that_is_only_on_screen_is_read_there_and_not_missed_in_the_pdf(
    tmp_path: Path,
) -> None:
    hidden = text("::: {.op-scherm}\nOp te zoeken: [77]{.vast} keer.\n:::")
    book = made(tmp_path, opening_cell(), hidden, table_cell())
    assert "77" in (book.html / PAGE).read_text("utf-8")
    assert "77" not in book.pdf_text(book.pdf).text
    assert book.deviations(pdf=book.pdf, front=book.front) == []


def test_where_to_find_help_is_accounted_for_after_the_last_chapter(tmp_path: Path) -> None:
    sound = written_book(tmp_path)
    book = replace(sound, help="**Advies**\\\nBel 0800-4433.")
    pdf = tmp_path / "x.pdf"
    write_pdf(book, convert(book), pdf)
    html = render(book.folder, tmp_path / "out", ["html"], "embedded").html
    assert html is not None
    told = Made(book, html, pdf, pdf)
    assert "0800-4433" in told.pdf_text(pdf).text
    assert told.deviations(pdf=pdf) == []
    assert Made(sound, html, pdf, pdf).deviations(pdf=pdf) != []
