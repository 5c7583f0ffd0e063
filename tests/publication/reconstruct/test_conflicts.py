from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.publication.reconstruct.conflicts import find_conflict, require_consistent
from ckmreport.publication.reconstruct.count_tables import Problem
from ckmreport.publication.reconstruct.printed_counts import count_model


def misprinted(problem: Problem, name: str, **changed: Any) -> Problem:
    """Give the figures with one of them changed."""
    lines = tuple(
        replace(figure, **changed) if figure.id == name else figure for figure in problem.figures
    )
    return replace(problem, figures=replace(problem.figures, lines=lines))


def test_the_printed_figures_can_all_be_met(problem: Problem) -> None:
    require_consistent(problem)


@pytest.mark.slow
def test_a_contradiction_is_named_by_a_smallest_set(problem: Problem) -> None:
    planted = misprinted(problem, "C045", count=8)
    with pytest.raises(CkmError) as caught:
        require_consistent(planted)
    assert caught.value.message == (
        "these printed figures contradict each other: C045 (Tabel 1; domein = politie: 8 of 222), "
        "C405 (Tabel 2; domein = politie and scholing = ja: 1 of 9)"
    )
    assert caught.value.place == str(problem.figures.path)
    assert caught.value.advice == "Compare them with the publication"
    for ids, possible in ((["C045", "C405"], False), (["C045"], True), (["C405"], True)):
        assert (count_model(planted, only=ids).solve(Random(0)) is not None) is possible


@pytest.mark.slow
def test_a_sum_is_held_against_the_counts_that_it_adds_up(problem: Problem) -> None:
    planted = misprinted(problem, "C430", count=281)  # the lower bounds add up to 280
    conflict = find_conflict(planted)
    ids = {figure.id for figure in conflict}
    assert "C430" in ids
    assert {figure.variables for figure in conflict} == {("se_n",)}
    for one in ids:
        assert count_model(planted, only=ids - {one}).solve(Random(0)) is not None


@pytest.mark.parametrize("statistic", ["90,00", "-1"])
def test_a_statistic_that_no_table_has_is_named_alone(statistic: str, problem: Problem) -> None:
    with pytest.raises(CkmError) as caught:
        require_consistent(misprinted(problem, "C420", printed=statistic))
    assert caught.value.message.startswith("no answers can give the figure C420 (voetnoot 26;")
    assert caught.value.place == str(problem.figures.path)
