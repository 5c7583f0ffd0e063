"""A reader who adds and subtracts all that a report prints, to find out what it hides.

The attack knows nothing of how numbers are hidden, only what a reader can know: which cells make
which totals, who was asked what, how functions are coded, and what the printed words mean. It
can count on it that everybody answered what he was asked, which makes it stronger, and of a test
it knows the totals of the table. All of it is one integer program, with a quadratic part for tests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from ckmreport.analysis import Count, Hidden, Share

Cell = tuple[str, ...]
Sum = tuple[Mapping[Cell, int], int, int]
#: More than any number of respondents here.
MANY = 10_000
#: Weights of a chi-square statistic are whole numbers of this part.
PART = 10**7
#: Seconds for one question to the program; what it has not found by then counts as not there.
LIMIT = 20.0


@dataclass
class Attacker:
    """What is known: words bound cells, and sums of cells lie between two numbers.

    `complete` tells that everybody answered what he was asked.
    """

    minimum: int
    complete: bool = True
    bounds: dict[Cell, tuple[int, int]] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)
    squares: list[Sum] = field(default_factory=list)
    hidden: dict[Cell, Hidden] = field(default_factory=dict)
    _tied: tuple[int, list[set[Cell]]] = (-1, [])

    def read(self, cell: Cell, number: Share | Count | Hidden | int) -> None:
        """Take in one printed number, or the word that stands in place of it."""
        if isinstance(number, Hidden):
            self.hidden[cell] = number
            self.tell(cell, 1, self.minimum - 1) if number.few else self.tell(cell, 0, MANY)
            return
        value = number.count if isinstance(number, Share) else int(number)
        self.tell(cell, value, value)

    def tell(self, cell: Cell, low: int, high: int) -> None:
        """Bound a cell."""
        least, most = self.bounds.get(cell, (0, MANY))
        self.bounds[cell] = (max(least, low), min(most, high))

    def add_up(
        self, parts: Iterable[Cell], whole: Cell | None = None, *, low: int = 0, high: int = 0
    ) -> None:
        """Know that cells make a whole, or by how little and how much they exceed it."""
        terms: dict[Cell, int] = defaultdict(int)
        for part in parts:
            terms[part] += 1
        if whole is not None:
            terms[whole] -= 1
        self.sums.append((dict(terms), low, high))

    def answered(self, base: Cell, asked: Cell) -> None:
        """Know that no more answered than were asked."""
        self.add_up([base], asked, low=0 if self.complete else -MANY)

    def range(self, cell: Cell) -> tuple[int, int]:
        """Compute the least and the greatest number that a cell can be."""
        return self.ranges([cell], MANY)[cell]

    def ranges(self, cells: Collection[Cell], enough: int) -> dict[Cell, tuple[int, int]]:
        """Compute the least and greatest number of cells, as far as two lie so far apart."""
        found: dict[Cell, tuple[int, int]] = {}
        for part in self._parts():
            asked = [cell for cell in cells if cell in part]
            if asked:
                found |= Program(self, part).ranges(asked, enough)
        loose = {cell: self.bounds.get(cell, (0, MANY)) for cell in cells if cell not in found}
        return found | loose

    def values(self, cell: Cell, near: int, enough: int) -> set[int]:
        """Give numbers that a cell can be, from the nearest to one of them on, until enough."""
        part = next((part for part in self._parts() if cell in part), {cell})
        found: set[int] = set()
        low, high = self.bounds.get(cell, (0, MANY))
        for value in sorted(
            range(low, min(high, near + 4 * enough) + 1), key=lambda v: abs(v - near)
        ):
            if len(found) == enough:
                break
            if Program(self, part).can_be(cell, value):
                found.add(value)
        return found

    def _parts(self) -> list[set[Cell]]:
        """Give the sets of cells that are tied through sums of which more than one is unknown."""
        size = len(self.sums) + len(self.squares) + len(self.bounds)
        if self._tied[0] == size:
            return self._tied[1]
        parent: dict[Cell, Cell] = {}

        def root(cell: Cell) -> Cell:
            while parent.setdefault(cell, cell) != cell:
                parent[cell] = cell = parent[parent[cell]]
            return cell

        for terms, _, _ in (*self.sums, *self.squares):
            unknown = [cell for cell in terms if not self.is_known(cell)]
            for cell in unknown:
                parent[root(cell)] = root(unknown[0])
        parts: dict[Cell, set[Cell]] = defaultdict(set)
        for cell in parent:
            parts[root(cell)].add(cell)
        self._tied = size, list(parts.values())
        return self._tied[1]

    def is_known(self, cell: Cell) -> bool:
        """Tell whether a cell is printed."""
        low, high = self.bounds.get(cell, (0, MANY))
        return low == high


class Program:
    """The integer program of cells that are tied to each other."""

    def __init__(self, attacker: Attacker, cells: Collection[Cell]) -> None:
        self.model = cp_model.CpModel()
        self.solver = cp_model.CpSolver()
        self.solver.parameters.num_workers = 1
        self.solver.parameters.max_time_in_seconds = LIMIT
        self.cells: dict[Cell, Any] = {}
        for cell in sorted(cells):
            low, high = attacker.bounds.get(cell, (0, MANY))
            assert low <= high, f"what is printed contradicts itself at {cell}"
            self.cells[cell] = self.model.new_int_var(low, high, "/".join(cell))
        squares: dict[Cell, Any] = {}
        for kind, known in ((attacker.sums, 1), (attacker.squares, 2)):
            for terms, low, high in kind:
                if not any(cell in self.cells for cell in terms):
                    continue
                rest, parts = 0, []
                for cell, times in terms.items():
                    if cell not in self.cells:
                        rest += times * attacker.bounds[cell][0] ** known
                    elif known == 1:
                        parts.append(times * self.cells[cell])
                    else:
                        if cell not in squares:
                            most = min(attacker.bounds[cell][1], MANY)
                            squares[cell] = self.model.new_int_var(0, most**2, "")
                            both = [self.cells[cell], self.cells[cell]]
                            self.model.add_multiplication_equality(squares[cell], both)
                        parts.append(times * squares[cell])
                self.model.add_linear_constraint(sum(parts), low - rest, high - rest)

    def ranges(self, asked: Collection[Cell], enough: int) -> dict[Cell, tuple[int, int]]:
        """Ask for extremes; every answer tells of all other cells, too."""
        seen: dict[Cell, tuple[int, int]] = {}
        for cell in asked:
            for ask in (self.model.maximize, self.model.minimize):
                if cell in seen and seen[cell][1] - seen[cell][0] >= enough:
                    break
                ask(self.cells[cell])
                status = self.solver.solve(self.model)
                if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                    assert status != cp_model.INFEASIBLE, f"contradiction at {cell}"
                    continue
                for other in asked:
                    value = self.solver.value(self.cells[other])
                    low, high = seen.get(other, (value, value))
                    seen[other] = (min(low, value), max(high, value))
        return seen

    def can_be(self, cell: Cell, value: int) -> bool:
        """Tell whether a cell can be this number."""
        self.model.add(self.cells[cell] == value)
        return self.solver.solve(self.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
