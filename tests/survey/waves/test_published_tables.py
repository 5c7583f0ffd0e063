from __future__ import annotations

from fractions import Fraction

import pytest
from survey_samples import CROSS_TABULATIONS, SampleData

from ckmreport.foundation.errors import CkmError
from ckmreport.survey.questionnaire import Condition, load_questionnaire
from ckmreport.survey.waves.published_tables import (
    Direction,
    PrintedTest,
    Published,
    load_published,
)


def load(data: SampleData) -> Published:
    questionnaire = load_questionnaire(data.folder / "questionnaire.yml")
    return load_published((data.folder / CROSS_TABULATIONS).parent, questionnaire)


@pytest.mark.parametrize("rule", ["!nee", "nee"])
@pytest.mark.parametrize("group", ["onderwijs", "politie"])
def test_a_printed_table_fixes_its_cells_and_their_opposite(
    group: str, rule: str, data: SampleData
) -> None:
    assert load(data).fixes(("domein",), group, Condition.parse("gezien", rule))


@pytest.mark.parametrize(
    ("question", "group", "variable", "rule"),
    [
        ("domein", "overig", "gezien", "!nee"),  # a group that the table leaves out
        ("domein", "politie", "gezien", "ja"),  # another option of the same question
        ("domein", "politie", "wijk", "noord"),  # another question
        ("gezien", "nee", "domein", "politie"),  # the other way round, another base
    ],
)
def test_a_printed_table_fixes_nothing_else(
    question: str, group: str, variable: str, rule: str, data: SampleData
) -> None:
    assert not load(data).fixes((question,), group, Condition.parse(variable, rule))


def test_a_printed_cell_fixes_only_itself(data: SampleData) -> None:
    published = load(data)
    police = Condition("domein", "politie")
    assert published.fixes(("wijk",), "noord", police)
    assert not published.fixes(("wijk",), "zuid", police)
    assert not published.fixes(("wijk",), "noord", Condition("domein", "onderwijs"))


def test_a_pooled_cell_fixes_the_questions_together_only(data: SampleData) -> None:
    published = load(data)
    police = Condition("domein", "politie")
    assert published.fixes(("se_n", "ce_n"), "2_5", police)
    assert not published.fixes(("se_n",), "2_5", police)
    assert not published.fixes(("se_n", "ce_n"), "1", police)


def test_a_printed_test_is_found_by_its_questions(data: SampleData) -> None:
    published = load(data)
    test = published.test("gezien", "se_zorgen")
    assert isinstance(test, PrintedTest)
    assert (test.row, test.column) == ("gezien", "se_zorgen")
    assert (test.statistic, test.n, test.df) == (Fraction("16.03"), 85, 8)
    assert published.test("se_zorgen", "gezien") is None


def test_a_direction_is_found_by_its_questions(data: SampleData) -> None:
    published = load(data)
    found = published.direction("domein", "wijk")
    assert found == Direction(
        "domein", Condition("wijk", "zuid"), ("politie",), ("onderwijs", "overig")
    )
    assert published.direction("domein", "gezien") is None


def test_only_tables_are_required(data: SampleData) -> None:
    path = data.folder / CROSS_TABULATIONS
    path.write_text(path.read_text("utf-8").partition("cells:")[0])
    assert not load(data).fixes(("wijk",), "noord", Condition("domein", "politie"))


def test_a_cell_needs_the_domain_as_a_question(data: SampleData) -> None:
    path = data.folder / CROSS_TABULATIONS
    cell = "{domein: politie, questions: [wijk], option: noord, figure: C001, place: §1}"
    path.write_text(f"tables: []\ncells: [{cell}]\n", "utf-8")
    questions = data.folder / "questionnaire.yml"
    questions.write_text(questions.read_text("utf-8").partition("coded:")[0])
    with pytest.raises(CkmError, match="the questionnaire has no question 'domein'"):
        load(data)
