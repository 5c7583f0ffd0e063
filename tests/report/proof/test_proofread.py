from __future__ import annotations

from pathlib import Path

import pytest
from book_samples import OPENING, cell, opening_cell, share, text, written_book
from ckmreport.report.proof.manuscript_reader import read_manuscript

from ckmreport.foundation.errors import CkmError
from ckmreport.report.proof.ledger import Ledger
from ckmreport.report.proof.proofread import proofread
from ckmreport.report.render import Format, render
from ckmreport.report.render.book import Book
from ckmreport.survey.questionnaire import Questionnaire

HTML: tuple[Format, ...] = ("html",)


def proof(book: Book, folder: Path) -> Ledger:
    made = render(book.folder, folder / "out", HTML, "embedded")
    empty = Questionnaire({}, ())
    return proofread(
        read_manuscript(book.folder), book.folder, "2023", empty, {"data": {}}, html=made.html
    ).finish()


def test_a_sound_book_gives_its_ledger(tmp_path: Path) -> None:
    ledger = proof(written_book(tmp_path), tmp_path)
    assert ledger.wave == "2023"
    assert ledger.hashes == {"data": {}}
    assert {"52", "23%", "137"} <= {number.value for number in ledger.numbers}


def test_an_orphan_is_an_error_with_its_sentence(tmp_path: Path) -> None:
    typed = "Al 64 gemeenten deden mee."
    source = OPENING.replace("[^kennis-1]:", f"{typed}\n\n[^kennis-1]:")
    with pytest.raises(CkmError, match=f'the number 64 in "{typed}"') as error:
        proof(written_book(tmp_path, opening_cell(source)), tmp_path)
    assert error.value.place == "html/notebooks/02-kennis.html#sec-kennis"


def test_more_of_them_are_counted(tmp_path: Path) -> None:
    wrong = cell(text("Ze zagen `{python} a` en 64.", a=share("24%", 52, 222, "anders")), "fout")
    with pytest.raises(CkmError, match="24% is not 52 of 222") as error:
        proof(written_book(tmp_path, opening_cell(), wrong), tmp_path)
    assert error.value.message.endswith("(and 1 more)")
    assert error.value.place == "notebooks/02-kennis.ipynb, cell fout"
