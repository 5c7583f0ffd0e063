from __future__ import annotations

import pytest
from survey_samples import SampleData, guarded

from ckmreport.analysis import Register, Survey
from ckmreport.presentation.tables.test_register import (
    reservation,
    surviving,
    test_register,
    test_tables,
)

register_table, tables_behind = test_register, test_tables
del test_register, test_tables  # functions of the package, which pytest would take for tests


def cells(*numbers: int) -> list[dict[str, str]]:
    areas = ("noord", "ja"), ("noord", "nee"), ("zuid", "ja"), ("zuid", "nee")
    return [
        {"wijk": area, "gezien": seen}
        for (area, seen), number in zip(areas, numbers, strict=True)
        for _ in range(number)
    ]


@pytest.fixture
def clear(data: SampleData) -> Register:
    return data.survey(*cells(30, 10, 10, 30)).tests()


@pytest.fixture
def sparse(data: SampleData) -> Register:
    return data.survey(*cells(7, 1, 1, 6)).tests()


def test_the_register_of_2023(survey: Survey) -> None:
    table = register_table(survey.tests())
    assert len(table.rows) == 4
    asks, *numbers = table.rows[0]
    assert str(asks).startswith("Hangt scholing samen met weten wat te doen")
    assert numbers == ["85", "16,03", "5", "0,007", "0,020", "0,36", "ten minste 6 van 12"]


def test_real_rows_give_exact_numbers_of_small_cells(clear: Register, sparse: Register) -> None:
    assert register_table(clear).rows[0][-1] == "0 van 4 (kleinste 20,0)"
    *_, p, corrected, _, small = register_table(sparse).rows[0]
    assert small == "4 van 4 (kleinste 3,3)"
    assert str(p).endswith(" (permutatie)")
    assert str(p).startswith(str(corrected))  # of one test


def test_what_could_not_be_tested_says_why(clear: Register) -> None:
    asks, *numbers = register_table(clear).rows[2]
    assert str(asks).endswith("CU? Niet te toetsen: niemand beantwoordde beide vragen.")
    assert set(numbers) == {"–"}


def test_the_tables_behind_the_tests(clear: Register) -> None:
    found = tables_behind(clear).markdown
    assert found.count("::: {.vraag}") == 1
    assert "**Hangt het werkgebied samen met iets zien?**" in found
    assert "| Noord | 30 (20,0) | 10 (20,0) |" in found


def test_tables_that_are_not_published(survey: Survey) -> None:
    found = tables_behind(survey.tests()).markdown
    assert found.startswith("Van alle vier de toetsen ontbreekt de tabel: niet gepubliceerd.")
    assert "|" not in found


def test_how_many_tests_are_left(survey: Survey, clear: Register, sparse: Register) -> None:
    found = surviving(survey.tests())
    assert found.startswith("Significant bij een niveau van [0,05]{.vast} is na die correctie het ")
    assert "resultaat van alle vier de toetsen.\nBij alle vier de toetsen worden" in found
    assert all("resultaat van de enige toets.\n" in surviving(one) for one in (clear, sparse))
    survey_tests = survey.tests().tests
    one_less = Register((*survey_tests[:3], clear.tests[2]))
    assert "resultaat van alle drie de toetsen.\n" in surviving(one_less)


def test_where_no_test_has_an_outcome_nothing_else_is_said(data: SampleData) -> None:
    hidden = guarded(data, *cells(9, 4, 4, 9)).tests()
    assert not hidden.carried_out
    assert (
        surviving(hidden) == reservation(hidden) == "Van geen enkele toets is een uitkomst te geven"
    )


def test_whether_the_tables_bear_the_test(
    survey: Survey, clear: Register, sparse: Register
) -> None:
    unsure = reservation(survey.tests())
    assert unsure.startswith("Bij alle vier de toetsen worden in meer dan een vijfde van de cellen")
    assert unsure.endswith("niet meer dan een benadering")
    assert reservation(sparse).endswith("bepaald met een permutatietoets")
    assert reservation(clear).startswith("Bij geen enkele toets worden")
