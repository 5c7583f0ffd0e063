"""How many cells of a table expect too few respondents for a chi-square test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

#: A cell that expects fewer makes the chi-square distribution a poor approximation, and more than
#: this share of such cells makes the test unsure (Cochran 1954).
FEW = 5
TOLERATED = Fraction(1, 5)


@dataclass(frozen=True)
class SmallCells:
    """The cells of a table that expect fewer than five respondents if nothing hangs together.

    `at_least` tells that there may be more: the table itself is not known, only its totals.
    """

    number: int
    cells: int
    at_least: bool = False

    @property
    def share(self) -> Fraction:
        """The share of small cells, 0 to 1."""
        return Fraction(self.number, self.cells)

    @property
    def too_many(self) -> bool:
        """Whether there are more small cells than a chi-square test bears (Cochran 1954)."""
        return self.share > TOLERATED


def least_small_cells(rows: Sequence[int], columns: Sequence[int], n: int) -> int:
    """Give the least number of small cells that any table of `n` respondents can have.

    Args:
        rows: how many respondents each row can hold at most.
        columns: how many respondents each column can hold at most.
        n: the respondents in the table; every row and every column has one or more of them.

    Raises:
        ValueError: if no such table exists.
    """
    fixed, free = sorted((rows, columns), key=sum)  # fewer sets of totals fit the tighter side
    totals = np.array(list(_totals(fixed, n)), dtype=np.int64).reshape(-1, len(fixed))
    if not len(totals) or sum(free) < n or n < len(free):
        raise ValueError(f"no table of {n} respondents has such rows and columns")
    # small[t, r]: the small cells of a line with r respondents, against the t-th set of totals.
    sizes = np.arange(n + 1)
    small = (totals[:, :, None] * sizes < FEW * n).sum(axis=1)
    impossible = totals.shape[1] * len(free) + 1
    least = np.full((len(totals), n + 1), impossible)
    least[:, 0] = 0
    for most in free:
        before, least = least, np.full_like(least, impossible)
        for size in range(1, min(most, n) + 1):
            reached = before[:, : n + 1 - size] + small[:, [size]]
            least[:, size:] = np.minimum(least[:, size:], reached)
    return int(least[:, n].min())


def _totals(most: Sequence[int], n: int) -> Iterator[tuple[int, ...]]:
    """Give every set of totals from one up to the most given that adds up to n."""
    if not most:
        if n == 0:
            yield ()
        return
    rest, others = sum(most[1:]), len(most) - 1
    for total in range(max(1, n - rest), min(most[0], n - others) + 1):
        for following in _totals(most[1:], n - total):
            yield (total, *following)
