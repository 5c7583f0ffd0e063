from __future__ import annotations

import pytest
from survey_samples import SampleData, guarded, shown

from ckmreport.analysis import Distribution, Hidden, Share, Survey
from ckmreport.analysis.distribution import UNASKED
from ckmreport.foundation.errors import CannotTell
from ckmreport.survey.questionnaire import NOT_ASKED

YES = {"gezien": "ja"}


@pytest.fixture
def answers(data: SampleData) -> Survey:
    places = [
        {"plek__straat": "1", "plek__school": "1", "plek__wn": "0"},
        {"plek__straat": "0", "plek__school": "1", "plek__wn": "0"},
        {"plek__straat": "0", "plek__school": "0", "plek__wn": "1"},
        {"plek__straat": "0", "plek__school": "0", "plek__wn": "0"},
    ]
    return data.survey(
        *(YES | {"se_n": "1"} | place for place in places),
        {"gezien": "deels", "se_n": "0"},
        {"gezien": "nee"},
        {},
    )


def parts(share: Share | Hidden) -> tuple[int, int]:
    return shown(share).count, shown(share).base


def counts(answers: Distribution) -> dict[str, int]:
    return {option.code: shown(share).count for option, share in answers}


def test_the_base_is_who_answered(answers: Survey) -> None:
    assert answers["gezien"].base.value == 6
    assert answers["se_n"].base.value == 5
    assert answers["plek"].base.value == 4


def test_answers_are_counted_in_the_order_of_the_questionnaire(answers: Survey) -> None:
    assert list(counts(answers["gezien"]).items()) == [("ja", 4), ("deels", 1), ("nee", 1)]
    assert counts(answers["plek"]) == {"straat": 1, "school": 2, "wn": 1}


def test_who_gives_two_answers_counts_once_in_any_of(answers: Survey) -> None:
    assert parts(answers["plek"].any_of("straat", "school")) == (2, 4)
    assert parts(answers["gezien"].any_of("ja", "deels")) == (5, 6)


def test_other_than_is_the_rest_of_who_answered(answers: Survey) -> None:
    assert parts(answers["gezien"].other_than("nee")) == (5, 6)
    assert parts(answers["plek"].other_than("straat", "school")) == (2, 4)


def test_without_takes_respondents_out_of_the_base(answers: Survey) -> None:
    known = answers["plek"].without("wn")
    assert known.base.value == 3
    assert counts(known) == {"straat": 1, "school": 2}
    assert known.without("straat").base.value == 2
    assert counts(known.without("straat")) == {"school": 1}
    assert answers["plek"].base.value == 4


def test_ranked_puts_the_most_given_first(answers: Survey) -> None:
    def order(*last: str) -> list[str]:
        return [option.code for option, _ in answers["plek"].ranked(last=last)]

    assert order() == ["school", "straat", "wn"]  # street and don't know are even
    assert order("school", "straat") == ["wn", "school", "straat"]


def test_a_share_knows_where_it_comes_from(answers: Survey) -> None:
    origin = shown(answers["gezien"].any_of("ja", "deels")).origin
    assert (origin.wave, origin.questions[0].name) == ("2025", "gezien")
    assert (origin.kind, origin.counted, origin.codes) == ("share", "answers", ("ja", "deels"))
    assert not origin.negated
    other = shown(answers["gezien"].other_than("nee")).origin
    assert (other.codes, other.negated) == (("nee",), True)
    base = shown(answers["gezien"].base).origin
    assert (base.kind, base.counted, base.codes) == ("count", "base", ())


def test_an_unknown_option_is_refused(answers: Survey) -> None:
    with pytest.raises(KeyError, match="question 'gezien' has no option 'soms'"):
        _ = answers["gezien"]["soms"]


@pytest.mark.parametrize("respondent", [{}, {"status": "uitgevallen"}])
def test_nobody_answered_gives_shares_of_nobody(
    respondent: dict[str, str], data: SampleData
) -> None:
    data.answer(respondent, dropped_out=len(respondent))
    nobody = data.survey()["gezien"]
    assert nobody.base.value == 0
    assert {parts(share) for _, share in nobody} == {(0, 0)}
    assert [option.code for option, _ in nobody.ranked()] == ["ja", "deels", "nee"]
    assert nobody.leading() == []
    with pytest.raises(CannotTell):
        nobody.first()


def test_hidden_answers_keep_their_order_in_a_ranking(data: SampleData) -> None:
    given = {"1": 3, "2": 9, "3": 20, "4": 4, "5": 30, "wn": 0}
    survey = guarded(data, *({"se_zorgen": code} for code, n in given.items() for _ in range(n)))
    ranked = survey["se_zorgen"].ranked()
    assert [option.code for option, _ in ranked] == ["3", "1", "2", "4", "5", "wn"]
    assert [isinstance(share, Hidden) for _, share in ranked[1:5]] == [True] * 4


def test_of_a_question_that_was_dropped_there_is_no_number(data: SampleData) -> None:
    asked = 'mogelijk.\n    since: "2025"'
    data.replace("questionnaire.yml", asked, asked.replace("2025", "2021") + '\n    until: "2024"')
    unasked = dict.fromkeys(("plek__straat", "plek__school", "plek__wn"), NOT_ASKED)
    place = data.survey(unasked)["plek"]
    assert place.base == UNASKED
    assert [share for _, share in place] == [UNASKED] * 3
    assert place.without("wn")["straat"] == UNASKED
    with pytest.raises(CannotTell):
        _ = place.any_of("straat") > 0.5  # as a claim does
    with pytest.raises(CannotTell):
        place.first()


def test_answers_that_were_given_all_the_same_are_counted(data: SampleData) -> None:
    asked = 'mogelijk.\n    since: "2025"'
    data.replace("questionnaire.yml", asked, asked.replace("2025", "2021") + '\n    until: "2024"')
    street = {"gezien": "ja", "se_n": "1"} | dict.fromkeys(("plek__school", "plek__wn"), "0")
    assert parts(data.survey(street | {"plek__straat": "1"})["plek"]["straat"]) == (1, 1)


def test_of_an_option_that_was_dropped_there_is_no_number(data: SampleData) -> None:
    data.replace("questionnaire.yml", '"deels": Deels', '"deels": {label: Deels, until: "2024"}')
    seen = data.survey(YES, YES, {"gezien": "nee"})["gezien"]
    assert list(counts(seen)) == ["ja", "nee"]
    assert seen["deels"] == UNASKED
    assert seen.other_than("deels") == UNASKED
    assert parts(seen.any_of("ja", "deels")) == (2, 3)
    assert parts(seen.other_than("nee", "deels")) == (2, 3)
    assert shown(seen.any_of("deels", "ja")).origin.codes == ("ja",)
    assert parts(seen.without("deels")["ja"]) == (2, 3)
    with pytest.raises(KeyError, match="no option 'dels'"):
        _ = seen["dels"]


@pytest.mark.parametrize(("no", "tells"), [(6, True), (2, False)])
def test_beside_an_option_that_was_dropped_small_numbers_stay_hidden(
    data: SampleData, no: int, tells: bool
) -> None:
    data.replace("questionnaire.yml", '"deels": Deels', '"deels": {label: Deels, until: "2024"}')
    seen = guarded(data, *[YES] * 7, *[{"gezien": "nee"}] * no)["gezien"]
    together = [seen.any_of("ja", "deels"), seen.any_of("nee", "deels")]
    assert [not isinstance(share, Hidden) for share in together] == [tells, tells]
