"""What of a chi-square test may be printed.

The statistic of a test, with the totals of its table, can tell the cells: there may be few tables
that give it. So answers that are hidden, or that few of the tested gave, are one category of the
test. Where a cell is small, the statistic is rounded down until other tables give the same one, in
which that cell has other numbers. What else is printed (p, Cramér's V, the verdict, p after
correction) is computed from the totals and the rounded statistic, so it tells no more: not to
somebody who knows the seed of a permutation test either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import floor

import numpy as np
from numpy.typing import NDArray

from ckmreport.analysis.disclosure_control.margins import Margin, needed_sums, told
from ckmreport.survey.waves.responses import Mask

#: Answers that are one category of a test.
Category = tuple[str, ...]
Categories = tuple[Category, ...]
Counts = NDArray[np.int64]

#: Decimals of the statistic, from what everybody prints to the least that is still of use.
DECIMALS = (2, 1, 0)
#: How many other tables are tried: one more helps rarely, and each takes time.
_STEPS = 60


@dataclass(frozen=True)
class Cover:
    """What of a test may be printed.

    Attributes:
        rows: the categories of the first question.
        columns: the categories of the second question.
        decimals: of the statistic.
        exact: whether the table may be printed too: nothing of it is small or taken together.
    """

    rows: Categories
    columns: Categories
    decimals: int = DECIMALS[0]
    exact: bool = False


def cover(row: Margin, column: Margin, strata: Sequence[Mask]) -> Cover | None:
    """Decide what may be printed of the test of two questions.

    Args:
        row: what may be shown of the first question.
        column: what may be shown of the second question.
        strata: groups of respondents, such as domains, whose answers to the second question are
            printed too: another table must leave each of them as it is.

    Returns:
        None where even the least would tell of a small cell, or a question is withheld.
    """
    if row.withheld is not None or column.withheld is not None:
        return None
    single = categories(row, column), categories(column, row)
    if not all(single):  # nobody answered both
        every = [tuple((code,) for code in one.question.codes) for one in (row, column)]
        return Cover(every[0], every[1])
    found = _cover(row, column, strata, single)
    if found is None:  # what the report takes together, it can test together
        found = _cover(row, column, strata, (_joined(row, single[0]), _joined(column, single[1])))
    return found


def _cover(
    row: Margin, column: Margin, strata: Sequence[Mask], parts: tuple[Categories, Categories]
) -> Cover | None:
    rows, columns = ([_gave(one, part) for part in parts[i]] for i, one in enumerate((row, column)))
    counts = np.array(
        [[[(s & r & c).sum() for c in columns] for r in rows] for s in strata], dtype=np.int64
    )
    table = counts.sum(axis=0)
    small = [(int(r), int(c)) for r, c in np.argwhere((table > 0) & (table < row.minimum))]
    merged = any(len(category) > 1 for category in (*parts[0], *parts[1]))
    if not small and not (merged and min(table.shape) < 2):
        return Cover(*parts, exact=not (merged or row.hidden or column.hidden))
    if min(table.shape) < 2:  # there is nothing to test
        return None if merged else Cover(*parts)
    fitting = [_decimals(counts, cell, row.minimum) for cell in small]
    known = [decimals for decimals in fitting if decimals is not None]
    return Cover(*parts, min(known)) if len(known) == len(fitting) else None


def categories(margin: Margin, other: Margin) -> Categories:
    """Give the categories of a question in a test: its answers, hidden and rare ones together.

    Answers are rare that few of those gave who answered the other question too; such a category
    is joined to the one before it, the first one to the next.
    """
    tested = other.responses.answered(other.question)
    found = list(_known(margin))

    def size(category: Category) -> int:
        return int((_gave(margin, category) & tested).sum())

    found = [category for category in found if size(category)]
    while len(found) > 1 and min(map(size, found)) < margin.minimum:
        place = min(range(len(found)), key=lambda index: size(found[index]))
        before = max(0, place - 1)
        found[before : before + 2] = [found[before] + found[before + 1]]
    return tuple(found)


def _known(margin: Margin) -> Iterator[Category]:
    """Give the answers that are shown, and the sets of hidden ones whose sum is known."""
    sets: dict[frozenset[int], Category] = {}
    for code in margin.question.codes:
        if code in margin.hidden:
            member = frozenset(i for i, one in enumerate(margin.sums) if code in one)
            sets[member] = (*sets.get(member, ()), code)
    together = list(sets.values())
    if not all(told(frozenset(one), margin.hidden, margin.sums) for one in together):
        together = [tuple(code for code in margin.question.codes if code in margin.hidden)]
    for code in margin.question.codes:
        if code not in margin.hidden:
            yield (code,)
        else:
            yield from (one for one in together if one[0] == code)


def _joined(margin: Margin, parts: Categories) -> Categories:
    """Join the categories that lie in one sum that the report speaks of, and all others."""
    sums = needed_sums(margin.question, margin.responses.questionnaire, least=1)
    found: dict[frozenset[int], Category] = {}
    for part in parts:
        member = frozenset(i for i, one in enumerate(sums) if one.issuperset(part))
        found[member] = (*found.get(member, ()), *part)
    return tuple(found.values()) if len(found) > 1 else parts


def statistic(table: Counts) -> float:
    """Give the chi-square statistic of a table without empty rows or columns."""
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0) / table.sum()
    return float(((table - expected) ** 2 / expected).sum())


def printed(value: float, decimals: int) -> float:
    """Round a statistic down, so that a test never seems to show more than it does."""
    scale = 10.0**decimals
    return floor(value * scale + 1e-9) / scale


def _gave(margin: Margin, category: Category) -> Mask:
    masks = [margin.responses.chose(margin.question, code) for code in category]
    found: Mask = np.logical_or.reduce(masks)
    return found


def _decimals(counts: Counts, cell: tuple[int, int], minimum: int) -> int | None:
    """Give the most decimals with which a small cell can still have other numbers, or None."""
    table = counts.sum(axis=0)
    value = statistic(table)
    given = {decimals: printed(value, decimals) for decimals in DECIMALS}
    found = {decimals: {int(table[cell])} for decimals in DECIMALS}
    for sign in (1, -1):
        for other in _others(counts, cell, sign, minimum):
            value = statistic(other)
            for decimals in DECIMALS:
                if printed(value, decimals) == given[decimals]:
                    found[decimals].add(int(other[cell]))
    # As many numbers as "fewer than" leaves; two that lie far apart are not enough.
    wide = [one for one in DECIMALS if len(found[one]) >= minimum - 1]
    return max(wide, default=None)


def _others(counts: Counts, cell: tuple[int, int], sign: int, minimum: int) -> Iterator[Counts]:
    """Give other tables of the same totals in which a cell is larger, or smaller.

    Pairs of respondents of one stratum exchange their answers to the second question: first pairs
    that move the cell, then others that bring the statistic back to where it was.
    """
    aim = statistic(counts.sum(axis=0))
    moves = _moves(counts.shape[1:])
    (r, c, s, d), (row, column) = moves, cell
    if sign > 0:
        moving = moves[:, (r == row) & (c == column)]
    else:
        moving = moves[:, (r == row) & (d == column)]
    beside = moves[:, ~(((r == row) | (s == row)) & ((c == column) | (d == column)))]
    strata = counts.copy()
    for _ in range(minimum):
        if not _exchange(strata, moving, aim):
            return
        yield strata.sum(axis=0)
        nearer = strata.copy()
        for _ in range(_STEPS):
            if not _exchange(nearer, beside, aim, nearer=True):
                break
            yield nearer.sum(axis=0)


def _moves(shape: tuple[int, ...]) -> Counts:
    """Give all exchanges (r, c, s, d): of row r one answers c, not d, and of row s d, not c."""
    rows, columns = range(shape[0]), range(shape[1])
    every = product(rows, columns, rows, columns)
    return np.array([one for one in every if one[0] != one[2] and one[1] != one[3]]).T


def _exchange(strata: Counts, moves: Counts, aim: float, *, nearer: bool = False) -> bool:
    """Carry out the exchange that brings the statistic nearest to its aim; tell if there is one."""
    r, c, s, d = moves
    table = strata.sum(axis=0)
    some = strata > 0
    possible = (some[:, r, d] & some[:, s, c]).any(axis=0)
    weights = 1 / (table.sum(axis=1, keepdims=True) * table.sum(axis=0) / table.sum())
    more, less = (2 * table + 1) * weights, (1 - 2 * table) * weights
    now = statistic(table) - aim
    off = np.abs(now + more[r, c] + more[s, d] + less[r, d] + less[s, c])
    off[~possible] = np.inf
    best = int(off.argmin()) if len(off) else 0
    if not len(off) or off[best] >= (abs(now) if nearer else np.inf):
        return False
    r, c, s, d = (int(one) for one in moves[:, best])
    stratum = int(np.flatnonzero(some[:, r, d] & some[:, s, c])[0])
    strata[stratum, [r, s], [c, d]] += 1
    strata[stratum, [r, s], [d, c]] -= 1
    return True
