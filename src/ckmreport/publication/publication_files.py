"""The content of a publication: its figures, the statements of its text, its tests and bases."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.yaml_files import Node, read_yaml
from ckmreport.publication.csv_lines import read_lines
from ckmreport.publication.printed_figures import PrintedFigures, load_figures
from ckmreport.publication.printed_ranges import read_range
from ckmreport.survey.questionnaire import Questionnaire


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
class ChiSquareFigure:
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
    """Everything that is printed about a wave; `bases` describes each base."""

    folder: Path
    figures: PrintedFigures
    statements: tuple[Statement, ...]
    tests: tuple[ChiSquareFigure, ...]
    bases: dict[str, str]


def load_publication(folder: Path, questionnaire: Questionnaire) -> Publication:
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
        figures=load_figures(folder / "figures.csv", questionnaire),
        statements=tuple(read_lines(folder / "statements.csv", _statement)),
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
    if not path.exists():
        return ()
    return tuple(read_lines(path, lambda row, at: Counterpart(row["place"], row["report"], at)))


def _statement(row: dict[str, str], source: str) -> Statement:
    if row["expression"]:
        read_range(row["printed"])
    names = ("id", "place", "printed", "expression", "reason", "report")
    return Statement(**{name: row[name] for name in names}, source=source)


def _test(node: Node) -> ChiSquareFigure:
    statistic = node["statistic"].value
    if isinstance(statistic, bool) or not isinstance(statistic, int | float):
        raise node["statistic"].error("'statistic' must be a number")
    return ChiSquareFigure(
        **{name: node[name].text() for name in ("place", "row", "column", "p", "figure")},
        statistic=Fraction(str(statistic)),
        n=node["n"].integer(),
        df=node["df"].integer(),
        source=f"{node.path}, line {node.line}",
    )
