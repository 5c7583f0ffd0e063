"""Tables as Markdown, with real header cells, numbers to the right and Dutch decimals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ckmreport.analysis import (
    NOT_SHOWN,
    Count,
    Distribution,
    Grouped,
    Hidden,
    LowerBound,
    Share,
    Withheld,
)
from ckmreport.presentation.tables.table_data import Cell, Data
from ckmreport.presentation.text.dutch_numbers import integer, percentage
from ckmreport.presentation.text.exploitation_forms import FORM_NAMES
from ckmreport.presentation.text.shares import as_data, counted

Value = Share | Count | Withheld | int | str


@dataclass(frozen=True)
class Table:
    """A table of a report: names in the first column, numbers in the others.

    Percentages are written with `decimals` decimals.

    Raises:
        ValueError: if two columns have the same name, or a row has more or fewer cells.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    decimals: int = 0

    def __post_init__(self) -> None:
        if len(set(self.header)) < len(self.header):
            raise ValueError(f"two columns have the same name: {', '.join(self.header)}")
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError(f"each row must have {len(self.header)} cells, one per column")

    @property
    def markdown(self) -> str:
        """The table as a pipe table."""
        numeric = [self._is_numeric(column) for column in range(len(self.header))]
        rule = ["---:" if right else ":---" for right in numeric]
        written = [[self._written(value) for value in row] for row in (self.header, *self.rows)]
        lines = [written[0], rule, *written[1:]]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)

    @property
    def data(self) -> Data:
        """The numbers, a share as its count and base."""
        columns: list[str] = []
        for index, name in enumerate(self.header):
            shares = any(isinstance(row[index], Share) for row in self.rows)
            columns += [f"{name}: aantal", f"{name}: n"] if shares else [name]
        return Data(tuple(columns), tuple(tuple(self._cells(row)) for row in self.rows))

    def _cells(self, row: Sequence[Value]) -> Iterable[Cell]:
        for index, value in enumerate(row):
            shares = any(isinstance(other[index], Share) for other in self.rows)
            if isinstance(value, Share):
                yield from (value.count, value.base)
            elif shares and isinstance(value, Hidden):
                yield from as_data(value)
            elif shares:
                yield from (self._written(value), None)
            else:
                yield int(value) if isinstance(value, Count | int) else self._written(value)

    def _written(self, value: Value) -> str:
        if isinstance(value, Share):
            return percentage(value.count, value.base, self.decimals)
        if isinstance(value, Hidden) and value.of is not None:
            return NOT_SHOWN.reason  # a number of respondents would read as a percentage here
        if isinstance(value, Withheld):
            return value.reason
        if isinstance(value, Count | int):
            return integer(int(value))
        return value.replace("|", "\\|").replace("\n", " ")

    def _is_numeric(self, column: int) -> bool:
        return column > 0 and all(
            not isinstance(row[column], str) or row[column] == "" for row in self.rows
        )

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        return {
            "text/markdown": self.markdown,
            "text/plain": self.markdown,
        }, self.data.as_metadata()


@dataclass(frozen=True)
class MeasuredTable(Table):
    """A table whose cells hold several numbers; `numbers` gives each of them in its own column."""

    numbers: Data = field(kw_only=True)

    @property
    def data(self) -> Data:
        """The numbers, one per column."""
        return self.numbers


def distribution_table(answers: Distribution, *, by_size: bool = False) -> Table:
    """List the answers to a question with their number and share of respondents."""
    pairs = answers.ranked() if by_size else list(answers)
    rows = tuple((option.label, share.n, share) for option, share in pairs)
    return Table((answers.question.short, "Respondenten", "Aandeel"), rows)


def paired_table(*answers: Distribution, name: str, by_size: bool = False) -> Table:
    """List the answers to the same question about several forms side by side."""
    first = answers[0]
    if any(other.question.codes != first.question.codes for other in answers):
        raise ValueError("a paired table compares questions with the same options only")
    options = list(first.options)
    if by_size:
        options.sort(key=lambda option: -sum(counted(d[option.code]) for d in answers))
    header = [name]
    for distribution in answers:
        form = FORM_NAMES[distribution.question.about or "both"].capitalize()
        header += [f"{form}: aantal", f"{form}: aandeel"]
    rows = []
    for option in options:
        row: list[Value] = [option.label]
        for distribution in answers:
            row += [distribution[option.code].n, distribution[option.code]]
        rows.append(tuple(row))
    return Table(tuple(header), tuple(rows))


def grouped_table(grouped: Grouped, names: Sequence[str]) -> Table:
    """List groups with their size and, per condition, number and share; `names` head them."""
    header = [grouped.question.short, "Respondenten"]
    for name in names:
        header += [f"{name}: aantal", f"{name}: aandeel"]
    rows = []
    for group in grouped.groups:
        row: list[Value] = [group.option.label, group.base]
        for cell in group.cells:
            row += [cell.n, cell] if isinstance(cell, Share | Hidden) else [cell, cell]
        rows.append(tuple(row))
    return Table(tuple(header), tuple(rows))


def estimate_table(*estimates: LowerBound) -> Table:
    """Show how lower bounds add up: per category its lower bound and who gave that answer."""
    names = [FORM_NAMES[estimate.about].capitalize() for estimate in estimates]
    rows: list[tuple[Value, ...]] = []
    for terms in zip(*(estimate.terms for estimate in estimates), strict=True):
        respondents = [term.respondents for term in terms]
        rows.append((terms[0].option.short, terms[0].at_least, *respondents))
    rows.append(("Ondergrens samen", "", *(estimate.total for estimate in estimates)))
    return Table(("Aantal slachtoffers", "Ondergrens", *names), tuple(rows))
