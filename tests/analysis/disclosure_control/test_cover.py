"""What of a test may be printed: other tables of the same totals must give the same."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray
from survey_samples import SampleData, guarded

from ckmreport.analysis.disclosure_control.cover import _decimals, printed, statistic
from ckmreport.survey.questionnaire import Question, Questionnaire

Cells = dict[tuple[str, str], int]


def people(cells: Cells, domain: str = "onderwijs") -> list[dict[str, str]]:
    function = {"onderwijs": "docent", "politie": "agent"}[domain]
    return [
        {"wijk": area, "gezien": seen, "functie": function, "domein": domain}
        for (area, seen), number in cells.items()
        for _ in range(number)
    ]


def tables(rows: list[int], columns: list[int]) -> list[NDArray[np.int64]]:
    """Give every table of these totals with two rows."""
    first = itertools.product(*(range(c + 1) for c in columns))
    return [
        np.array([one, [c - x for c, x in zip(columns, one, strict=True)]])
        for one in first
        if sum(one) == rows[0]
    ]


@pytest.mark.parametrize("seed", range(12))
def test_a_statistic_leaves_every_small_cell_its_range(seed: int) -> None:
    generator = np.random.default_rng(seed)
    table = generator.integers(1, 22, size=(2, 4))
    rows, columns = table.sum(axis=1).tolist(), table.sum(axis=0).tolist()
    others = tables(rows, columns)
    for cell in [(int(r), int(c)) for r, c in np.argwhere(table < 5)]:
        decimals = _decimals(table[None], cell, 5)
        if decimals is None:
            continue
        given = printed(statistic(table), decimals)
        values = {int(t[cell]) for t in others if printed(statistic(t), decimals) == given}
        assert len(values) >= 4


def test_where_only_one_table_fits_nothing_is_printed() -> None:
    assert _decimals(np.array([[[9, 7], [4, 8]]]), (1, 0), 5) is None


def test_people_of_different_groups_do_not_exchange_answers() -> None:
    table = np.array([[40, 30, 30, 30], [4, 9, 13, 9]])
    assert _decimals(table[None], (1, 0), 5) is not None
    # With every row in a group of its own, whose answers are printed, no other table agrees.
    apart = np.zeros((2, 2, 4), dtype=np.int64)
    apart[0, 0], apart[1, 1] = table
    assert _decimals(apart, (1, 0), 5) is None


def test_rare_and_hidden_answers_are_one_category(data: SampleData) -> None:
    cells = {("noord", "ja"): 9, ("noord", "deels"): 12, ("zuid", "ja"): 12, ("zuid", "deels"): 9}
    cells |= {("overal", "ja"): 2, ("overal", "deels"): 1}
    survey = guarded(data, *people(cells), *people({("noord", "nee"): 9}, "politie"))
    found = survey.disclosure.cover(*pair(survey.wave.questionnaire))
    assert found is not None
    assert sorted(map(sorted, found.rows)) == [["noord"], ["overal", "zuid"]]
    assert not found.exact


def test_a_test_without_small_numbers_is_printed_whole(data: SampleData) -> None:
    cells = {(area, seen): 9 for area in ("noord", "zuid") for seen in ("ja", "nee")}
    survey = guarded(data, *people(cells))
    found = survey.disclosure.cover(*pair(survey.wave.questionnaire))
    assert found is not None
    assert (found.decimals, found.exact) == (2, True)


def pair(asked: Questionnaire) -> tuple[Question, Question]:
    return asked["wijk"], asked["gezien"]
