from __future__ import annotations

from pathlib import Path

import pytest
from book_samples import OPENING, opening_cell, share, told, written_book

from ckmreport.foundation.errors import CkmError
from ckmreport.report.proof.ledger import Ledger
from ckmreport.report.proof.proofread import proofread
from ckmreport.report.render import Format, render
from ckmreport.report.render.book import Book
from ckmreport.survey.questionnaire import Questionnaire

HTML: tuple[Format, ...] = ("html",)
BOTH: tuple[Format, ...] = ("html", "pdf")


def proof(book: Book, folder: Path, formats: tuple[Format, ...] = HTML) -> Ledger:
    made = render(book.folder, folder / "out", formats, "embedded")
    empty = Questionnaire({}, ())
    return proofread(book.folder, "2023", empty, {"data": {}}, html=made.pages).finish(made.pdf)


def test_a_sound_book_gives_its_ledger(tmp_path: Path) -> None:
    ledger = proof(written_book(tmp_path), tmp_path)
    assert ledger.wave == "2023"
    assert ledger.hashes == {"data": {}}
    assert {"52", "23%", "137"} <= {number.value for number in ledger.numbers}


def test_numbers_get_their_page_and_their_sentence_as_printed(tmp_path: Path) -> None:
    numbers = proof(written_book(tmp_path), tmp_path, BOTH).numbers
    assert {number.value for number in numbers if number.page is None} == {
        "Staven: Zorg 300, Onderwijs 210."  # it stands in no text
    }
    first, *others = [number for number in numbers if number.page is not None]
    assert first.sentence == "In 2023 deden 222 mensen mee."
    assert {number.page for number in others} == {(first.page or 0) + 1}
    test = next(number for number in others if number.where == "note")
    assert test.sentence.startswith("De toets gaf χ²(5, n = 85) = 16,03;")
    without = proof(written_book(tmp_path / "html"), tmp_path / "html")
    assert {number.page for number in without.numbers} == {None}


def test_an_orphan_is_an_error_with_its_sentence(tmp_path: Path) -> None:
    typed = "Al 64 gemeenten deden mee."
    source = OPENING.replace("[^kennis-1]:", f"{typed}\n\n[^kennis-1]:")
    with pytest.raises(CkmError, match=f'the number 64 in "{typed}"') as error:
        proof(written_book(tmp_path, opening_cell(source)), tmp_path)
    assert error.value.place == "html/notebooks/02-kennis.html#sec-kennis"


def test_more_of_them_are_counted(tmp_path: Path) -> None:
    wrong = told("Ze zagen `{python} a` en 64.", "fout", a=share("24%", 52, 222, "anders"))
    with pytest.raises(CkmError, match="24% is not 52 of 222") as error:
        proof(written_book(tmp_path, opening_cell(), wrong), tmp_path)
    assert error.value.message.endswith("(and 1 more)")
    assert error.value.place == "notebooks/02-kennis.ipynb, cell fout"
