from __future__ import annotations

from dataclasses import replace

import pytest
from ledger_samples import claim, figure, ledger, number

from ckmreport.presentation.tables.table_data import Cell
from ckmreport.report.proof.ledger import Number
from ckmreport.review.diff import Change, changed_cells, compare


def test_equal_ledgers_differ_in_nothing() -> None:
    difference = compare(ledger("2023"), ledger("2025"))
    assert (difference.old_wave, difference.new_wave) == ("2023", "2025")
    assert (difference.numbers, difference.claims, difference.figures) == ((), (), ())


@pytest.mark.parametrize("change", [{"value": "30%"}, {"count": 66}, {"base": 300}])
def test_a_number_changes_with_its_text_count_or_base(change: dict[str, object]) -> None:
    old = ledger("2023")
    new = ledger("2025", numbers=(replace(number(), **change), number("sec-a/n")))  # type: ignore[arg-type]
    (found,) = compare(old, new).numbers
    assert (found.kind, found.old, found.new) == ("changed", number(), new.numbers[0])


def test_another_sentence_around_the_same_number_is_no_change() -> None:
    new = ledger("2025", numbers=(replace(number(), sentence="Anders."), number("sec-a/n")))
    assert compare(ledger("2023"), new).numbers == ()


def beside(share: Number, **changes: object) -> Number:
    """Give the n that stands beside a share."""
    own = number("sec-a/share-of", str(share.base))
    own = replace(own, kind="count", codes=(), counted="antwoorden", base=None)
    own = replace(own, count=share.base, sentence=share.sentence)
    return replace(own, **changes)  # type: ignore[arg-type]


def test_a_share_and_its_n_are_one_change() -> None:
    old, new = number(), replace(number(value="30%", count=90), base=300)
    before, after = (ledger("2023", (share, beside(share))) for share in (old, new))
    assert [change.new for change in compare(before, after).numbers] == [new]
    assert [change.new for change in compare(ledger("2023", ()), after).numbers] == [new]
    assert [change.old for change in compare(before, ledger("2025", ())).numbers] == [old]


@pytest.mark.parametrize(
    "other",
    [{"codes": ("ja",)}, {"sentence": "Elders."}, {"questions": ("functie",)}, {"count": 299}],
)
def test_a_number_that_is_not_the_n_of_a_share_beside_it_is_a_change_of_its_own(
    other: dict[str, object],
) -> None:
    old, new = number(), replace(number(value="30%", count=90), base=300)
    before = ledger("2023", (old, beside(old)))
    after = ledger("2025", (new, beside(new, **other)))
    assert len(compare(before, after).numbers) == 2


def test_a_share_that_is_hidden_leaves_its_n_to_itself() -> None:
    old, hidden = number(), replace(number(value="niet getoond"), count=None, base=None)
    before = ledger("2023", (old, beside(old)))
    after = ledger("2025", (hidden, beside(old, value="11", count=11)))
    assert len(compare(before, after).numbers) == 2


def test_new_and_vanished_numbers_are_listed() -> None:
    new = ledger("2025", numbers=(number(), number("sec-a/nieuw")))
    changes = compare(ledger("2023"), new).numbers
    assert [(change.entry.id, change.kind) for change in changes] == [
        ("sec-a/nieuw", "new"),
        ("sec-a/n", "vanished"),
    ]


def test_a_claim_whose_truth_changes_is_listed() -> None:
    new = ledger("2025", claims=(claim(holds=False),))
    (found,) = compare(ledger("2023"), new).claims
    assert found.old is not None
    assert found.new is not None
    assert (found.old.holds, found.new.holds) == (True, False)


def test_a_claim_that_can_no_longer_be_told_is_listed() -> None:
    new = ledger("2025", claims=(replace(claim(), told=False),))
    assert len(compare(ledger("2023"), new).claims) == 1


def test_a_figure_changes_with_its_data_and_says_where() -> None:
    new = ledger("2025", figures=(figure(("Zorg", 40), ("Politie", 7)),))
    (found,) = compare(ledger("2023"), new).figures
    assert found.old is not None
    assert found.new is not None
    cells = changed_cells(found.old, found.new)
    assert [(cell.row, cell.column, cell.old, cell.new) for cell in cells] == [
        ("Zorg", "aantal", 48, 40),
        ("Politie", "aantal", None, 7),
        ("Onderwijs", "aantal", 31, None),
    ]


def cells_that_differ(
    columns: tuple[str, ...], old: list[tuple[Cell, ...]], new: list[tuple[Cell, ...]]
) -> list[tuple[str, str, Cell, Cell]]:
    before, after = (replace(figure(*rows), columns=columns) for rows in (old, new))
    return [(c.row, c.column, c.old, c.new) for c in changed_cells(before, after)]


def test_a_change_in_a_table_of_texts_is_one_of_a_cell() -> None:
    old: list[tuple[Cell, ...]] = [("Zorg", "eens"), ("Politie", "oneens")]
    found = cells_that_differ(("domein", "oordeel"), old, [("Zorg", "eens"), ("Politie", "eens")])
    assert found == [("Politie", "oordeel", "oneens", "eens")]


def test_rows_are_named_by_as_many_texts_as_tell_them_apart() -> None:
    columns = ("stelling", "antwoord", "aantal", "noot")
    old: list[tuple[Cell, ...]] = [
        ("Zorgen", "eens", 4, "a"),
        ("Zorgen", "oneens", 2, "a"),
    ]
    new: list[tuple[Cell, ...]] = [
        ("Zorgen", "eens", 4, "b"),
        ("Zorgen", "oneens", 3, "a"),
    ]
    assert cells_that_differ(columns, old, new) == [
        ("Zorgen, eens", "noot", "a", "b"),
        ("Zorgen, oneens", "aantal", 2, 3),
    ]


def test_of_rows_with_the_same_name_each_is_compared() -> None:
    old: list[tuple[Cell, ...]] = [("Zorg", 4), ("Zorg", 7)]
    new: list[tuple[Cell, ...]] = [("Zorg", 5), ("Zorg", 7), ("Zorg", 9)]
    assert cells_that_differ(("domein", "aantal"), old, new) == [
        ("Zorg", "aantal", 4, 5),
        ("Zorg (3)", "aantal", None, 9),
    ]


def test_a_number_that_is_hidden_now_is_a_change() -> None:
    old: list[tuple[Cell, ...]] = [("Zorg", 6), ("Politie", 3)]
    found = cells_that_differ(("domein", "aantal"), old, [("Zorg", 6), ("Politie", "niet getoond")])
    assert found == [("Politie", "aantal", 3, "niet getoond")]


def test_a_change_of_nothing_is_a_mistake() -> None:
    nothing: Change[Number] = Change(None, None)
    with pytest.raises(ValueError, match="nothing"):
        _ = nothing.entry
