from __future__ import annotations

import pytest
from survey_samples import SampleData, shown

from ckmreport.analysis.composition import Composition

RESPONDENTS = [
    {"domein": "politie", "gezien": "ja", "se_n": "2_5", "ce_n": "2_5"},
    {"domein": "politie", "gezien": "ja", "se_n": "2_5", "ce_n": "1"},
    {"domein": "onderwijs", "gezien": "ja", "se_n": "1", "ce_n": "2_5"},
    {"domein": "overig", "gezien": "ja", "se_n": "0", "ce_n": "0"},
]


def parts(composition: Composition) -> list[tuple[str, int, int]]:
    return [
        (option.code, shown(share).count, shown(share).base) for option, share in composition.groups
    ]


def test_mentions_in_two_questions_count_twice(data: SampleData) -> None:
    together = data.survey(*RESPONDENTS).mentions("se_n", "ce_n", code="2_5")
    assert together.base.value == 4
    assert parts(together) == [("politie", 3, 4), ("onderwijs", 1, 4), ("overig", 0, 4)]


def test_mentions_know_where_they_come_from(data: SampleData) -> None:
    together = data.survey(*RESPONDENTS).mentions("se_n", "ce_n", code="2_5")
    base = shown(together.base).origin
    assert (base.kind, base.counted, base.group) == ("sum", "mentions", None)
    assert [question.name for question in base.questions] == ["se_n", "ce_n"]
    _, share = together.groups[0]
    origin = shown(share).origin
    assert (origin.kind, origin.codes, str(origin.group)) == ("share", ("2_5",), "domein = politie")
    assert shown(share).of.origin == base
    assert shown(share).n.origin.kind == "sum"


def test_top_gives_groups_that_gave_the_answer(data: SampleData) -> None:
    together = data.survey(*RESPONDENTS).mentions("se_n", "ce_n", code="2_5")
    assert [option.code for option, _ in together.top()] == ["politie", "onderwijs"]
    assert [option.code for option, _ in together.top(1)] == ["politie"]


def test_a_reconstruction_gives_published_groups_only(data: SampleData) -> None:
    survey = data.synthetic().survey(*RESPONDENTS)
    assert parts(survey.mentions("se_n", "ce_n", code="2_5")) == [("politie", 3, 4)]
    assert parts(survey.mentions("se_n", "ce_n", code="1")) == []
    assert parts(survey.mentions("se_n", code="2_5")) == []


def test_an_answer_that_nobody_gave_has_shares_of_nobody(data: SampleData) -> None:
    none = data.survey(*RESPONDENTS).mentions("se_n", code="21plus")
    assert none.top() == []
    assert {share.base for _, share in none.groups} == {0}


def test_an_unknown_answer_is_refused(data: SampleData) -> None:
    with pytest.raises(KeyError, match="no option '100plus'"):
        data.survey(*RESPONDENTS).mentions("se_n", code="100plus")
