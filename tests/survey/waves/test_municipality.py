from __future__ import annotations

import pytest
from survey_samples import SampleData

from ckmreport.foundation.errors import CkmError
from ckmreport.survey.questionnaire import load_questionnaire
from ckmreport.survey.waves.municipality import District, Municipality, load_municipality

FILE = "municipality.yml"


def load(data: SampleData) -> Municipality:
    questionnaire = load_questionnaire(data.folder / "questionnaire.yml")
    return load_municipality(data.folder / FILE, questionnaire)


def test_names_and_districts_are_read(data: SampleData) -> None:
    town = load(data)
    assert (town.name, town.full) == ("Voorbeeldstad", "de gemeente Voorbeeldstad")
    assert (town.province, town.police_unit) == ("Groningen", "Noord-Nederland")
    assert town.question == "wijk"
    assert town.elsewhere == ("overal",)
    assert town.districts == (
        District("noord", "Noord", column=0, row=0, width=1, height=1),
        District("zuid", "Zuid", column=0, row=1, width=2, height=1),
    )


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        ("province: Groningen\n", "", "name:", "the file lacks province"),
        ("question: wijk", "question: buurt", "question:", "there is no question 'buurt'"),
        ("  noord: {", "  oost: {", "oost", "'noord' must be both an option of the question"),
        ('["overal"]', "[]", "noord:", "'overal' must be both an option of the question and"),
        ('["overal"]', '["overal", "zuid"]', "elsewhere", "'zuid' must be named once"),
        ("size: [2, 1]", "size: [2]", "size: [2]", "'size' must be two whole numbers, such as"),
        ("size: [2, 1]", "size: [2, x]", "x]", "'size' must be a whole number, not 'x'"),
        (", size: [2, 1]", "", "zuid:", "'zuid' lacks size"),
    ],
)
def test_a_fault_is_named_with_its_line(
    old: str, new: str, at: str, message: str, data: SampleData
) -> None:
    data.replace(FILE, old, new)
    with pytest.raises(CkmError) as caught:
        load(data)
    assert caught.value.message.startswith(message)
    assert caught.value.place == data.line(FILE, at)
