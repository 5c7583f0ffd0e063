from __future__ import annotations

import pytest
from survey_samples import CROSS_TABULATIONS, SampleData

from ckmreport.errors import CkmError
from ckmreport.questionnaire import Condition, load_questionnaire
from ckmreport.waves.published import Published, load_published


def load(data: SampleData) -> Published:
    questionnaire = load_questionnaire(data.folder / "questionnaire.yml")
    return load_published((data.folder / CROSS_TABULATIONS).parent, questionnaire)


@pytest.mark.parametrize("rule", ["!nee", "nee"])
@pytest.mark.parametrize("group", ["onderwijs", "politie"])
def test_a_printed_table_fixes_its_cells_and_their_opposite(
    group: str, rule: str, data: SampleData
) -> None:
    assert load(data).fixes("domein", group, Condition.parse("gezien", rule))


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
    assert not load(data).fixes(question, group, Condition.parse(variable, rule))


def test_a_printed_cell_fixes_only_itself(data: SampleData) -> None:
    published = load(data)
    police = Condition("domein", "politie")
    assert published.fixes("wijk", "noord", police)
    assert not published.fixes("wijk", "zuid", police)
    assert not published.fixes("wijk", "noord", Condition("domein", "onderwijs"))
    assert not published.fixes("se_n", "2_5", police)  # printed for two questions together only


def test_cells_are_optional(data: SampleData) -> None:
    path = data.folder / CROSS_TABULATIONS
    path.write_text(path.read_text("utf-8").partition("cells:")[0])
    assert not load(data).fixes("wijk", "noord", Condition("domein", "politie"))


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        ("tables:", "tabellen:", "tabellen:", "the file lacks 'tables'"),
        ("row: domein", "row: beroep", "beroep", "the questionnaire has no question 'beroep'"),
        ("column: gezien", "column: x", "column: x", "the questionnaire has no question 'x'"),
        ('"!nee"', '"!niet"', "!niet", "'niet' is not an option of 'gezien'"),
        ('["overig"]', '["rest"]', "rest", "'rest' is not an option of 'domein'"),
        ("    n: 3\n", "", "row: domein", "'tables' lacks n"),
        ("[wijk]", "[straat]", "straat", "the questionnaire has no question 'straat'"),
        ("option: noord", "option: oost", "oost", "'oost' is not an option of 'wijk'"),
        ("politie, questions: [w", "x, questions: [w", "{domein: x", "'x' is not an option of 'do"),
    ],
)
def test_a_fault_is_named_with_its_line(
    old: str, new: str, at: str, message: str, data: SampleData
) -> None:
    data.replace(CROSS_TABULATIONS, old, new)
    with pytest.raises(CkmError) as caught:
        load(data)
    assert caught.value.message.startswith(message)
    assert caught.value.place == data.line(CROSS_TABULATIONS, at)


def test_a_cell_needs_the_domain_as_a_question(data: SampleData) -> None:
    path = data.folder / CROSS_TABULATIONS
    path.write_text("tables: []\ncells:\n" + path.read_text("utf-8").partition("cells:\n")[2])
    questions = data.folder / "questionnaire.yml"
    questions.write_text(questions.read_text("utf-8").partition("coded:")[0])
    with pytest.raises(CkmError, match="the questionnaire has no question 'domein'"):
        load(data)
