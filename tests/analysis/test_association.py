from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2, chi2_contingency, fisher_exact
from survey_samples import SampleData, guarded

from ckmreport.analysis import (
    Association,
    Crosstab,
    Hidden,
    NotTestable,
    SmallCells,
    Survey,
    Withheld,
)
from ckmreport.analysis.association import NO_VARIATION, NOBODY, TOO_SMALL, _tested
from ckmreport.analysis.disclosure_control.cover import Cover, printed
from ckmreport.analysis.survey import NOT_PUBLISHED
from ckmreport.foundation.errors import CkmError

Cell = tuple[str, str, int]


def respondents(*cells: Cell) -> list[dict[str, str]]:
    return [{"wijk": area, "gezien": seen} for area, seen, number in cells for _ in range(number)]


def associate(data: SampleData, *cells: Cell) -> Association | Withheld:
    return data.survey(*respondents(*cells)).association("wijk", "gezien")


def guarded_test(data: SampleData, *cells: Cell, minimum: int = 5) -> Association | Withheld:
    return guarded(data, *respondents(*cells), minimum=minimum).association("wijk", "gezien")


def bergsma(statistic: float, rows: int, columns: int, n: int) -> float:
    """Work V out by hand, corrected for bias (Bergsma 2013)."""
    excess = max(0.0, statistic / n - (rows - 1) * (columns - 1) / (n - 1))
    sizes = [one - (one - 1) ** 2 / (n - 1) for one in (rows, columns)]
    return float((excess / (min(sizes) - 1)) ** 0.5)


def test_rows_are_tested_by_hand_calculation(data: SampleData) -> None:
    rows = respondents(
        ("noord", "ja", 10), ("noord", "nee", 20), ("zuid", "ja", 20), ("zuid", "nee", 10)
    )
    found = data.survey(*rows, {"wijk": "noord"}, {"gezien": "ja"}).association("wijk", "gezien")
    assert isinstance(found, Association)
    assert float(found.statistic) == pytest.approx(4 * 5**2 / 15)
    assert (found.df, found.n, found.least, found.small) == (1, 60, 2, SmallCells(0, 4))
    assert found.p == pytest.approx(0.009823, abs=1e-6)
    assert found.resampled is None
    assert not found.unsure
    assert found.cramers_v == pytest.approx(bergsma(20 / 3, 2, 2, 60))


@pytest.mark.parametrize(
    ("statistic", "size", "strength"),
    [
        (16.03, (5, 85, 2), 0.36),
        (26.99, (10, 75, 3), 0.34),
        (15.10, (5, 85, 2), 0.35),
        (23.01, (10, 75, 3), 0.30),
        (4.0, (5, 85, 2), 0.0),  # less than chance gives by itself
    ],
)
def test_strength_is_corrected_for_the_bias_of_small_tables(
    data: SampleData, statistic: float, size: tuple[int, int, int], strength: float
) -> None:
    question = data.survey({}).wave.questionnaire["wijk"]
    found = Association(question, question, statistic, *size, None, Hidden("onbekend"))
    assert round(found.cramers_v, 2) == strength


def test_the_table_comes_in_the_order_of_the_questionnaire(data: SampleData) -> None:
    found = associate(data, ("zuid", "nee", 3), ("overal", "ja", 1), ("zuid", "ja", 2))
    assert isinstance(found, Association)
    assert isinstance(found.table, Crosstab)
    assert [option.code for option in found.table.rows] == ["zuid", "overal"]
    assert [option.code for option in found.table.columns] == ["ja", "nee"]
    assert found.table.counts == ((2, 3), (1, 0))
    assert found.table.expected == ((2.5, 2.5), (0.5, 0.5))


def test_categories_that_nobody_chose_do_not_count(data: SampleData) -> None:
    found = associate(data, ("noord", "ja", 1), ("noord", "nee", 1), ("zuid", "ja", 1))
    assert isinstance(found, Association)
    assert found.df == 1
    assert found.small == SmallCells(4, 4)


def test_many_small_cells_call_for_tables_drawn_with_the_same_totals(data: SampleData) -> None:
    cells = ("noord", "ja", 7), ("noord", "nee", 1), ("zuid", "ja", 1), ("zuid", "nee", 6)
    found = associate(data, *cells)
    assert isinstance(found, Association)
    assert found.small == SmallCells(4, 4)
    # Of a table of two by two with unequal totals, Fisher's exact test ranks tables as chi-square.
    exact = fisher_exact([[7, 1], [1, 6]]).pvalue
    assert found.p == found.resampled == pytest.approx(exact, abs=0.001)
    assert not found.unsure
    assert associate(data, *cells) == found


def test_one_small_cell_in_five_is_borne() -> None:
    assert not SmallCells(1, 5).too_many
    assert SmallCells(2, 9).too_many


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ((("noord", "ja", 2), ("zuid", "ja", 2)), NO_VARIATION),
        ((("noord", "-9", 2), ("-9", "ja", 2)), NOBODY),
    ],
)
def test_answers_that_allow_no_test(data: SampleData, cells: tuple[Cell, ...], reason: str) -> None:
    found = associate(data, *cells)
    assert found == NotTestable(reason)
    assert isinstance(found, NotTestable)


SMALL = ("noord", "ja", 9), ("zuid", "nee", 8), ("zuid", "ja", 4), ("noord", "nee", 7)


def test_a_table_without_small_groups_of_people_is_given(data: SampleData) -> None:
    shown = guarded_test(data, *SMALL, minimum=4)
    assert isinstance(shown, Association)
    assert isinstance(shown.table, Crosstab)
    assert shown == associate(data, *SMALL)


def test_two_by_two_totals_and_statistic_would_tell_the_small_group(data: SampleData) -> None:
    # No other table of these totals gives a statistic that rounds to the same number.
    assert guarded_test(data, *SMALL) == TOO_SMALL


def test_hidden_answers_are_tested_together(data: SampleData) -> None:
    cells = [(area, seen, 9) for area in ("noord", "zuid") for seen in ("ja", "deels", "nee")]
    # Those of another district did not answer the second question, so no cell is small.
    found = guarded_test(data, *cells, ("overal", "-9", 3), minimum=5)
    assert isinstance(found, Association)
    assert (found.df, found.table) == (2, TOO_SMALL)


def test_what_is_printed_beside_a_rounded_statistic_follows_from_it(data: SampleData) -> None:
    cells = [
        ("noord", "ja", 20), ("noord", "deels", 14), ("noord", "nee", 3), ("zuid", "ja", 17),
        ("zuid", "deels", 9), ("zuid", "nee", 12), ("overal", "ja", 11), ("overal", "deels", 21),
        ("overal", "nee", 8),
    ]  # fmt: skip
    found, exact = guarded_test(data, *cells), associate(data, *cells)
    assert isinstance(found, Association)
    assert isinstance(exact, Association)
    assert found.decimals < 2
    assert found.statistic == printed(float(exact.statistic), found.decimals)
    assert found.p == pytest.approx(float(chi2.sf(found.statistic, 4)))
    assert found.cramers_v == pytest.approx(bergsma(float(found.statistic), 3, 3, found.n))


def test_a_permutation_test_tells_no_more_than_totals_and_rounded_statistic() -> None:
    """Whoever knows the seed draws the same tables, but they come from the totals alone."""
    cover = Cover((("a",), ("b",)), (("c",), ("d",), ("e",)), 0)
    tables = [[3, 5, 6], [14, 3, 1]], [[3, 6, 5], [14, 2, 2]]
    one, other = (_tested(np.array(table), cover, many_small=True) for table in tables)
    plain = [float(chi2_contingency(table, correction=False).statistic) for table in tables]
    assert plain[0] != plain[1]
    assert one == other


def test_a_test_that_is_not_declared_is_refused(data: SampleData) -> None:
    with pytest.raises(CkmError, match="no test of 'wijk' by 'se_zorgen' is declared"):
        data.survey({}).association("wijk", "se_zorgen")


def test_a_reconstruction_gives_printed_tests_only(data: SampleData) -> None:
    survey = data.synthetic().survey({})
    found = survey.association("gezien", "se_zorgen")
    assert isinstance(found, Association)
    assert float(found.statistic) == 16.03
    assert (found.n, found.df, found.least) == (85, 8, 3)
    assert (found.small, found.table) == (None, NOT_PUBLISHED)
    assert found.p == pytest.approx(0.0419, abs=1e-3)
    assert found.cramers_v == pytest.approx(bergsma(16.03, 3, 5, 85))
    assert survey.association("gezien", "ce_zorgen") == NOT_PUBLISHED


def test_a_printed_test_has_at_least_the_small_cells_that_its_totals_force(survey: Survey) -> None:
    for test in survey.tests():
        assert isinstance(test.result, Association)
        found = test.result.small
        assert found is not None
        assert found.at_least
        rows = Crosstab.of(test.result.row, test.result.column, survey.wave.responses)
        assert found.number <= rows.small.number
        assert found.cells == rows.small.cells
        assert test.result.unsure
