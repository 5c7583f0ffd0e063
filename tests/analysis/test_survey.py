from __future__ import annotations

from collections.abc import Mapping

import pytest
from survey_samples import SampleData

from ckmreport.analysis import Share, Survey, Withheld
from ckmreport.analysis.survey import NOT_PUBLISHED
from ckmreport.foundation.errors import CkmError

RESPONDENTS = [
    {"domein": "onderwijs", "gezien": "ja", "wijk": "noord"},
    {"domein": "politie", "gezien": "nee", "wijk": "noord"},
    {"domein": "overig", "gezien": "ja", "wijk": "zuid"},
]


def cells(survey: Survey, question: str, rules: Mapping[str, str]) -> dict[str, object]:
    """Give the first condition's share per group, as count and base, or what is in its place."""
    return {
        group.option.code: (cell.count, cell.base) if isinstance(cell, Share) else cell
        for group in survey.by(question, rules).groups
        for cell in group.cells[:1]
    }


def test_a_survey_gives_its_respondents_and_context(data: SampleData) -> None:
    survey = data.survey(*RESPONDENTS)
    assert survey.respondents.value == 3
    origin = survey.respondents.origin
    assert (origin.kind, origin.counted, origin.questions) == ("count", "everybody", ())
    assert survey.context["landelijk"].value == 1814


def test_an_unknown_question_is_refused(data: SampleData) -> None:
    with pytest.raises(CkmError, match="no question 'leeftijd'") as caught:
        _ = data.survey()["leeftijd"]
    assert caught.value.place == str(data.folder / "questionnaire.yml")


def test_real_rows_are_compared_on_anything(data: SampleData) -> None:
    survey = data.survey(*RESPONDENTS)
    assert cells(survey, "domein", {"gezien": "ja"}) == {
        "onderwijs": (1, 1),
        "politie": (0, 1),
        "overig": (1, 1),
    }
    assert cells(survey, "gezien", {"wijk": "noord"}) == {
        "ja": (1, 2),
        "deels": (0, 0),
        "nee": (1, 1),
    }


def test_a_reconstruction_gives_published_cells_only(data: SampleData) -> None:
    survey = data.synthetic().survey(*RESPONDENTS)
    assert cells(survey, "domein", {"gezien": "!nee"}) == {
        "onderwijs": (1, 1),
        "politie": (0, 1),
        "overig": NOT_PUBLISHED,
    }
    assert cells(survey, "wijk", {"domein": "politie"}) == {
        "noord": (1, 2),
        "zuid": NOT_PUBLISHED,
        "overal": NOT_PUBLISHED,
    }


@pytest.mark.parametrize(
    ("question", "rules"),
    [
        ("domein", {"gezien": "ja"}),
        ("domein", {"wijk": "noord"}),
        ("gezien", {"domein": "onderwijs"}),
    ],
)
def test_a_reconstruction_withholds_what_was_not_published(
    question: str, rules: dict[str, str], data: SampleData
) -> None:
    survey = data.synthetic().survey(*RESPONDENTS)
    assert set(cells(survey, question, rules).values()) == {Withheld("niet gepubliceerd")}


def test_a_reconstruction_gives_group_sizes_and_margins(data: SampleData) -> None:
    survey = data.synthetic().survey(*RESPONDENTS)
    assert [group.base.value for group in survey.by("domein", {"wijk": "noord"}).groups] == [
        1,
        1,
        1,
    ]
    assert (survey["wijk"]["noord"].count, survey["wijk"].base.value) == (2, 3)


def test_the_wave_of_2023_keeps_to_its_publication(survey: Survey) -> None:
    table = cells(survey, "domein", {"scholing": "ja"})
    assert table["smh"] == (17, 48)
    assert {table["overig"], table["onduidelijk"]} == {NOT_PUBLISHED}
    assert set(cells(survey, "domein", {"afspraken": "ja"}).values()) == {NOT_PUBLISHED}
    assert set(cells(survey, "domein", {"signaal": "direct"}).values()) == {NOT_PUBLISHED}
