"""What a publication prints: its figures, the statements of its text and its tests."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.yaml_files import Node, read_yaml
from ckmreport.publication.audit.printed_ranges import read_saying

#: Figures of these kinds stand in a table, which prints the count as well as the percentage.
_TABLE = re.compile(r"(?:Bijlage|Tabel)\b.*")

T = TypeVar("T")


@dataclass(frozen=True)
class Figure:
    """A line of `figures.csv`; its README says what each column holds."""

    id: str
    place: str
    kind: str
    variable: str
    option: str
    where: str
    count: int | None
    base: str
    base_n: int | None
    printed: str
    note: str
    source: str

    @property
    def in_table(self) -> bool:
        """Whether it stands in a table: then its count is printed too, and not only derived."""
        return _TABLE.fullmatch(self.place) is not None


@dataclass(frozen=True)
class Statement:
    """A line of `statements.csv`; its README says what each column holds."""

    id: str
    place: str
    printed: str
    expression: str
    reason: str
    report: str
    source: str


@dataclass(frozen=True)
class Test:
    """A chi-square test as it is printed; `p` is a level such as "< .05"."""

    place: str
    row: str
    column: str
    statistic: Fraction
    n: int
    df: int
    p: str
    figure: str
    source: str


@dataclass(frozen=True)
class Counterpart:
    """A figure or table of the publication (`place`), and the cell that shows the same here.

    `report` is "notebook#cell"; `source` names file and line.
    """

    place: str
    report: str
    source: str


@dataclass(frozen=True)
class Publication:
    """All that is printed about a wave, and who each base consists of."""

    folder: Path
    figures: tuple[Figure, ...]
    statements: tuple[Statement, ...]
    tests: tuple[Test, ...]
    bases: dict[str, str]


def load_publication(folder: Path) -> Publication:
    """Read the printed figures of a wave.

    Raises:
        CkmError: if the wave was not published, or a file is missing or malformed.
    """
    if not folder.is_dir():
        raise CkmError(
            f"wave '{folder.name}' has no printed figures to hold its rows against",
            place=folder,
            advice="Only a wave that was published before it came here can be audited",
        )
    return Publication(
        folder=folder,
        figures=tuple(_lines(folder / "figures.csv", _figure)),
        statements=tuple(_lines(folder / "statements.csv", _statement)),
        tests=tuple(
            _test(node) for node in read_yaml(folder / "cross-tabulations.yml").get("tests") or ()
        ),
        bases={key: node.text() for key, node in read_yaml(folder / "bases.yml").items()},
    )


def load_counterparts(folder: Path) -> tuple[Counterpart, ...]:
    """Read which figures and tables of a publication this report has too; absent means none.

    Raises:
        CkmError: names the line that cannot be read.
    """
    path = folder / "counterparts.csv"
    return tuple(_lines(path, _counterpart)) if path.exists() else ()


def _lines(path: Path, build: Callable[[dict[str, str], str], T]) -> Iterator[T]:
    try:
        file = path.open(encoding="utf-8", newline="")
    except FileNotFoundError:
        raise CkmError("this file does not exist", place=path) from None
    with file:
        rows = csv.DictReader(file, strict=True)
        try:
            for row in rows:
                yield build(row, f"{path}, line {rows.line_num}")
        except KeyError as error:
            raise CkmError(f"there is no column {error}", place=path) from None
        except (ValueError, TypeError, csv.Error) as error:
            raise CkmError(
                f"this line cannot be read ({error})", place=f"{path}, line {rows.line_num}"
            ) from None


def _figure(row: dict[str, str], source: str) -> Figure:
    if row["printed"]:
        read_saying(row["printed"])  # what cannot be read is an error of this line
    names = ("id", "place", "kind", "variable", "option", "where", "base", "printed")
    return Figure(
        **{name: row[name] for name in names},
        count=int(row["count"]) if row["count"] else None,
        base_n=int(row["base_n"]) if row["base_n"] else None,
        note=row["note"],
        source=source,
    )


def _counterpart(row: dict[str, str], source: str) -> Counterpart:
    return Counterpart(row["place"], row["report"], source)


def _statement(row: dict[str, str], source: str) -> Statement:
    if row["expression"]:
        read_saying(row["printed"])
    names = ("id", "place", "printed", "expression", "reason", "report")
    return Statement(**{name: row[name] for name in names}, source=source)


def _test(node: Node) -> Test:
    statistic = node["statistic"].value
    if isinstance(statistic, bool) or not isinstance(statistic, int | float):
        raise node["statistic"].error("'statistic' must be a number")
    return Test(
        place=node["place"].text(),
        row=node["row"].text(),
        column=node["column"].text(),
        statistic=Fraction(str(statistic)),
        n=node["n"].integer(),
        df=node["df"].integer(),
        p=node["p"].text(),
        figure=node["figure"].text(),
        source=f"{node.path}, line {node.line}",
    )
