from __future__ import annotations

import pytest
from survey_samples import ORIGIN, SampleData, guarded, share

from ckmreport.analysis import Count, Distribution, Hidden
from ckmreport.analysis.distribution import UNASKED
from ckmreport.notebook import (
    amount,
    by_form,
    in_brief,
    in_prose,
    largest,
    more_often,
    most_given,
    number_word,
    percentage,
    with_numbers,
    with_shares,
)


def test_groups_are_named_with_their_share(data: SampleData) -> None:
    pairs = data.survey({"wijk": "noord"}, {"wijk": "overal"})["wijk"].ranked()
    said = with_shares(pairs)
    assert said.plain == "noord (50%) en de hele gemeente (50%)"  # nobody gave "zuid"
    assert [number.origin.codes for number in said.numbers] == [("noord",), ("overal",)]
    assert [(number.count, number.base) for number in said.numbers] == [(1, 2), (1, 2)]
    nobody = data.survey({"gezien": "ja"})["wijk"].ranked()
    assert with_shares(nobody).plain == "geen van de mogelijke antwoorden"


def test_a_share_is_said_for_each_form() -> None:
    assert by_form(share(30, 100), share(34, 100)).plain == (
        "30% bij seksuele en 34% bij criminele uitbuiting"
    )
    alike = by_form(share(20, 91), share(17, 79))
    assert alike.plain == "22% bij seksuele en ook 22% bij criminele uitbuiting"
    assert [(number.count, number.base) for number in alike.numbers] == [(20, 91), (17, 79)]
    hidden = Hidden("niet getoond", of=Count(20, ORIGIN.of_base()), origin=ORIGIN)
    assert by_form(share(0, 0), share(1, 2)).plain.startswith(
        "een onbekend deel (n=0) bij seksuele"
    )
    assert by_form(hidden, share(1, 2)).plain.endswith(
        "bij seksuele en 50% bij criminele uitbuiting"
    )


def test_no_groups_have_a_name_too() -> None:
    assert with_shares([]).plain == in_prose([]) == "geen enkele groep"


def test_a_verb_agrees_with_the_names_that_follow(data: SampleData) -> None:
    options = data.survey({}).wave.questionnaire["wijk"].options
    verb = ("ligt", "liggen")
    assert in_prose(options[:2], verb=verb) == "liggen noord en zuid"
    assert in_prose(options[:1], verb=verb) == "ligt noord"
    assert in_prose([], verb=verb) == "ligt geen enkele groep"


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


@pytest.mark.parametrize(
    ("north", "south", "said"),
    [
        (6, 0, "uit geen enkele groep vaker of minder vaak dan gemiddeld"),
        (6, 6, "uit onderwijs vaker dan respondenten uit politie"),
    ],
)
def test_groups_without_others_are_set_against_the_average(
    north: int, south: int, said: str, data: SampleData
) -> None:
    survey = data.survey(
        *[{"domein": "politie", "wijk": "noord"}] * north,
        *[{"domein": "onderwijs", "wijk": "zuid"}] * south,
    )
    grouped = survey.by("domein", {"wijk": "zuid"})
    assert more_often(grouped, "wijk", survey["wijk"]["zuid"]) == said


def test_groups_on_one_side_only_are_set_against_the_average(data: SampleData) -> None:
    survey = data.survey(
        *[{"domein": "politie", "wijk": "zuid"}] * 6,
        *[{"domein": "onderwijs", "wijk": "noord"}] * 2,  # too few to be named
    )
    grouped = survey.by("domein", {"wijk": "zuid"})
    assert more_often(grouped, "wijk", share(1, 2)) == "uit politie vaker dan gemiddeld"
    grouped = survey.by("domein", {"wijk": "noord"})
    assert more_often(grouped, "wijk", share(1, 2)) == "uit politie minder vaak dan gemiddeld"


def test_a_published_direction_is_taken_over(data: SampleData) -> None:
    survey = data.synthetic().survey({"domein": "politie", "wijk": "zuid"})
    said = more_often(
        survey.by("domein", {"wijk": "zuid"}),
        "wijk",
        share(1, 2),
        survey.direction("domein", "wijk"),
    )
    assert said == "uit politie vaker dan respondenten uit onderwijs en overig"


def test_the_answer_given_most_is_named_if_it_may_be_told(data: SampleData) -> None:
    given = [*[{"wijk": "noord"}] * 20, *[{"wijk": "zuid"}] * 9]
    assert most_given(data.survey(*given)["wijk"]) == "wordt noord het meest genoemd"
    assert (
        most_given(data.survey(*given)["wijk"], last=("noord",)) == "wordt zuid het meest genoemd"
    )
    few = guarded(data, *given[18:22])["wijk"]
    assert most_given(few) == "is niet te zeggen wat het meest wordt genoemd"


def test_the_largest_groups_are_named_as_far_as_that_may_be_told(data: SampleData) -> None:
    def said(answers: Distribution, *last: str) -> str:
        return largest(answers, "gebied", last=last).plain

    given = [*[{"wijk": "noord"}] * 20, *[{"wijk": "zuid"}] * 10, *[{"wijk": "overal"}] * 10]
    both = "Het grootste gebied is noord (50%), gevolgd door zuid (25%)"
    assert said(data.survey(*given)["wijk"]) == both
    assert said(data.survey(*given)["wijk"], "noord").startswith(
        "Het grootste gebied is zuid (25%)"
    )
    assert said(data.survey(*given[:20])["wijk"]) == "Het grootste gebied is noord (100%)"
    unknown = "Welk gebied het grootste is, is niet te zeggen"
    assert said(data.survey({"gezien": "ja"})["wijk"]) == unknown
    hidden = guarded(data, *given[:20], *given[29:32])["wijk"]
    assert said(hidden) in (unknown, "Het grootste gebied is noord (87%)")
    assert said(data.survey(*given[18:21])["wijk"]) == unknown


def test_lists_of_what_was_given_most_pass_over_what_is_hidden(data: SampleData) -> None:
    given = [{"wijk": "noord"}] * 20 + [{"wijk": "zuid"}] * 9 + [{"wijk": "overal"}] * 2
    answers = guarded(data, *given)["wijk"]
    assert "zuid" not in with_shares(answers.ranked()).plain
    hidden = [(option, share) for option, share in answers if isinstance(share, Hidden)]
    assert with_shares(hidden).plain == "groepen of antwoorden die niet worden getoond"


def test_no_group_above_is_no_claim_about_hidden_groups(data: SampleData) -> None:
    survey = guarded(
        data,
        *[{"domein": "politie", "wijk": "zuid"}] * 3,
        *[{"domein": "politie", "wijk": "noord"}] * 9,
        *[{"domein": "onderwijs", "wijk": "zuid"}] * 9,
        *[{"domein": "onderwijs", "wijk": "noord"}] * 9,
    )
    above = survey.by("domein", {"wijk": "zuid"}).highest("wijk", above=survey["wijk"]["zuid"])
    assert above == []
    assert in_prose(above) == "geen enkele groep waarvan het aandeel wordt getoond"


def test_a_share_is_given_by_its_numbers_and_a_hidden_one_as_far_as_it_may_be() -> None:
    shown = share(3, 12)
    few, other = Hidden("minder dan 5", few=True, of=shown.of), Hidden("niet getoond", of=shown.of)
    nothing = Hidden("niet getoond", of=Hidden("niet getoond"))
    said = with_numbers(shown, "respondenten")
    assert said.plain == "3 van de 12 respondenten (25%)"
    assert [number.origin.kind for number in said.numbers] == ["count", "count", "share"]
    assert with_numbers(share(0, 0), "respondenten").plain == "niemand (n=0)"
    assert with_numbers(few).plain == "minder dan 5 van de 12"
    assert with_numbers(other, "respondenten").plain == (
        "een niet getoond aantal van de 12 respondenten"
    )
    assert with_numbers(nothing, "respondenten").plain == "een niet getoond aantal respondenten"


def test_on_its_own_a_hidden_share_is_its_reason_and_a_shown_one_itself() -> None:
    few = Hidden("minder dan 5", few=True, of=share(3, 12).of)
    assert in_brief(few).plain == amount(few.n).plain == "minder dan 5"
    assert in_brief(UNASKED).plain == "niet gevraagd"
    assert amount(UNASKED).plain == "een onbekend aantal (niet gevraagd)"
    assert in_brief(share(3, 12)).plain == "25%"
    assert in_brief(share(0, 0)).plain == "–"
    assert amount(share(3, 12).n).plain == "3"


def test_a_hidden_number_keeps_its_origin_in_a_sentence() -> None:
    few = Hidden("minder dan 5", few=True, of=share(3, 12).of, origin=ORIGIN)
    for said in (in_brief(few), amount(few.n), with_numbers(few)):
        number = next(said.numbers)
        assert number.text == "minder dan 5"
        assert number.suppressed
        assert number.count is None
        assert number.origin.codes == ORIGIN.codes


@pytest.mark.parametrize(("value", "said"), [(3, "drie"), (21, "21")])
def test_a_number_about_the_report_is_said_as_a_word(value: int, said: str) -> None:
    (number,) = number_word(value).numbers
    assert (number.text, number.count, number.origin.kind) == (said, value, "about this report")


def test_a_share_of_others_than_respondents_is_about_the_report() -> None:
    half = percentage(6, 12)
    assert in_brief(half).plain == "50%"
    kinds = {number.origin.kind for number in with_numbers(half).numbers}
    assert kinds == {"about this report"}
