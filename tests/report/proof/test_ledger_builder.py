from __future__ import annotations

from pathlib import Path

import pytest
from book_samples import CHAPTER, OPENING, opening_cell, table_cell, written_book

from ckmreport.report.proof.ledger import Ledger
from ckmreport.report.proof.ledger_builder import build_ledger
from ckmreport.report.render.book import Book
from ckmreport.report.render.notebook import read_notebook

MORE = "Ook `{python} more` mensen wilden meer weten.\n"


def ledger_of(folder: Path, source: str = OPENING, *, holds: bool = True) -> Ledger:
    book = written_book(folder, opening_cell(source, holds=holds), table_cell())
    return built(book)


def built(book: Book) -> Ledger:
    chapters = {one.path: read_notebook(book.folder, one.path).cells for one in book.chapters}
    return build_ledger(chapters, "2023", {})


def ids(ledger: Ledger) -> dict[str, str]:
    return {number.id: number.value for number in ledger.numbers}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return built(written_book(tmp_path_factory.mktemp("book")))


def test_a_number_says_where_it_comes_from(ledger: Ledger) -> None:
    (share,) = [number for number in ledger.numbers if number.expression == "share"]
    assert (share.value, share.count, share.base) == ("23%", 52, 222)
    assert (share.questions, share.codes, share.wave) == (("scholing",), ("ja",), "2023")
    assert (share.counted, share.asked_of) == ("Ja", "alle respondenten")
    assert (share.chapter, share.section, share.cell) == (CHAPTER, "sec-kennis", "kennis")
    assert (share.where, share.page) == ("text", None)
    assert share.recipe is not None
    assert share.sentence == "Van de 222 respondenten volgden 52 een scholing (23%)."


def test_each_number_of_a_test_is_listed(ledger: Ledger) -> None:
    test = [number for number in ledger.numbers if number.expression == "test"]
    assert [number.value for number in test] == ["5", "85", "16,03", "= 0,007", "0,36"]
    assert {number.where for number in test} == {"note"}
    assert len({number.id for number in test}) == 5


def test_captions_and_alt_texts_have_numbers_too(ledger: Ledger) -> None:
    caption = [number for number in ledger.numbers if number.where == "caption"]
    assert [number.value for number in caption] == ["137"]
    assert caption[0].id.startswith("sec-kennis/tbl-domeinen/")
    assert [number.value for number in ledger.numbers if number.where == "alt"] == [
        "Staven: Zorg 300, Onderwijs 210."
    ]


def test_typed_and_fixed_numbers_are_not_computed_ones(ledger: Ledger) -> None:
    assert "12" not in {number.value for number in ledger.numbers}


def test_a_claim_is_listed_with_its_condition_and_values(ledger: Ledger) -> None:
    (claim,) = ledger.claims
    assert (claim.sentence, claim.when) == ("Dat is weinig.", "share < 0.5")
    assert claim.values == {"share": "23%"}
    assert claim.holds
    assert claim.told


def test_a_figure_is_listed_with_its_data(ledger: Ledger) -> None:
    figures = {figure.id: figure for figure in ledger.figures}
    assert set(figures) == {"tbl-domeinen", "fig-zorgen"}
    assert figures["tbl-domeinen"].caption == "Scholing per domein (n=137)"
    assert figures["tbl-domeinen"].rows == (("Zorg", 84), ("Onderwijs", 31))
    assert figures["tbl-domeinen"].section == "sec-kennis"


def test_ids_are_unique_and_the_same_in_every_run(tmp_path: Path) -> None:
    first, second = ledger_of(tmp_path / "a"), ledger_of(tmp_path / "b")
    assert first == second
    assert len(ids(first)) == len(first.numbers)


def test_ids_stay_when_another_sentence_is_added(tmp_path: Path) -> None:
    before = ids(ledger_of(tmp_path / "a"))
    longer = OPENING.replace("Sinds 2021", MORE + "Sinds 2021")
    after = ids(ledger_of(tmp_path / "b", longer))
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1


def test_what_is_asked_twice_in_a_cell_is_one_number(tmp_path: Path) -> None:
    again = OPENING.replace("Sinds 2021", "Het waren er dus `{python} n`.\nSinds 2021")
    assert ids(ledger_of(tmp_path / "a")) == ids(ledger_of(tmp_path / "b", again))


def test_ids_stay_when_a_sentence_is_taken_away(tmp_path: Path) -> None:
    before = ids(ledger_of(tmp_path / "a"))
    shorter = OPENING.replace(
        "[^kennis-1]: De toets gaf `{python} test`.", "[^kennis-1]: Zie daar."
    )
    after = ids(ledger_of(tmp_path / "b", shorter))
    assert after.items() < before.items()


def test_a_claim_keeps_its_id_when_its_truth_changes(tmp_path: Path) -> None:
    (before,) = ledger_of(tmp_path / "a").claims
    (after,) = ledger_of(tmp_path / "b", holds=False).claims
    assert before.id == after.id
    assert not after.holds
