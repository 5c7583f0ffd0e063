from __future__ import annotations

import pytest
from survey_samples import SampleData, shown

from ckmreport.analysis import Hidden, Share
from ckmreport.foundation.errors import CannotTell


def parts(share: Share | Hidden) -> tuple[int, int]:
    return shown(share).count, shown(share).base


def test_opinions_are_shares_of_who_has_one(data: SampleData) -> None:
    answers = [{"se_zorgen": code} for code in ("1", "2", "2", "3", "4", "5", "5", "wn")]
    concern = data.survey(*answers, {}).statements("zorgen").se
    assert concern.base.value == 8
    assert concern.with_opinion.base.value == 7
    assert parts(concern.disagree) == (3, 7)
    assert parts(concern.neutral) == (1, 7)
    assert parts(concern.agree) == (3, 7)
    assert parts(concern.dont_know) == (1, 8)


def test_a_pair_lists_sexual_exploitation_first(data: SampleData) -> None:
    pair = data.survey({"se_zorgen": "1", "ce_zorgen": "5"}).statements("zorgen")
    assert list(pair) == [pair.se, pair.ce]
    assert (parts(pair.se.agree), parts(pair.ce.agree)) == ((0, 1), (1, 1))


def test_with_nobody_who_has_an_opinion_no_claim_can_be_told(data: SampleData) -> None:
    pair = data.survey({"se_zorgen": "wn"}).statements("zorgen")
    assert parts(pair.se.agree) == (0, 0)
    with pytest.raises(CannotTell):
        _ = pair.se.agree > 0
    with pytest.raises(CannotTell):
        _ = pair.ce.agree > pair.se.agree
    with pytest.raises(CannotTell):
        _ = shown(pair.ce.agree).fraction


def test_a_statement_must_be_put_for_both_forms(data: SampleData) -> None:
    with pytest.raises(KeyError, match="no statement 'hoop'"):
        data.survey({}).statements("hoop")
