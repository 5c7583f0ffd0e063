from __future__ import annotations

import pytest
from survey_samples import SampleData

from ckmreport.analysis import Association
from ckmreport.analysis.survey import NOT_PUBLISHED


def respondents(*cells: tuple[str, str, int]) -> list[dict[str, str]]:
    return [{"wijk": area, "gezien": seen} for area, seen, number in cells for _ in range(number)]


def test_rows_are_tested_by_hand_calculation(data: SampleData) -> None:
    rows = respondents(
        ("noord", "ja", 10), ("noord", "nee", 20), ("zuid", "ja", 20), ("zuid", "nee", 10)
    )
    found = data.survey(*rows, {"wijk": "noord"}, {"gezien": "ja"}).association("wijk", "gezien")
    assert isinstance(found, Association)
    assert float(found.statistic) == pytest.approx(4 * 5**2 / 15)
    assert (found.df, found.n, found.least, found.sparse) == (1, 60, 2, 0.0)
    assert found.p == pytest.approx(0.009823, abs=1e-6)
    assert found.significant
    assert found.cramers_v == pytest.approx(1 / 3)


def test_categories_that_nobody_chose_do_not_count(data: SampleData) -> None:
    rows = respondents(("noord", "ja", 1), ("noord", "nee", 1), ("zuid", "ja", 1))
    found = data.survey(*rows).association("wijk", "gezien")
    assert isinstance(found, Association)
    assert found.df == 1
    assert found.sparse == 1.0
    assert not found.significant


def test_questions_that_do_not_vary_are_refused(data: SampleData) -> None:
    survey = data.survey(*respondents(("noord", "ja", 2), ("zuid", "ja", 2)))
    with pytest.raises(ValueError, match="'wijk' and 'gezien' do not vary together"):
        survey.association("wijk", "gezien")


def test_a_question_with_multiple_response_is_refused(data: SampleData) -> None:
    with pytest.raises(ValueError, match="questions with a single answer"):
        data.survey({}).association("wijk", "plek")


def test_a_reconstruction_gives_printed_tests_only(data: SampleData) -> None:
    survey = data.synthetic().survey({})
    found = survey.association("gezien", "se_zorgen")
    assert isinstance(found, Association)
    assert float(found.statistic) == 16.03
    assert (found.n, found.df, found.least, found.sparse) == (85, 8, 3, None)
    assert found.p == pytest.approx(0.0419, abs=1e-3)
    assert found.cramers_v == pytest.approx((16.03 / (85 * 2)) ** 0.5)
    assert survey.association("gezien", "ce_zorgen") == NOT_PUBLISHED
