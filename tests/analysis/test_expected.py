from __future__ import annotations

from itertools import product

import pytest

from ckmreport.analysis.expected import FEW, least_small_cells

Totals = tuple[int, ...]


def by_trying_all(rows: Totals, columns: Totals, n: int) -> int:
    """Try every pair of totals."""

    def totals(most: Totals) -> list[Totals]:
        return [found for found in product(*(range(1, m + 1) for m in most)) if sum(found) == n]

    return min(
        sum(row * column < FEW * n for row in first for column in second)
        for first in totals(rows)
        for second in totals(columns)
    )


@pytest.mark.parametrize(
    ("rows", "columns", "n"),
    [
        ((20, 20), (10, 10), 20),
        ((9, 30), (20, 12, 3), 30),
        ((12, 12, 12), (4, 16, 9), 25),
        ((7, 6), (5, 4, 3), 12),
        ((40, 3), (40, 2), 40),
    ],
)
def test_the_least_of_all_possible_totals(rows: Totals, columns: Totals, n: int) -> None:
    least = by_trying_all(rows, columns, n)
    assert least_small_cells(rows, columns, n) == least
    assert least_small_cells(columns, rows, n) == least


def test_large_groups_need_no_small_cell() -> None:
    assert least_small_cells((100, 100), (100, 100), 100) == 0


def test_known_totals_leave_no_choice() -> None:
    assert least_small_cells((10, 30), (8, 32), 40) == 1  # expected: 2, 8, 6 and 24


@pytest.mark.parametrize(
    ("rows", "columns", "n"), [((2, 3), (10, 10), 6), ((9, 9), (2, 3), 6), ((5, 5), (5, 5), 1)]
)
def test_totals_that_no_table_has(rows: Totals, columns: Totals, n: int) -> None:
    with pytest.raises(ValueError, match="no table of"):
        least_small_cells(rows, columns, n)
