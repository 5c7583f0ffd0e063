from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.publication.reconstruct.multiple_response import deal_ticks

SEEDS = range(20)


def total(dealt: list[frozenset[str]]) -> Counter[str]:
    return Counter(code for ticks in dealt for code in ticks)


@pytest.mark.parametrize("seed", SEEDS)
def test_counts_are_met_and_everybody_ticks_something(seed: int) -> None:
    counts = {"a": 4, "b": 3, "c": 1, "wn": 3}
    dealt = deal_ticks("v", counts, {"wn"}, [None] * 10, Random(seed))
    assert total(dealt) == counts
    assert all(dealt)
    assert all(ticks == {"wn"} for ticks in dealt if "wn" in ticks)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_option_that_was_named_is_among_the_ticks(seed: int) -> None:
    named = ["a", "a", "b", "c", None, None]
    dealt = deal_ticks("v", {"a": 3, "b": 1, "c": 1, "wn": 1}, {"wn"}, named, Random(seed))
    assert total(dealt) == {"a": 3, "b": 1, "c": 1, "wn": 1}
    assert all(name is None or name in ticks for name, ticks in zip(named, dealt, strict=True))


def test_only_as_many_as_must_break_the_rule() -> None:
    # Three named something, but only two can have ticked something.
    dealt = deal_ticks("v", {"a": 2, "wn": 1}, {"wn"}, ["a", "a", "a"], Random(1))
    assert sorted(dealt, key=sorted) == [{"a"}, {"a"}, {"wn"}]
    # Three ticked "a", while two of four stand alone: one did both.
    dealt = deal_ticks("v", {"a": 3, "nee": 2}, {"nee"}, [None] * 4, Random(1))
    assert Counter(dealt) == {
        frozenset({"a"}): 2,
        frozenset({"nee"}): 1,
        frozenset({"a", "nee"}): 1,
    }


@pytest.mark.parametrize(
    ("counts", "message"),
    [({"a": 1, "b": 1}, "too few ticks"), ({"a": 4}, "more respondents ticked than answered")],
)
def test_counts_that_cannot_be_dealt_are_refused(counts: dict[str, int], message: str) -> None:
    with pytest.raises(CkmError, match=message):
        deal_ticks("v", counts, set(), [None] * 3, Random(1))
