from __future__ import annotations

from dataclasses import replace

from survey_samples import Answers, SampleData, guarded

from ckmreport.analysis import Count, Hidden, Share, Survey

TEACHER = {"functie": "docent", "domein": "onderwijs"}
OFFICER = {"functie": "agent", "domein": "politie"}
OTHER = {"functie": "anders", "domein": "overig"}


def people(group: Answers, **answers: int) -> list[Answers]:
    """Give members of a group; `gezien_ja=3` makes three who answer so."""
    found: list[Answers] = []
    for answer, number in answers.items():
        name, _, code = answer.rpartition("_")
        found += [{**group, name: code}] * number
    return found


def words(survey: Survey, variable: str, rule: str) -> dict[str, str | int]:
    grouped = survey.by("domein", {variable: rule})
    return {
        group.option.code: cell.count if isinstance(cell := group.cells[0], Share) else cell.reason
        for group in grouped.groups
    }


def test_a_small_cell_takes_another_group_along(data: SampleData) -> None:
    survey = guarded(
        data,
        *people(TEACHER, gezien_ja=3, gezien_nee=20),
        *people(OFFICER, gezien_ja=12, gezien_nee=20),
        *people(OTHER, gezien_ja=20, gezien_nee=30),
    )
    assert words(survey, "gezien", "ja") == {
        "onderwijs": "minder dan 5",
        "politie": "niet getoond",
        "overig": 20,
    }
    assert words(survey, "gezien", "!ja")["onderwijs"] == "niet getoond"


def test_groups_that_are_left_out_are_protected_too(data: SampleData) -> None:
    survey = guarded(
        data,
        *people(TEACHER, gezien_ja=15, gezien_nee=20),
        *people(OFFICER, gezien_ja=12, gezien_nee=20),
        *people(OTHER, gezien_ja=3, gezien_nee=30),
    )
    grouped = survey.by("domein", {"gezien": "ja"}, leave_out=["overig"])
    assert [isinstance(group.cells[0], Share) for group in grouped.groups] == [True, False]
    assert isinstance(grouped.base, Count)


def test_a_hidden_group_is_in_a_total_with_all_others_that_are_hidden(data: SampleData) -> None:
    survey = guarded(
        data,
        *people(TEACHER, gezien_ja=2),
        *people(OFFICER, gezien_ja=12, gezien_nee=20),
        *people(OTHER, gezien_ja=20, gezien_nee=30),
    )
    grouped = survey.by("domein", {"gezien": "ja"}, leave_out=["overig"])
    assert [group.base.reason for group in grouped.groups if isinstance(group.base, Hidden)] == [
        "minder dan 5",
        "niet getoond",
    ]
    assert isinstance(grouped.base, Count)  # together they hold all that is hidden
    assert grouped.base.value == 34


def test_who_was_asked_in_a_group_is_hidden_with_who_was_not(data: SampleData) -> None:
    survey = guarded(
        data,
        *people(TEACHER, gezien_nee=3),
        *[{**TEACHER, "gezien": "ja", "se_n": "2_5"}] * 20,
        *people(OFFICER, gezien_nee=12),
        *[{**OFFICER, "gezien": "ja", "se_n": "2_5"}] * 20,
        *people(OTHER, gezien_nee=30),
        *[{**OTHER, "gezien": "ja", "se_n": "2_5"}] * 20,
    )
    bases = [group.cells[0] for group in survey.by("domein", {"se_n": "2_5"}).groups]
    assert [isinstance(cell, Hidden) for cell in bases] == [True, True, False]
    assert isinstance(bases[0], Hidden)
    assert isinstance(bases[0].of, Hidden)


def test_mentions_obey_the_same_table(data: SampleData) -> None:
    survey = guarded(
        data,
        *people(TEACHER, gezien_ja=3, gezien_nee=20),
        *people(OFFICER, gezien_ja=12, gezien_nee=20),
        *people(OTHER, gezien_ja=20, gezien_nee=30),
    )
    mentions = survey.mentions("gezien", code="ja")
    found = {
        option.code: share.count if isinstance(share, Share) else share.reason
        for option, share in mentions.groups
    }
    assert found == words(survey, "gezien", "ja")
    assert [option.code for option, _ in mentions.top()] == ["overig"]


def test_a_variable_by_one_coded_from_it_is_not_shown(data: SampleData) -> None:
    members = [TEACHER] * 20 + [OFFICER] * 20 + [OTHER] * 20
    assert set(words(guarded(data, *members), "functie", "docent").values()) == {"niet getoond"}


def test_shares_of_several_answers_by_group(data: SampleData) -> None:
    survey = guarded(
        data,
        *people(TEACHER, se_zorgen_4=6, se_zorgen_5=7, se_zorgen_1=9, se_zorgen_wn=8),
        *people(OFFICER, se_zorgen_4=6, se_zorgen_5=7, se_zorgen_1=9, se_zorgen_wn=3),
        *people(OTHER, se_zorgen_4=6, se_zorgen_5=7, se_zorgen_1=9, se_zorgen_wn=9),
    )
    agree = survey.shares_by("domein", "se_zorgen", "4", "5", left_out=["wn"])
    shares = {group: (s.count, s.base) for group, s in agree.items() if isinstance(s, Share)}
    assert shares == {"overig": (13, 22)}  # the base of the others would tell who does not know
    rest = survey.shares_by("domein", "se_zorgen", "1", negated=True)
    assert rest.keys() == {"onderwijs", "politie", "overig"}


def test_an_answer_base_that_was_narrowed_by_hand_is_not_shown(data: SampleData) -> None:
    survey = guarded(data, *people(TEACHER, gezien_ja=9, gezien_nee=9))
    answers = survey["gezien"]
    within = answers.within & survey.wave.responses.chose(answers.question, "ja")
    narrowed = replace(answers, within=within)
    assert isinstance(narrowed.base, Hidden)
    assert isinstance(narrowed["ja"], Hidden)
