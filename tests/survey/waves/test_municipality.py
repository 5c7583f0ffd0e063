from __future__ import annotations

from survey_samples import SampleData

from ckmreport.survey.questionnaire import load_questionnaire
from ckmreport.survey.waves.help_lines import NATIONAL, HelpLine
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


def test_where_to_find_help_is_the_municipality_s_own(data: SampleData) -> None:
    lines = '\nhelp:\n  - {need: Advies, name: Het Huis, phone: "050-1234567", web: huis.example}\n'
    data.replace(FILE, 'elsewhere: ["overal"]\n', f'elsewhere: ["overal"]{lines}')
    assert load(data).help == (HelpLine("Advies", "Het Huis", "050-1234567", "huis.example"),)


def test_without_lines_of_its_own_a_municipality_has_the_national_ones(data: SampleData) -> None:
    assert load(data).help == NATIONAL
