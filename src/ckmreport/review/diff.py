"""Differences between the reports of two waves: numbers, claims, figures and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from ckmreport.presentation.tables.table_data import Cell
from ckmreport.report.proof.ledger import ClaimEntry, FigureEntry, Ledger, Number

Entry = TypeVar("Entry", Number, ClaimEntry, FigureEntry)
Kind = Literal["changed", "new", "vanished"]


@dataclass(frozen=True)
class Change(Generic[Entry]):
    """An entry as it was and as it is; one of the two is None where it is new or vanished."""

    old: Entry | None
    new: Entry | None

    @property
    def kind(self) -> Kind:
        """The kind of change of the entry."""
        if self.old is None:
            return "new"
        return "vanished" if self.new is None else "changed"

    @property
    def entry(self) -> Entry:
        """The entry as it is, or as it last was."""
        entry = self.new if self.new is not None else self.old
        if entry is None:
            raise ValueError("a change of nothing into nothing")
        return entry


@dataclass(frozen=True)
class CellChange:
    """One cell behind a figure or table: its row, its column, and its value in both waves."""

    row: str
    column: str
    old: Cell
    new: Cell


@dataclass(frozen=True)
class Difference:
    """Everything that differs between two reports, in the order of the newer one."""

    old_wave: str
    new_wave: str
    numbers: tuple[Change[Number], ...]
    claims: tuple[Change[ClaimEntry], ...]
    figures: tuple[Change[FigureEntry], ...]


def compare(old: Ledger, new: Ledger) -> Difference:
    """Compare two ledgers by the ids of their entries.

    A number changed if it reads differently, or counts others out of others; a claim if its
    sentence or its truth changed; a figure or table if its caption or its data did. The n that
    stands beside a share changes with it, and is no change of its own.
    """
    numbers = tuple(_changes(old.numbers, new.numbers, _number))
    return Difference(
        old.wave,
        new.wave,
        tuple(n for n in numbers if not any(_is_base_of(n, share) for share in numbers)),
        tuple(_changes(old.claims, new.claims, _claim)),
        tuple(_changes(old.figures, new.figures, _figure)),
    )


def changed_cells(old: FigureEntry, new: FigureEntry) -> list[CellChange]:
    """List the cells of a figure that changed, came or went.

    A row is named by as many of its first texts as tell the rows apart; of rows with the same
    name each next one has its number behind it. Columns are named by their header.
    """
    width = _naming_columns(old, new)
    before, after = _cells(old, width), _cells(new, width)
    return [
        CellChange(*key, before.get(key), after.get(key))
        for key in dict.fromkeys([*after, *before])
        if before.get(key) != after.get(key)
    ]


def _changes(
    old: Sequence[Entry], new: Sequence[Entry], content: Callable[[Entry], object]
) -> Iterator[Change[Entry]]:
    before: dict[str, Entry] = {entry.id: entry for entry in old}
    after: dict[str, Entry] = {entry.id: entry for entry in new}
    for name in dict.fromkeys([*after, *before]):
        change = Change(before.get(name), after.get(name))
        if change.kind != "changed" or content(before[name]) != content(after[name]):
            yield change


def _is_base_of(number: Change[Number], share: Change[Number]) -> bool:
    """Tell whether a number was and is the base of a share in the same sentence."""
    waves = ((number.old, share.old), (number.new, share.new))
    return all(one is other is None or _is_n_of(one, other) for one, other in waves)


def _is_n_of(number: Number | None, share: Number | None) -> bool:
    if number is None or share is None or share.base is None or number.kind != "count":
        return False
    here, there = (
        (entry.chapter, entry.cell, entry.sentence, entry.questions) for entry in (number, share)
    )
    return here == there and not number.codes and number.count == share.base


def _number(entry: Number) -> object:
    return entry.value, entry.count, entry.base


def _claim(entry: ClaimEntry) -> object:
    return entry.sentence, entry.holds, entry.told


def _figure(entry: FigureEntry) -> object:
    return entry.caption, entry.columns, entry.rows


def _naming_columns(old: FigureEntry, new: FigureEntry) -> int:
    """Count the columns that name the rows: the fewest that tell all rows of a figure apart.

    Only first columns with nothing but texts name rows, and at least one column is left to
    compare; so a change in a table of texts is one of a cell.
    """
    figures = [figure for figure in (old, new) if figure.rows]
    most = 0
    for names in zip(*(figure.columns[:-1] for figure in figures), strict=False):
        cells = (row[most] for figure in figures for row in figure.rows)
        if len(set(names)) > 1 or not all(isinstance(cell, str) for cell in cells):
            break
        most += 1
    for width in range(1, most):
        if all(len({row[:width] for row in f.rows}) == len(f.rows) for f in figures):
            return width
    return most


def _cells(figure: FigureEntry, width: int) -> Mapping[tuple[str, str], Cell]:
    cells: dict[tuple[str, str], Cell] = {}
    occurrences: Counter[str] = Counter()
    for row in figure.rows:
        name = ", ".join(map(str, row[:width]))
        occurrences[name] += 1
        if occurrences[name] > 1:
            name = f"{name} ({occurrences[name]})".strip()
        named = zip(figure.columns[width:], row[width:], strict=True)
        cells |= {(name, column): value for column, value in named}
    return cells
