"""The printed figures of 2023 come out of the package, each by its own test."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency
from survey_samples import shown

from ckmreport.analysis import Association, Share, Survey
from ckmreport.presentation.text.dutch_numbers import decimal, percentage
from ckmreport.survey.questionnaire import Condition
from ckmreport.survey.waves import Metadata

FILE = Path(__file__).parent.parent / "data/publication/2023/figures.csv"


@dataclass(frozen=True)
class Figure:
    """A line of `figures.csv`."""

    id: str
    place: str
    kind: str
    variable: str
    option: str
    where: str
    count: str
    base: str
    base_n: str
    printed: str
    recomputed: str
    status: str
    note: str

    def __str__(self) -> str:
        return self.id

    @property
    def decimals(self) -> int:
        """How many decimals were printed."""
        return len(self.printed.rstrip("%").partition(",")[2])

    def is_printed_as(self, share: Share) -> bool:
        """Tell whether a share, rounded as the printed figure is, gives that figure."""
        written = percentage(share.count, share.base, self.decimals)
        return written.rstrip("%") == self.printed.rstrip("%")

    def check(self, share: Share) -> None:
        """Compare count, base and percentage of a share with the printed figure."""
        assert (share.count, share.base) == (int(self.count), int(self.base_n))
        if self.printed:
            assert percentage(share.count, share.base, 1) == self.recomputed
            assert self.is_printed_as(share) is (self.id not in MISPRINTED)


with FILE.open(encoding="utf-8", newline="") as lines:
    FIGURES = [Figure(**row) for row in csv.DictReader(lines)]

#: Percentages that do not follow from their own count and base.
MISPRINTED = {
    *(f"C{number:03}" for number in (*range(52, 57), *range(63, 70), 262, 326)),  # of 222
    "C335",
}

#: Figures that no row can show, and where they stand in the data instead.
NOT_IN_ROWS: dict[str, tuple[str, Callable[[Metadata], int]]] = {
    "C433": ("who dropped out is kept apart from the answers", lambda about: about.dropped_out),
    "C434": (
        "contact details were never part of the answers",
        lambda about: about.interviews.left_contact if about.interviews else 0,
    ),
    "C435": (
        "agreeing to an interview was not part of the questionnaire",
        lambda about: about.interviews.agreed if about.interviews else 0,
    ),
    "C436": (
        "interviews are not linked to respondents",
        lambda about: about.interviews.held if about.interviews else 0,
    ),
}

#: Figures that follow from several answers, and the share or number that gives them.
SHARES: dict[str, Callable[[Survey], Share]] = {
    "C428": lambda survey: shown(survey["contact"].other_than("nee", "nee_vastgelegd")),
    "C429": lambda survey: shown(survey["melding"].other_than("nee", "wn")),
}
NUMBERS: dict[str, Callable[[Survey], int]] = {
    "C424": lambda survey: saw_any(survey, "se_n", "ce_n", "both_n"),
    "C425": lambda survey: shown(survey["ce_n"].other_than("0")).count,
    "C426": lambda survey: shown(survey["se_n"].other_than("0")).count,
    "C427": lambda survey: shown(survey["both_n"].other_than("0")).count,
    "C430": lambda survey: shown(survey.lower_bound("se_n").total).value,
    "C431": lambda survey: shown(survey.lower_bound("ce_n").total).value,
    "C432": lambda survey: shown(survey.lower_bound("both_n").total).value,
}


def saw_any(survey: Survey, *variables: str) -> int:
    """Count who gave a number of victims in at least one of these questions."""
    responses = survey.wave.responses
    saw = [responses.holds(Condition.parse(variable, "!0")) for variable in variables]
    return int(np.logical_or.reduce(saw).sum())


def of_kind(*kinds: str) -> pytest.MarkDecorator:
    found = [figure for figure in FIGURES if figure.kind in kinds]
    return pytest.mark.parametrize("figure", found, ids=str)


@pytest.fixture(scope="module")
def rows(survey: Survey) -> Survey:
    """The same rows with nothing withheld: an audit may look at every cell."""
    return Survey(replace(survey.wave, published=None))


def test_every_figure_is_held_against_the_rows_or_excused() -> None:
    kinds = {figure.id for figure in FIGURES if figure.kind != "derived"}
    derived = [*SHARES, *NUMBERS, *NOT_IN_ROWS]
    assert kinds.isdisjoint(derived)
    assert sorted([*kinds, *derived]) == [f"C{number:03}" for number in range(1, 437)]


def test_misprints_are_those_that_the_notes_explain() -> None:
    explained = ("Gedrukt percentage rekent op 222", "Met geen enkele basis te herleiden")
    assert {figure.id for figure in FIGURES if figure.note in explained} == MISPRINTED


@of_kind("margin")
def test_margin(figure: Figure, survey: Survey) -> None:
    answers = survey[figure.variable]
    assert answers.base.value == int(figure.base_n)
    figure.check(shown(answers[figure.option]))


@pytest.mark.parametrize("figure", [f for f in FIGURES if f.note.endswith("222")], ids=str)
def test_printed_percentage_has_all_respondents_for_its_base(
    figure: Figure, survey: Survey
) -> None:
    share = shown(survey[figure.variable][figure.option])
    assert figure.is_printed_as(replace(share, base=survey.respondents.value))


@of_kind("cross")
def test_cross(figure: Figure, survey: Survey) -> None:
    (group, code), (variable, rule) = (part.split("=", 1) for part in figure.where.split("; "))
    if figure.place != "Tabel 2":  # here the printed base is who gave the second answer
        (group, code), (variable, rule) = (variable, rule), (group, code)
    cell = survey.by(group, {variable: rule}).cell(code, variable)
    assert isinstance(cell, Share)
    figure.check(cell)


@of_kind("cross_pooled")
def test_pooled_cross(figure: Figure, survey: Survey) -> None:
    names = figure.variable.split(" + ")
    by, code = figure.where.split("=")
    mentions = survey.mentions(*names, code=figure.option, by=by)
    shares = {option.code: share for option, share in mentions.groups}
    figure.check(shown(shares[code]))
    for name in names:  # only the two questions together were printed
        assert survey.mentions(name, code=figure.option, by=by).groups == ()


@of_kind("chi2")
def test_chi_square(figure: Figure, survey: Survey, rows: Survey) -> None:
    row, column = (survey[name].question for name in figure.where.split(" × "))
    responses = survey.wave.responses
    answered = responses.frame[responses.answered(row) & responses.answered(column)]
    found = chi2_contingency(
        pd.crosstab(answered[row.name], answered[column.name]), correction=False
    )
    assert decimal(found.statistic, 2) == figure.printed == figure.recomputed
    assert len(answered) == int(figure.base_n)
    assert figure.note.startswith(f"df={found.dof};")
    for asked in (survey, rows):  # as printed, and as the package computes it from the rows
        test = asked.association(row.name, column.name)
        assert isinstance(test, Association)
        assert decimal(test.statistic, 2) == figure.printed
        assert (test.n, test.df) == (len(answered), found.dof)
        assert test.asymptotic == pytest.approx(found.pvalue, rel=0.01)


@pytest.mark.parametrize("figure", [f for f in FIGURES if f.id in SHARES], ids=str)
def test_derived_share(figure: Figure, survey: Survey) -> None:
    figure.check(SHARES[figure.id](survey))


@pytest.mark.parametrize("figure", [f for f in FIGURES if f.id in NUMBERS], ids=str)
def test_derived_number(figure: Figure, survey: Survey) -> None:
    number = str(NUMBERS[figure.id](survey))
    assert number == figure.count == figure.printed == figure.recomputed


@pytest.mark.parametrize("figure", [f for f in FIGURES if f.id in NOT_IN_ROWS], ids=str)
def test_figure_that_no_row_can_show(figure: Figure, survey: Survey) -> None:
    _, read = NOT_IN_ROWS[figure.id]
    assert str(read(survey.wave.metadata)) == figure.count == figure.printed
    assert re.search("(niet in de|aparte) rijen", figure.note)
