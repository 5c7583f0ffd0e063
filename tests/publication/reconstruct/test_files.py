"""The figures and assumptions that the reconstruction reads, and the errors in them."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from publication.reconstruct.rebuilt_samples import DATA

from ckmreport.foundation.errors import CkmError
from ckmreport.publication.reconstruct import load_problem
from ckmreport.publication.reconstruct.count_tables import Problem
from ckmreport.survey.questionnaire import Condition

FIGURES = "publication/2023/figures.csv"
ASSUMPTIONS = "publication/2023/assumptions.yml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(DATA / "publication", tmp_path / "publication")
    own = "waves/2023/questionnaire.yml"
    (tmp_path / own).parent.mkdir(parents=True)
    shutil.copy(DATA / own, tmp_path / own)
    return tmp_path


def refused(folder: Path, name: str, old: str, new: str) -> CkmError:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(CkmError) as caught:
        load_problem(folder, "2023")
    return caught.value


def test_every_kind_of_figure_is_read(problem: Problem) -> None:
    figures = {figure.id: figure for figure in problem.figures}
    assert len(figures) == 432
    assert problem.figures.margin("interesse") == {"ja": 200, "nee": 22}
    assert figures["C394"].conditions == (
        Condition("domein", "smh"),
        Condition("signaal", "nee", negated=True),
    )
    assert figures["C416"].variables == ("se_woon", "ce_woon")
    assert (figures["C421"].statistic, figures["C421"].base_n) == (Fraction(2699, 100), 75)
    assert figures["C424"].any_of
    assert not figures["C428"].any_of


def test_every_assumption_has_a_reason_and_a_consequence(problem: Problem) -> None:
    assert problem.assumptions.exceptions == {"se_lft": 1, "melding": 2}
    assert problem.assumptions.nested == ("se_lft", "ce_lft", "ce_vorm")
    assert len(problem.order.paths) == 46


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (FIGURES, "margin,stadsdeel,oost", "margin,stadsdeel,noord", "has no option 'noord'"),
        (FIGURES, "margin,stadsdeel,oost", "margin,wijk,oost", "has no question 'wijk'"),
        (FIGURES, "margin,stadsdeel,oost,,15", "margin,stadsdeel,oost,,x", "cannot be read"),
        (FIGURES, "margin,stadsdeel,oost", "kantlijn,stadsdeel,oost", "cannot be read"),
        (FIGURES, "domein=smh; scholing=ja", "domein=smh; scholing", "cannot be read"),
        (ASSUMPTIONS, "stadsdeel: 9", "stadsdeel: 10", "42 drop-outs stopped somewhere, but 41"),
        (ASSUMPTIONS, "[both_n]", "[both_n, se_n]", "each question must stand in one block"),
        (ASSUMPTIONS, "[both_n]", "[both]", "the questionnaire has no question 'both'"),
        (ASSUMPTIONS, "status: assumed", "status: guessed", "unknown status"),
        (ASSUMPTIONS, "[se_lft, ce_lft,", "[se_woon, ce_lft,", "no question 'se_woon_modus'"),
    ],
)
def test_a_fault_is_named_with_its_line(
    name: str, old: str, new: str, message: str, folder: Path
) -> None:
    error = refused(folder, name, old, new)
    assert message in error.message
    assert (error.place or "").startswith(f"{folder / name}, line ")


def test_a_wave_without_printed_figures_is_refused(folder: Path) -> None:
    (folder / FIGURES).unlink()
    with pytest.raises(CkmError, match="this file does not exist"):
        load_problem(folder, "2023")
