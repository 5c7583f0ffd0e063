from __future__ import annotations

from survey_samples import SampleData

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
