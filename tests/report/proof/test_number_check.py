from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from book_samples import CHAPTER, OPENING, opening_cell, table_cell, text, written_book
from ckmreport.report.proof.manuscript import Manuscript
from ckmreport.report.proof.manuscript_reader import read_manuscript
from render_samples import Change, Json

from ckmreport.report.proof.number_check import Deviation, ReadBack
from ckmreport.report.render import Format, render

PAGE = "notebooks/02-kennis.html"
SMUGGLED = "Naar schatting 77% van de meldingen blijft liggen."


@dataclass(frozen=True)
class Made:
    """A book that was rendered, with its manuscript."""

    staged: Path
    html: Path
    pdf: Path
    front: Path
    manuscript: Manuscript

    def deviations(
        self, *, html: Path | None = None, pdf: Path | None = None, front: Path | None = None
    ) -> list[Deviation]:
        read = ReadBack.of(self.manuscript, self.staged, html)
        of_pdf = read.pdf(pdf) if pdf is not None else []
        of_front = read.pdf(front, front=True) if front is not None else []
        return [*read.html(), *of_pdf, *of_front]


def made(folder: Path, *cells: Json, change: Change | None = None) -> Made:
    book = written_book(folder, *cells, change=change)
    rendered = render(book.folder, folder / "out", renderer="embedded")
    assert rendered.html is not None
    assert rendered.pdf is not None
    assert rendered.front is not None
    manuscript = read_manuscript(book.folder)
    return Made(book.folder, rendered.html, rendered.pdf, rendered.front, manuscript)


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
    assert len(sound.manuscript.lines) > 20


def test_a_number_typed_in_a_notebook_is_found_in_both_forms(smuggled: Made) -> None:
    found = smuggled.deviations(html=smuggled.html, pdf=smuggled.pdf)
    assert [(one.number, one.missing) for one in found] == [("77%", False), ("77%", False)]
    assert all(one.sentence.startswith(SMUGGLED) for one in found)
    assert [one.place for one in found] == [
        "html/notebooks/02-kennis.html#sec-kennis",
        "rapport.pdf#sec-kennis",
    ]


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
    assert [(one.number, one.missing) for one in found] == [("32%", False), ("23%", True)]


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ("16,03", "16,3", "16,03"),  # in a footnote
        (">137</span>", ">137</span>0", "137"),  # in a caption
        ("Zorg 300,", "Zorg,", "300"),  # in an alternative text
        (">84</td>", "></td>", "84"),  # in a table
        (">12</span> jaar", "></span> jaar", "12"),  # a fixed fact
    ],
)
def test_every_place_is_read(old: str, new: str, number: str, sound: Made, pages: Path) -> None:
    edit(pages, old, new)
    assert number in {one.number for one in sound.deviations(html=pages) if one.missing}


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
    assert found["16,03"].place == "rapport.pdf, footnotes"


def test_the_first_chapter_alone_is_read_too(sound: Made, tmp_path: Path) -> None:
    assert sound.deviations(front=sound.front) == []
    typed = text("Toch zag 77% niets.")
    other = made(tmp_path, change=lambda book: book["index.ipynb"].append(typed))
    (found,) = sound.deviations(front=other.front)
    assert (found.number, found.missing) == ("77%", False)
    assert found.place == "kerncijfers.pdf#sec-over"


def test_a_typed_table_is_not_accounted_for(tmp_path: Path) -> None:
    typed = text("| Wie | n |\n|:---|---:|\n| Zorg | 41 |")
    book = written_book(tmp_path, opening_cell(), typed)
    forms: tuple[Format, ...] = ("html",)
    rendered = render(book.folder, tmp_path / "out", forms, "embedded")
    (found,) = ReadBack.of(read_manuscript(book.folder), book.folder, rendered.html).html()
    assert found.number == "41"


def test_a_book_without_its_own_numbers_is_no_book(sound: Made, pages: Path) -> None:
    (pages / PAGE).write_text("<main></main>", encoding="utf-8")
    lacking = {one.number for one in sound.deviations(html=pages) if one.missing}
    assert {"222", "52", "23%", "16,03", "300", "137"} <= lacking
    assert CHAPTER in sound.manuscript.cells
