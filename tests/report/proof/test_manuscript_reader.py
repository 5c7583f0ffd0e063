from __future__ import annotations

from pathlib import Path

import pytest
from book_samples import CHAPTER, OPENING, cell, opening_cell, text, written_book

from ckmreport.report.proof.manuscript import Line, Manuscript
from ckmreport.report.proof.manuscript_reader import read_manuscript


@pytest.fixture(scope="module")
def manuscript(tmp_path_factory: pytest.TempPathFactory) -> Manuscript:
    return read_manuscript(written_book(tmp_path_factory.mktemp("book")).folder)


def line_with(manuscript: Manuscript, words: str) -> Line:
    (line,) = [line for line in manuscript.lines if words in line.text]
    return line


def test_a_line_reads_as_printed_and_knows_its_place(manuscript: Manuscript) -> None:
    line = line_with(manuscript, "een scholing")
    assert line.text == "Van de 222 respondenten volgden 52 een scholing (23%)."
    assert (line.chapter, line.section, line.cell) == (CHAPTER, "sec-kennis", "kennis")


def test_a_piece_says_what_gave_it(manuscript: Manuscript) -> None:
    pieces = line_with(manuscript, "een scholing").pieces
    (share,) = [piece for piece in pieces if piece.text == "23%"]
    assert share.expression == "share"
    assert share.attributes is not None
    assert share.attributes["base"] == "222"
    assert share.accounted
    (typed,) = [piece for piece in pieces if "respondenten" in piece.text]
    assert not typed.accounted


def test_fixed_facts_are_accounted_for_and_citations_are_known(manuscript: Manuscript) -> None:
    pieces = line_with(manuscript, "van kracht").pieces
    assert [piece.text for piece in pieces if piece.accounted] == ["artikel 273f", "12"]
    assert "3" in "".join(piece.text for piece in pieces if piece.cited)


def test_a_footnote_is_a_line_of_its_own(manuscript: Manuscript) -> None:
    note = line_with(manuscript, "De toets gaf")
    assert note.where == "note"
    assert manuscript.footnotes == {CHAPTER: 1}
    assert line_with(manuscript, "Dat is weinig").text == "Dat is weinig."


def test_captions_and_alt_texts_are_told_apart(manuscript: Manuscript) -> None:
    assert line_with(manuscript, "Scholing per domein").where == "caption"
    assert line_with(manuscript, "Staven:").where == "alt"


def test_sections_know_what_renderers_add(manuscript: Manuscript) -> None:
    sections = {section.id: section for section in manuscript.sections}
    assert sections["sec-kennis"].list_items == 2
    assert "Geschoold" in sections["sec-kennis"].headers
    assert [name for name, section in sections.items() if section.references] == ["sec-literatuur"]


def test_claims_are_marked_where_they_stand(manuscript: Manuscript) -> None:
    (claim,) = manuscript.claims
    assert (claim.when, claim.section, claim.cell) == ("share < 0.5", "sec-kennis", "kennis")


def test_a_table_keeps_what_stands_above_it_in_its_block(manuscript: Manuscript) -> None:
    questions = [table for table in manuscript.tables if table.above]
    assert [table.above[0] for table in questions] == ["Kreeg u scholing?"]
    assert questions[0].rows[0] == ("Ja", "52", "23,4%")


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("> Een citaat van 5.", "Een citaat van 5."),
        ("- een\n- twee", "een twee"),
        ("Term\n:   uitleg", "Term uitleg"),
        ("| regel\n| nog een", "regel nog een"),
        ("*Nadruk* en [verwijzing](#sec-kennis)", "Nadruk en verwijzing"),
        ('"Geciteerd" en `code`', "“Geciteerd” en code"),
        ("```\nblok\n```", "blok"),
    ],
)
def test_every_form_of_text_is_read(source: str, read: str, tmp_path: Path) -> None:
    book = written_book(tmp_path, opening_cell(OPENING), cell(text(source), "proef"))
    lines = read_manuscript(book.folder).lines
    assert " ".join(line.text for line in lines if line.cell == "proef") == read


def test_cells_that_are_not_shown_are_left_out(tmp_path: Path) -> None:
    hidden = cell(text(""), "verborgen") | {"cell_type": "code", "outputs": []}
    hidden["source"] = ["#| include: false\n", "#| fig-cap: verborgen 7\n", "x = 1"]
    book = written_book(tmp_path, opening_cell(), hidden)
    assert [line for line in read_manuscript(book.folder).lines if line.cell == "verborgen"] == []
