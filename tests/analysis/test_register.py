from __future__ import annotations

import pytest
from survey_samples import SampleData, guarded

from ckmreport.analysis import Association, Survey
from ckmreport.analysis.register import holm, holm_where_tested
from ckmreport.analysis.survey import NOT_PUBLISHED
from ckmreport.foundation.errors import CannotTell


def test_every_declared_test_is_in_the_register(survey: Survey) -> None:
    declared = survey.wave.questionnaire.tests
    assert tuple(test.declared for test in survey.tests()) == declared
    printed = survey.wave.published
    assert printed is not None
    assert {(one.row, one.column) for one in printed.tests} == {
        (one.row, one.column) for one in declared
    }


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.6, 0.5]) == [1.0, 1.0]
    assert holm([]) == []


def test_the_tests_of_2023_stay_significant(survey: Survey) -> None:
    register = survey.tests()
    agreements = register["afspraken", "se_st_weet_handelen"]
    assert isinstance(agreements.result, Association)
    assert agreements.result.p == pytest.approx(0.0026, abs=5e-5)
    assert agreements.corrected == pytest.approx(4 * agreements.result.p)
    assert [round(test.corrected or 0, 4) for test in register] == [0.0203, 0.0105, 0.0203, 0.0203]
    assert len(register.holding) == len(register.unsure) == len(register) == 4


def test_what_cannot_be_tested_is_registered_but_does_not_count(data: SampleData) -> None:
    rows = [
        {"wijk": area, "gezien": seen, "se_zorgen": worry}
        for area, seen, worry, number in (
            ("noord", "ja", "1", 30),
            ("zuid", "nee", "1", 30),
            ("noord", "nee", "2", 30),
        )
        for _ in range(number)
    ]
    register = data.survey(*rows).tests()
    impossible = register["gezien", "ce_zorgen"]
    assert impossible.corrected is None
    assert not impossible.holds
    assert len(register) == 3
    assert len(register.carried_out) == 2
    first = register["wijk", "gezien"]
    assert isinstance(first.result, Association)
    assert first.corrected == pytest.approx(2 * first.result.p)  # of two tests, not three


def test_whether_a_hidden_test_holds_is_not_told(data: SampleData) -> None:
    cells = ("noord", "ja", 9), ("zuid", "ja", 4), ("noord", "nee", 4), ("zuid", "nee", 9)
    rows = [{"wijk": area, "gezien": seen} for area, seen, number in cells for _ in range(number)]
    register = guarded(data, *rows).tests()
    with pytest.raises(CannotTell, match="a test that is not shown"):
        assert register["wijk", "gezien"].holds
    assert register.holding == ()


def test_a_printed_test_that_is_missing_does_not_hold(data: SampleData) -> None:
    register = data.synthetic().survey({}).tests()
    assert register["gezien", "ce_zorgen"].result == NOT_PUBLISHED
    assert [test.declared.column for test in register.carried_out] == ["se_zorgen"]


def test_a_pair_that_is_not_declared_is_no_part_of_it(data: SampleData) -> None:
    with pytest.raises(KeyError, match="no test of 'wijk' by 'plek' is declared"):
        data.survey({}).tests()["wijk", "plek"]


def test_where_there_was_no_test_nothing_is_corrected() -> None:
    assert holm_where_tested([0.01, None, 0.04]) == [pytest.approx(0.02), None, 0.04]
    assert holm_where_tested([None]) == [None]
