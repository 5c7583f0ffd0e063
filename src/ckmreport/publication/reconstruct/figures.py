"""The printed figures of a publication, as statements about counts of respondents."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal, cast, get_args

from ckmreport.foundation.errors import CkmError
from ckmreport.survey.questionnaire import Condition, Questionnaire

Kind = Literal["margin", "cross", "cross_pooled", "chi2", "derived"]

#: How `figures.csv` marks a figure that stands in `wave.yml` and not in the rows.
_OF_THE_WAVE = "wave: "
_DROPPED_OUT = "wave: respondents.dropped_out"


@dataclass(frozen=True)
class Figure:
    """One line of `figures.csv`.

    `variables` are the questions that `option` was chosen in, or the two questions of a test.
    `conditions` say who is counted: all of them hold or, with `any_of`, at least one.
    """

    id: str
    place: str
    kind: Kind
    variables: tuple[str, ...]
    option: str
    conditions: tuple[Condition, ...]
    any_of: bool
    count: int
    base: str
    base_n: int
    statistic: Fraction | None

    def __str__(self) -> str:
        what = (
            f"{' × '.join(self.variables)}: χ² = {float(self.statistic):.2f}, N = {self.base_n}"
            if self.statistic is not None
            else f"{self._who()}: {self.count}" + (f" of {self.base_n}" if self.base else "")
        )
        return f"{self.id} ({self.place}; {what})"

    def _who(self) -> str:
        chosen = " + ".join(self.variables) + (f" = {self.option}" if self.option else "")
        joined = (" or " if self.any_of else " and ").join(str(rule) for rule in self.conditions)
        return " and ".join(part for part in (chosen, joined) if part)


@dataclass(frozen=True)
class Figures:
    """All printed figures that rows can show, and how many respondents dropped out."""

    path: Path
    lines: tuple[Figure, ...]
    dropped_out: int

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.lines)

    def of_kind(self, kind: Kind) -> tuple[Figure, ...]:
        """Give the figures of one kind, in file order."""
        return tuple(figure for figure in self.lines if figure.kind == kind)

    def margin(self, variable: str) -> dict[str, int]:
        """Give how often each option of a question was chosen.

        Raises:
            CkmError: if nothing is printed of the question.
        """
        found = {f.option: f.count for f in self.of_kind("margin") if f.variables == (variable,)}
        if not found:
            raise CkmError(f"no count is printed for '{variable}'", place=self.path)
        return found


def load_figures(path: Path, questionnaire: Questionnaire) -> Figures:
    """Read `figures.csv`.

    Raises:
        CkmError: names the line of a figure that cannot be read, or that speaks of a question or
            option that the questionnaire lacks.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = list(enumerate(csv.DictReader(file), 2))
    except FileNotFoundError:
        raise CkmError("there are no printed figures", place=path) from None
    figures, dropped_out = [], 0
    for number, line in lines:
        try:
            if line["where"] == _DROPPED_OUT:
                dropped_out = int(line["count"])
            elif not line["where"].startswith(_OF_THE_WAVE):
                figures.append(_figure(line, questionnaire))
        except KeyError as error:
            raise CkmError(str(error.args[0]), place=f"{path}, line {number}") from None
        except ValueError:
            raise CkmError(
                "this figure cannot be read",
                place=f"{path}, line {number}",
                advice="Compare it with the columns that README.md of that folder describes",
            ) from None
    return Figures(path, tuple(figures), dropped_out)


def _figure(line: dict[str, str], questionnaire: Questionnaire) -> Figure:
    if line["kind"] not in get_args(Kind):
        raise ValueError(line["kind"])
    kind = cast(Kind, line["kind"])
    where, statistic = line["where"], None
    if kind == "chi2":
        variables = tuple(where.split(" × "))
        statistic = Fraction(line["printed"].replace(",", "."))
        where = ""
    else:
        variables = tuple(name for name in line["variable"].split(" + ") if name)
    any_of = " | " in where
    rules = [rule for rule in where.split(" | " if any_of else "; ") if rule]
    conditions = tuple(Condition.parse(*_pair(rule)) for rule in rules)
    for name in variables:
        question = questionnaire[name]
        if line["option"]:
            question.option(line["option"])
    for condition in conditions:
        questionnaire[condition.variable].option(condition.option)
    return Figure(
        id=line["id"],
        place=line["place"],
        kind=kind,
        variables=variables,
        option=line["option"],
        conditions=conditions,
        any_of=any_of,
        count=int(line["count"] or 0),
        base=line["base"],
        base_n=int(line["base_n"] or 0),
        statistic=statistic,
    )


def _pair(rule: str) -> tuple[str, str]:
    variable, separator, option = rule.partition("=")
    if not separator:
        raise ValueError(rule)
    return variable, option
