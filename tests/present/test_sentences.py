from __future__ import annotations

from survey_samples import SampleData, share

from ckmreport.notebook import in_prose, more_often, with_shares


def test_groups_are_named_with_their_share(data: SampleData) -> None:
    pairs = data.survey({"wijk": "noord"}, {"wijk": "overal"})["wijk"].ranked()
    text = with_shares(pairs)
    assert text.startswith("noord ([50%]{.getal ")
    assert "), de hele gemeente ([50%]{.getal " in text
    assert " en zuid ([0%]{.getal " in text


def test_no_groups_have_a_name_too() -> None:
    assert with_shares([]) == in_prose([]) == "geen enkele groep"


def test_groups_above_are_set_against_groups_below(data: SampleData) -> None:
    survey = data.survey(
        *[{"domein": "politie", "wijk": "zuid"}] * 6,
        *[{"domein": "onderwijs", "wijk": "noord"}] * 6,
        *[{"domein": "overig", "wijk": "zuid"}] * 5,  # too few to be named
    )
    grouped = survey.by("domein", {"wijk": "zuid"})
    assert (
        more_often(grouped, "wijk", share(1, 2))
        == "uit politie vaker dan respondenten uit onderwijs"
    )


def test_a_published_direction_is_taken_over(data: SampleData) -> None:
    survey = data.synthetic().survey({"domein": "politie", "wijk": "zuid"})
    said = more_often(
        survey.by("domein", {"wijk": "zuid"}),
        "wijk",
        share(1, 2),
        survey.direction("domein", "wijk"),
    )
    assert said == "uit politie vaker dan respondenten uit onderwijs en overig"
