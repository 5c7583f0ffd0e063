from __future__ import annotations

from survey_samples import SampleData, share

from ckmreport.analysis import Hidden
from ckmreport.notebook import bounds_of, has_bounds, interval_of


def test_an_interval_is_one_number_with_an_origin() -> None:
    said = interval_of(share(123, 222))
    assert said.plain == "49–62%"
    (number,) = said.numbers
    assert (number.origin.kind, number.origin.name) == ("estimate", "interval")
    assert number.origin.counted is None  # nothing to count again


def test_what_is_hidden_has_a_dash() -> None:
    assert interval_of(Hidden("minder dan 5", few=True)).plain == "–"
    assert interval_of(share(0, 0)).plain == "–"


def test_bounds_are_two_numbers(data: SampleData) -> None:
    rows = [{"gezien": "ja", "se_n": "1"}, {"gezien": "ja", "se_n": "0"}, {"gezien": "ja"}]
    seen = data.survey(*rows)["se_n"]["1"]
    assert has_bounds(seen)
    assert bounds_of(seen).plain == "33% en 67%"
    assert [number.text for number in bounds_of(seen).numbers] == ["33%", "67%"]


def test_without_drop_outs_there_are_no_bounds(data: SampleData) -> None:
    everybody = data.survey({"gezien": "ja"}, {"gezien": "nee"})["gezien"]["ja"]
    assert not has_bounds(everybody)
    assert bounds_of(everybody).plain == "–"
