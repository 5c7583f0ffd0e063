"""How few cells of an unknown table can expect fewer than five, given its margins."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np

#: The chi-square test is unsure where more than a fifth of the cells expect fewer than five
#: (Cochran 1954).
LEAST_EXPECTED = 5
MOST_SMALL = 0.2

#: More than the number of cells that any table here has.
_IMPOSSIBLE = 10**6


@cache
def fewest_small(
    n: int, rows: tuple[int, ...], columns: tuple[int, ...], least: int = LEAST_EXPECTED
) -> int:
    """Give the least number of cells that expect fewer than `least` persons, whatever the table.

    The expected number of a cell is its row total times its column total, divided by `n`. Of who
    answered both questions the totals may be unknown; then only how many gave each answer at all
    is known, and every way of choosing totals is gone through: all row totals, and for each the
    best column totals, which can be chosen one by one.

    Args:
        n: how many persons are in the table.
        rows: the greatest total that each row can have; each row holds at least one person.
        columns: the same for the columns.
        least: the expected number below which a cell counts as small.

    Raises:
        ValueError: if no table of `n` persons has such margins.
    """
    totals = np.array(list(_totals(n, rows)), dtype=int)
    if totals.size == 0:
        raise ValueError(f"no table of {n} has rows of at most {list(rows)}")
    tops = np.arange(max(columns) + 1)
    # small[t, c]: how many cells are small in a column of c persons, with the t-th row totals
    small = (totals[:, :, None] * tops < least * n).sum(axis=1)
    # best[t, s]: the fewest small cells in the columns so far, which hold s persons together
    best = np.full((len(totals), n + 1), _IMPOSSIBLE)
    best[:, 0] = 0
    for top in columns:
        longer = np.full_like(best, _IMPOSSIBLE)
        for size in range(1, min(top, n) + 1):
            through = best[:, : n + 1 - size] + small[:, size, None]
            np.minimum(longer[:, size:], through, out=longer[:, size:])
        best = longer
    fewest = int(best[:, n].min())
    if fewest >= _IMPOSSIBLE:
        raise ValueError(f"no table of {n} has columns of at most {list(columns)}")
    return fewest


def _totals(n: int, tops: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Give every way of dividing `n` over parts of at least one and at most their tops."""
    if len(tops) == 1:
        if 1 <= n <= tops[0]:
            yield (n,)
        return
    for size in range(1, min(tops[0], n) + 1):
        for rest in _totals(n - size, tops[1:]):
            yield (size, *rest)
