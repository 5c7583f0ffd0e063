"""The printed figures of a publication, as counts of respondents who meet conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Literal, cast, get_args

from ckmreport.foundation.errors import CkmError
from ckmreport.publication.csv_lines import read_lines
from ckmreport.publication.printed_ranges import read_range
from ckmreport.survey.questionnaire import Condition, Questionnaire

Kind = Literal["margin", "cross", "cross_pooled", "chi2", "derived"]

#: How `figures.csv` marks a figure that is in `wave.yml` and not in the rows.
_IN_WAVE_FILE = "wave: "
#: The key in `wave.yml` of the number of respondents who dropped out, whom the rows have too.
DROPPED_OUT = "respondents.dropped_out"
#: Figures of these places are in a table, which prints the count as well as the percentage.
_TABLE = re.compile(r"(?:Bijlage|Tabel)\b.*")


@dataclass(frozen=True)
class PrintedFigure:
    """One line of `figures.csv`; its README says what each column holds.

    Attributes:
        variables: the questions that `option` was chosen in, or the two questions of a test.
        conditions: who is counted: all of them hold or, with `any_of`, at least one.
        wave_entry: the key in `wave.yml` of a figure that no row can show; otherwise empty.
        count: respondents (or mentions, or victims); 0 for a test.
        base_n: the size of the base; 0 if there is none.
        source: file and line.
    """

    id: str
    place: str
    kind: Kind
    variables: tuple[str, ...]
    option: str
    conditions: tuple[Condition, ...]
    any_of: bool
    wave_entry: str
    count: int
    base: str
    base_n: int
    printed: str
    note: str
    source: str

    def __str__(self) -> str:
        if self.kind == "chi2":
            statistic = self.printed.replace(",", ".")
            what = f"{' × '.join(self.variables)}: χ² = {statistic}, N = {self.base_n}"
        else:
            what = f"{self._who()}: {self.count}" + (f" of {self.base_n}" if self.base else "")
        return f"{self.id} ({self.place}; {what})"

    @property
    def variable(self) -> str:
        """The only question, or the first one."""
        return self.variables[0]

    @property
    def statistic(self) -> Fraction:
        """The chi-square of a test.

        Raises:
            ValueError: if the figure is no test.
        """
        return Fraction(self.printed.replace(",", "."))

    @property
    def in_table(self) -> bool:
        """Whether a table prints it; then its count is printed too, and not only derived."""
        return _TABLE.fullmatch(self.place) is not None

    def _who(self) -> str:
        chosen = " + ".join(self.variables) + (f" = {self.option}" if self.option else "")
        joined = (" or " if self.any_of else " and ").join(str(rule) for rule in self.conditions)
        return " and ".join(part for part in (chosen, joined) if part)


@dataclass(frozen=True)
class PrintedFigures:
    """The figures of `figures.csv`, in file order."""

    path: Path
    lines: tuple[PrintedFigure, ...]

    def __iter__(self) -> Iterator[PrintedFigure]:
        return iter(self.lines)

    @property
    def of_rows(self) -> PrintedFigures:
        """The figures that rows can show."""
        return replace(self, lines=tuple(line for line in self.lines if not line.wave_entry))

    @property
    def dropped_out(self) -> int:
        """How many respondents dropped out, as printed."""
        return next((line.count for line in self.lines if line.wave_entry == DROPPED_OUT), 0)

    def of_kind(self, kind: Kind) -> tuple[PrintedFigure, ...]:
        """Select the figures of one kind, in file order."""
        return tuple(figure for figure in self.lines if figure.kind == kind)

    def margin(self, variable: str) -> dict[str, int]:
        """Look up how often each option of a question was chosen.

        Raises:
            CkmError: if nothing is printed of the question.
        """
        found = {f.option: f.count for f in self.of_kind("margin") if f.variables == (variable,)}
        if not found:
            raise CkmError(f"no count is printed for '{variable}'", place=self.path)
        return found


def load_figures(path: Path, questionnaire: Questionnaire) -> PrintedFigures:
    """Read `figures.csv`.

    Raises:
        CkmError: names the line of a figure that cannot be read, or that speaks of a question or
            option that the questionnaire lacks.
    """

    def build(line: dict[str, str], source: str) -> PrintedFigure:
        figure = _figure(line, source)
        try:
            _check_known(figure, questionnaire)
        except KeyError as error:
            raise CkmError(str(error.args[0]), place=source) from None
        return figure

    return PrintedFigures(path, tuple(read_lines(path, build)))


def _figure(line: dict[str, str], source: str) -> PrintedFigure:
    if line["kind"] not in get_args(Kind):
        raise ValueError(f"unknown kind '{line['kind']}'")
    if line["printed"]:
        read_range(line["printed"])  # what cannot be read is an error of this line
    kind, where, wave_entry = cast(Kind, line["kind"]), line["where"], ""
    variables = tuple(name for name in line["variable"].split(" + ") if name)
    if where.startswith(_IN_WAVE_FILE):
        where, wave_entry = "", where.removeprefix(_IN_WAVE_FILE)
    elif kind == "chi2":
        where, variables = "", tuple(where.split(" × "))
    any_of = " | " in where
    rules = [rule for rule in where.split(" | " if any_of else "; ") if rule]
    return PrintedFigure(
        id=line["id"],
        place=line["place"],
        kind=kind,
        variables=variables,
        option=line["option"],
        conditions=tuple(_condition(rule) for rule in rules),
        any_of=any_of,
        wave_entry=wave_entry,
        count=0 if kind == "chi2" else int(line["count"]),
        base=line["base"],
        base_n=int(line["base_n"]) if line["base"] else 0,
        printed=line["printed"],
        note=line["note"],
        source=source,
    )


def _condition(rule: str) -> Condition:
    variable, separator, option = rule.partition("=")
    if not separator:
        raise ValueError(f"'{rule}' is no condition")
    return Condition.parse(variable, option)


def _check_known(figure: PrintedFigure, questionnaire: Questionnaire) -> None:
    for name in figure.variables:
        question = questionnaire[name]
        if figure.option:
            question.option(figure.option)
    for condition in figure.conditions:
        questionnaire[condition.variable].option(condition.option)
