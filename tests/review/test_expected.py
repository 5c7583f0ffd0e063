"""The least number of small expected counts, against every table one by one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest

from ckmreport.review.expected import fewest_small


def by_brute_force(n: int, rows: Sequence[int], columns: Sequence[int], least: int) -> int | None:
    """Try all margins that fit, and count the small cells of each."""
    found = None
    for row in product(*(range(1, top + 1) for top in rows)):
        if sum(row) != n:
            continue
        for column in product(*(range(1, top + 1) for top in columns)):
            if sum(column) == n:
                small = sum(r * c < least * n for r in row for c in column)
                found = small if found is None else min(found, small)
    return found


@pytest.mark.parametrize(
    ("n", "rows", "columns"),
    [
        (12, (9, 9), (4, 8)),
        (12, (5, 12), (3, 4, 5)),
        (14, (6, 6, 6), (9, 9)),
        (15, (15, 3), (7, 2, 9)),
        (11, (4, 4, 4), (5, 6, 3)),
    ],
)
@pytest.mark.parametrize("least", [2, 3, 5])
def test_it_is_what_trying_every_table_gives(
    n: int, rows: tuple[int, ...], columns: tuple[int, ...], least: int
) -> None:
    assert fewest_small(n, rows, columns, least) == by_brute_force(n, rows, columns, least)


def test_known_margins_leave_no_choice() -> None:
    # expected counts 8, 12, 12 and 18 of fifty
    assert fewest_small(50, (20, 30), (20, 30)) == 0
    # 3 of 30 in a column: 1,5 expected in each row
    assert fewest_small(30, (15, 15), (3, 27)) == 2


def test_an_expected_count_of_exactly_five_is_not_small() -> None:
    assert fewest_small(20, (10, 10), (10, 10)) == 0
    assert fewest_small(19, (10, 9), (10, 9)) == 3


@pytest.mark.parametrize(
    ("rows", "columns", "named"), [((2, 3), (5, 5), "rows"), ((5, 5), (2, 3), "columns")]
)
def test_margins_that_cannot_hold_so_many_are_refused(
    rows: tuple[int, ...], columns: tuple[int, ...], named: str
) -> None:
    with pytest.raises(ValueError, match=f"no table of 9 has {named}"):
        fewest_small(9, rows, columns)
