from __future__ import annotations

import pytest
from scipy.stats import fisher_exact
from survey_samples import SampleData

from ckmreport.analysis import Association, Crosstab, Hidden, NotTestable, SmallCells, Survey
from ckmreport.analysis.association import NO_VARIATION, NOBODY, TOO_SMALL
from ckmreport.analysis.survey import NOT_PUBLISHED
from ckmreport.foundation.errors import CkmError

Cell = tuple[str, str, int]


def respondents(*cells: Cell) -> list[dict[str, str]]:
    return [{"wijk": area, "gezien": seen} for area, seen, number in cells for _ in range(number)]


def associate(
    data: SampleData, *cells: Cell, min_cell: int = 0
) -> Association | NotTestable | Hidden:
    survey = data.survey(*respondents(*cells))
    questions = survey.wave.questionnaire
    responses = survey.wave.responses
    return Association.computed(questions["wijk"], questions["gezien"], responses, min_cell)


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
    assert found.cramers_v == pytest.approx(1 / 3)


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


def test_a_table_with_small_groups_of_people_is_not_given(data: SampleData) -> None:
    cells = ("noord", "ja", 9), ("zuid", "nee", 8), ("zuid", "deels", 4), ("noord", "nee", 7)
    hidden, shown = associate(data, *cells, min_cell=5), associate(data, *cells, min_cell=4)
    assert isinstance(hidden, Association)
    assert isinstance(shown, Association)
    assert hidden.table == TOO_SMALL
    assert isinstance(shown.table, Crosstab)
    assert hidden.statistic == shown.statistic


def test_two_by_two_totals_and_statistic_would_tell_the_small_group(data: SampleData) -> None:
    cells = ("noord", "ja", 9), ("zuid", "nee", 8), ("zuid", "ja", 4), ("noord", "nee", 7)
    assert associate(data, *cells, min_cell=5) == TOO_SMALL
    assert isinstance(associate(data, *cells, min_cell=4), Association)


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
    assert found.cramers_v == pytest.approx((16.03 / (85 * 2)) ** 0.5)
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
