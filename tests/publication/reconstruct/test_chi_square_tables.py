from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from scipy.stats import chi2_contingency

from ckmreport.foundation.errors import CkmError
from ckmreport.publication.reconstruct.chi_square_tables import ChiSquareTable, choose_tables
from ckmreport.publication.reconstruct.count_tables import Problem


def as_array(table: ChiSquareTable) -> np.ndarray:
    rows = list(dict.fromkeys(row for row, _ in table.cells))
    columns = list(dict.fromkeys(column for _, column in table.cells))
    return np.array([[table.cells[row, column] for column in columns] for row in rows])


@pytest.fixture(scope="module")
def chosen(problem: Problem) -> list[tuple[ChiSquareTable, ...]]:
    return [choose_tables(problem.figures, Random(seed)) for seed in (1, 1, 2)]


def test_tables_give_the_printed_tests(
    chosen: list[tuple[ChiSquareTable, ...]], problem: Problem
) -> None:
    figures = problem.figures.of_kind("chi2")
    for figure, table in [pair for tables in chosen for pair in zip(figures, tables, strict=True)]:
        counts = as_array(table)
        found = chi2_contingency(counts, correction=False)
        assert round(found.statistic, 2) == float(figure.statistic)
        assert counts.sum() == figure.base_n
        most = list(problem.figures.margin(table.column).values())
        assert (counts.sum(axis=0) <= most).all()


def test_tests_of_one_row_question_share_their_row_totals(
    chosen: list[tuple[ChiSquareTable, ...]],
) -> None:
    for tables in chosen:
        first, second, third, fourth = map(as_array, tables)
        assert first.sum(axis=1).tolist() == third.sum(axis=1).tolist()
        assert second.sum(axis=1).tolist() == fourth.sum(axis=1).tolist()


def test_the_choice_depends_on_the_seed(chosen: list[tuple[ChiSquareTable, ...]]) -> None:
    first, again, other = chosen
    assert first == again
    assert first != other


def test_a_statistic_that_no_table_gives_is_named(
    problem: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ckmreport.publication.reconstruct.chi_square_tables._DRAWS", 1)
    lines = tuple(
        replace(figure, printed="84,00") if figure.id == "C420" else figure
        for figure in problem.figures
    )
    with pytest.raises(CkmError, match="no tables were found that give C420"):
        choose_tables(replace(problem.figures, lines=lines), Random(1))
