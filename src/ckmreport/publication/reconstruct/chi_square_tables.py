"""Tables of two questions with a printed chi-square: a seeded choice among the many that fit."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from ckmreport.foundation.errors import CkmError
from ckmreport.publication.printed_figures import PrintedFigure, PrintedFigures
from ckmreport.survey.questionnaire import AGREE

Cells = list[list[int]]

_DRAWS = 60
_BURN_IN = 3_000
_STEPS = 25_000
#: How far from the printed statistic the walk strays; narrow enough to find it soon.
_SPREAD = 0.7
#: Statistics are printed with two decimals; a little less than half of the last one.
_ROUNDING = 0.0049


@dataclass(frozen=True)
class ChiSquareTable:
    """Counts of respondents by their answers to two questions."""

    row: str
    column: str
    cells: Mapping[tuple[str, str], int]


def choose_tables(figures: PrintedFigures, random: Random) -> tuple[ChiSquareTable, ...]:
    """Choose a table for each printed test.

    Tests with the same rows get the same row totals, drawn by chance from who answered that
    question; some totals leave no table with the printed statistic, and are drawn again. In each
    table the first row (who did) agrees most often, as the publication says.

    Raises:
        CkmError: if no table with a printed statistic was found.
    """
    tests = figures.of_kind("chi2")
    tables: dict[str, ChiSquareTable] = {}
    for row in dict.fromkeys(figure.variables[0] for figure in tests):
        same_rows = [figure for figure in tests if figure.variables[0] == row]
        tables |= _choose_together(figures, same_rows, random)
    return tuple(tables[figure.id] for figure in tests)


def _choose_together(
    figures: PrintedFigures, tests: Sequence[PrintedFigure], random: Random
) -> dict[str, ChiSquareTable]:
    rows = figures.margin(tests[0].variables[0])
    bag = [i for i, n in enumerate(rows.values()) for _ in range(n)]
    for _ in range(_DRAWS):
        drawn = random.sample(bag, tests[0].base_n)
        totals = [drawn.count(i) for i in range(len(rows))]
        found: dict[str, ChiSquareTable] = {}
        for figure in tests:
            columns = figures.margin(figure.variables[1])
            cells = _find_table(figure, totals, columns, random)
            if cells is None:
                break
            counts = {
                (code, answer): cells[i][j]
                for i, code in enumerate(rows)
                for j, answer in enumerate(columns)
            }
            found[figure.id] = ChiSquareTable(figure.variables[0], figure.variables[1], counts)
        else:
            return found
    raise CkmError(
        f"no tables were found that give {' and '.join(str(figure) for figure in tests)}",
        place=figures.path,
        advice="Compare these figures, and the counts of their questions, with the publication",
    )


def _find_table(
    figure: PrintedFigure, rows: Sequence[int], margin: Mapping[str, int], random: Random
) -> Cells | None:
    """Walk among the tables with these totals until one gives the printed statistic.

    Who is not in the test forms a last row, which the statistic leaves out; so each step keeps
    all totals. A table weighs as many times as there are ways to deal respondents over it.
    """
    target = float(figure.statistic)
    size, columns = len(rows), list(margin.values())
    agree = [j for j, code in enumerate(margin) if code in AGREE]
    cells = _deal([*rows, sum(columns) - sum(rows)], columns, random)
    value = _chi_square(cells[:size])
    for step in range(_STEPS):
        if step > _BURN_IN and abs(value - target) < _ROUNDING and _fits(cells[:size], agree):
            return cells[:size]
        first, second = random.sample(range(size + 1), 2)
        left, right = random.sample(range(len(columns)), 2)
        a, b = cells[first], cells[second]
        if not (a[left] and b[right]):
            continue
        weight = a[left] * b[right] / ((a[right] + 1) * (b[left] + 1))
        _swap(a, b, left, right)
        moved = _chi_square(cells[:size])
        gain = (abs(value - target) - abs(moved - target)) / _SPREAD
        if random.random() < weight * math.exp(min(gain, 50.0)):
            value = moved
        else:
            _swap(b, a, left, right)
    return None


def _swap(a: list[int], b: list[int], left: int, right: int) -> None:
    a[left] -= 1
    a[right] += 1
    b[right] -= 1
    b[left] += 1


def _deal(rows: Sequence[int], columns: Sequence[int], random: Random) -> Cells:
    answers = [j for j, n in enumerate(columns) for _ in range(n)]
    random.shuffle(answers)
    cells = []
    for n in rows:
        dealt, answers = answers[:n], answers[n:]
        cells.append([dealt.count(j) for j in range(len(columns))])
    return cells


def _chi_square(cells: Cells) -> float:
    """Pearson's statistic, without continuity correction; empty rows and columns left out."""
    rows = [sum(line) for line in cells]
    columns = [sum(column) for column in zip(*cells, strict=True)]
    n = sum(rows)
    shares: float = sum(
        count * count / (rows[i] * columns[j])
        for i, line in enumerate(cells)
        for j, count in enumerate(line)
        if count
    )
    return n * (shares - 1)


def _fits(cells: Cells, agree: Sequence[int]) -> bool:
    """Tell whether the first row agrees most often, with no row or column empty (for the df)."""
    totals = [sum(line) for line in cells]
    if not (all(totals) and all(sum(column) for column in zip(*cells, strict=True))):
        return False
    first, *others = [
        sum(line[j] for j in agree) / n for line, n in zip(cells, totals, strict=True)
    ]
    return all(first > share for share in others)
