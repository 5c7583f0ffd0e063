"""What a share is at least and at most, whatever those who stopped would have answered."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from survey_samples import SampleData, share

from ckmreport.analysis import Hidden
from ckmreport.analysis.nonresponse import Bounds


def test_who_stopped_counts_as_no_and_as_yes(data: SampleData) -> None:
    rows = [{"gezien": "ja", "se_n": "1"}] * 6 + [{"gezien": "ja", "se_n": "0"}] * 2
    stopped = [{"gezien": "ja"}] * 2
    seen = data.survey(*rows, *stopped)["se_n"].other_than("0")
    bounds = Bounds.of(seen)
    assert bounds is not None
    assert bounds.lowest.fraction == Fraction(6, 10)
    assert bounds.highest.fraction == Fraction(8, 10)


def test_an_answer_left_out_of_the_base_stays_out(data: SampleData) -> None:
    rows = [{"gezien": "ja", "se_n": code} for code in ("1", "0", "wn")] + [{"gezien": "ja"}]
    bounds = Bounds.of(data.survey(*rows)["se_n"].without("wn")["1"])
    assert bounds is not None
    assert (bounds.lowest.fraction, bounds.highest.fraction) == (Fraction(1, 3), Fraction(2, 3))


def test_the_bounds_are_estimates_and_no_counts(data: SampleData) -> None:
    rows = [{"gezien": "ja", "se_n": "1"}] * 2 + [{"gezien": "ja"}]
    bounds = Bounds.of(data.survey(*rows)["se_n"]["1"])
    assert bounds is not None
    kinds = {(one.origin.kind, one.origin.counted) for one in (bounds.lowest, bounds.highest)}
    assert kinds == {("estimate", None)}
    assert bounds.lowest.origin.identity != bounds.highest.origin.identity


@pytest.mark.parametrize("asked", [None, 20])
def test_there_are_none_where_all_answered_or_that_may_not_be_told(asked: int | None) -> None:
    one = share(5, 20)
    assert Bounds.of(replace(one, origin=replace(one.origin, asked=asked, answered=20))) is None
    assert Bounds.of(Hidden("minder dan 5", few=True)) is None
