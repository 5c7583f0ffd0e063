from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import product

import numpy as np
import pytest

from ckmreport.analysis.disclosure_control.suppression import (
    Audit,
    Cells,
    Key,
    Suppression,
    Total,
    suppress,
)


def question(*counts: int, **options: frozenset[Key]) -> Cells:
    """Give a question with a single answer whose base is known."""
    keys: list[Key] = [("q", letter) for letter in "abcdefgh"[: len(counts)]]
    total = Total(dict.fromkeys(keys, 1), sum(counts))
    return Cells(dict(zip(keys, counts, strict=True)), (total,), **options)


def crosstab(*rows: tuple[int, ...]) -> Cells:
    """Give a table whose row and column totals are known."""
    counts: dict[Key, int] = {
        (f"row {r}", f"column {c}"): count
        for r, row in enumerate(rows)
        for c, count in enumerate(row)
    }
    lines = [
        [key for key in counts if key[side] == name]
        for side in (0, 1)
        for name in names(counts, side)
    ]
    totals = [Total(dict.fromkeys(line, 1), sum(counts[key] for key in line)) for line in lines]
    return Cells(counts, tuple(totals))


def names(counts: Collection[Key], side: int) -> list[str]:
    return list(dict.fromkeys(key[side] for key in counts))


def hide(cells: Cells, minimum: int = 5) -> Suppression:
    found = suppress(cells, minimum, lambda key, _: (cells.counts[key],))
    assert found is not None
    return found


def columns(keys: Collection[Key]) -> str:
    return "".join(sorted(column for _, column in keys))


@pytest.mark.parametrize(
    ("counts", "hidden", "small"),
    [
        ((10, 20, 0, 5), "", ""),  # nothing is small; nobody is not small either
        ((3, 10, 20), "ab", "a"),  # the next smallest goes along
        ((1, 4, 20), "ab", "ab"),  # two small ones protect each other
        ((1, 1, 20, 30), "abc", "ab"),  # but not if both must be 1
        ((1, 5, 9), "ac", "a"),  # 6 together could only be 1 and 5
        ((3, 177), "ab", "a"),
        ((2, 4, 0), "abc", ""),  # 6 together: "fewer than 5" would tell that neither is 1
        ((1, 1, 1, 1, 1), "abcde", ""),
    ],
)
def test_a_small_answer_and_what_gives_it_away_are_hidden(
    counts: tuple[int, ...], hidden: str, small: str
) -> None:
    found = hide(question(*counts))
    assert (columns(found.hidden), columns(found.small)) == (hidden, small)


def test_the_cost_decides_which_goes_along() -> None:
    cells = question(3, 10, 20)
    found = suppress(cells, 5, lambda key, _: (key != ("q", "c"),))
    assert found is not None
    assert columns(found.hidden) == "ac"


def test_harmless_cells_may_be_small() -> None:
    assert hide(question(3, 10, harmless=frozenset({("q", "a")}))).hidden == frozenset()


def test_a_small_cell_that_is_not_printed_does_not_follow_from_the_others() -> None:
    unprinted = frozenset({("q", "a")})
    assert columns(hide(question(3, 10, 20, unprinted=unprinted)).hidden) == "b"
    assert hide(question(6, 10, 20, unprinted=unprinted)).hidden == frozenset()


def test_nothing_is_printed_where_nothing_helps() -> None:
    alone = question(3, unprinted=frozenset({("q", "a")}))
    assert suppress(alone, 5, lambda *_: (0,)) is None


def test_a_table_is_protected_in_both_directions() -> None:
    found = hide(crosstab((3, 40, 50), (20, 21, 22), (30, 31, 32)))
    rows = [sum(key[0] == f"row {row}" for key in found.hidden) for row in range(3)]
    below = [sum(key[1] == f"column {column}" for key in found.hidden) for column in range(3)]
    assert found.small == {("row 0", "column 0")}
    assert sorted(rows) == sorted(below) == [0, 2, 2]


def solutions(cells: Cells, found: Suppression, minimum: int) -> Iterator[dict[Key, int]]:
    """Try all numbers that the words allow, and give those that make the totals."""
    keys = sorted(found.hidden)
    most = max(total.value for total in cells.totals)
    withheld = {row for row, _ in found.hidden - found.small} - {row for row, _ in found.small}
    ranges = []
    for key in keys:
        if key in found.small:
            ranges.append(range(1, minimum))
        else:
            ranges.append(range(0 if key[0] in withheld else minimum, most + 1))
    for values in product(*ranges):
        tried = {**cells.counts, **dict(zip(keys, values, strict=True))}
        sums = [sum(tried[key] * n for key, n in total.parts.items()) for total in cells.totals]
        if sums == [total.value for total in cells.totals]:
            yield tried


@pytest.mark.parametrize("seed", range(30))
def test_every_small_number_keeps_its_whole_range(seed: int) -> None:
    generator = np.random.default_rng(seed)
    minimum = int(generator.integers(3, 6))
    counts = [int(n) for n in generator.integers(0, 12, size=int(generator.integers(2, 5)))]
    counts[0] += minimum  # a smaller base is withheld whole
    counts.insert(1, int(generator.integers(1, minimum)))
    cells = question(*counts)
    found = hide(cells, minimum)
    assert cells.small(minimum)
    possible = list(solutions(cells, found, minimum))
    for key in cells.small(minimum):
        values = {one[key] for one in possible}
        assert len(values) >= minimum - 1
        if key in found.small:
            assert values == set(range(1, minimum))


def test_hiding_more_only_widens_a_range() -> None:
    cells = question(1, 5, 9, 20)
    audit = Audit(cells, 5)
    assert audit.range(("q", "a"), enough=9) == (1, 1)
    audit.hidden.add(("q", "b"))
    assert audit.range(("q", "a"), enough=9) == (1, 1)
    audit.hidden.add(("q", "c"))
    assert audit.range(("q", "a"), enough=9) == (1, 4)
