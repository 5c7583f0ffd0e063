from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction

import pytest
from survey_samples import ORIGIN, share

from ckmreport.analysis import Count, Hidden, Share, Withheld, place, wilson
from ckmreport.foundation.errors import CannotTell

HIDDEN = Hidden("minder dan 5", few=True, of=Count(20, ORIGIN))
COMPARISONS = [operator.lt, operator.le, operator.gt, operator.ge, operator.eq]
Compare = Callable[[object, object], object]


def test_a_count_is_a_number() -> None:
    count = Count(3, ORIGIN)
    assert int(count) == 3
    assert list(range(count)) == [0, 1, 2]


def test_a_share_gives_its_parts() -> None:
    part = share(1, 3)
    assert part.fraction == Fraction(1, 3)
    assert (part.n.value, part.of.value) == (1, 3)
    assert (part.n.origin.kind, part.n.origin.codes) == ("count", part.origin.codes)
    assert (part.of.origin.kind, part.of.origin.counted) == ("count", "base")
    assert part.interval == wilson(1, 3)


@pytest.mark.parametrize(("count", "base"), [(-1, 3), (4, 3), (1, 0)])
def test_what_is_no_part_is_no_share(count: int, base: int) -> None:
    with pytest.raises(ValueError, match=f"{count} of {base} is no share"):
        Share(count, base, ORIGIN)


@pytest.mark.parametrize("compare", COMPARISONS)
@pytest.mark.parametrize("other", [(1, 3), (1, 2), (2, 4), (3, 4), (0, 2), (2, 2)])
def test_shares_compare_by_their_exact_value(compare: Compare, other: tuple[int, int]) -> None:
    expected = compare(Fraction(1, 2), Fraction(*other))
    assert compare(share(1, 2), share(*other)) is expected


@pytest.mark.parametrize("compare", COMPARISONS)
@pytest.mark.parametrize("number", [0, 1, 0.285, 0.28, Fraction(57, 200), 0.5, float("inf")])
def test_shares_compare_with_numbers_as_written(compare: Compare, number: float) -> None:
    exact = Fraction(str(number)) if number != float("inf") else number
    assert compare(share(57, 200), number) is compare(Fraction(57, 200), exact)


ORDER = COMPARISONS[:4]


@pytest.mark.parametrize("compare", ORDER)
@pytest.mark.parametrize("other", [share(1, 2), share(0, 0), 0, 0.5, float("nan"), Fraction(1, 2)])
def test_whether_a_share_of_nobody_is_larger_cannot_be_told(
    compare: Compare, other: object
) -> None:
    for left, right in ((share(0, 0), other), (other, share(0, 0))):
        with pytest.raises(CannotTell, match="nobody answered"):
            compare(left, right)


@pytest.mark.parametrize("other", [share(1, 2), share(0, 0), 0, 0.5])
def test_a_share_of_nobody_equals_nothing(other: object) -> None:
    assert (share(0, 0) == other) is False
    assert (other == share(0, 0)) is False


@pytest.mark.parametrize("compare", COMPARISONS)
def test_what_is_withheld_compares_as_false(compare: Compare) -> None:
    withheld = Withheld("niet gepubliceerd")
    for other in (share(1, 2), share(0, 0), 0.5):
        assert compare(withheld, other) is False
        assert compare(other, withheld) is False


def test_equal_shares_have_equal_hashes() -> None:
    assert {share(1, 2), share(2, 4), share(1, 3)} == {share(1, 2), share(1, 3)}
    assert hash(share(1, 2)) == hash(Fraction(1, 2)) == hash(0.5)
    assert hash(share(0, 0)) == hash(share(0, 0))


def test_a_share_does_not_compare_with_text() -> None:
    assert share(1, 2) != "1/2"
    for compare in ORDER:
        with pytest.raises(TypeError):
            compare(share(1, 2), "1/2")


def test_a_share_of_nobody_has_no_value() -> None:
    with pytest.raises(CannotTell, match="nobody answered"):
        _ = share(0, 0).fraction
    with pytest.raises(ValueError, match="nobody"):
        _ = share(0, 0).interval


@pytest.mark.parametrize("compare", COMPARISONS)
@pytest.mark.parametrize("other", [0, 0.5, share(1, 2), Count(3, ORIGIN)])
def test_no_comparison_tells_of_a_hidden_number(compare: Compare, other: object) -> None:
    for left, right in ((HIDDEN, other), (other, HIDDEN)):
        with pytest.raises(CannotTell):
            compare(left, right)


@pytest.mark.parametrize("convert", [bool, int, float, range])
def test_a_hidden_number_is_no_number(convert: Callable[[object], object]) -> None:
    with pytest.raises(CannotTell):
        convert(HIDDEN)


def test_what_is_computed_from_a_hidden_number_is_hidden() -> None:
    parts = [HIDDEN.n, HIDDEN.count, HIDDEN.fraction, HIDDEN.interval]
    computed = [abs(HIDDEN.fraction - share(1, 2).fraction), 1 - HIDDEN.fraction, 2 * HIDDEN.n]
    assert {part.reason for part in parts + computed} == {"minder dan 5"}
    with pytest.raises(CannotTell):
        min(share(1, 2), HIDDEN)


def test_a_hidden_number_knows_where_it_comes_from_and_nothing_of_itself() -> None:
    hidden = Hidden("minder dan 5", few=True, of=Count(20, ORIGIN.of_base()), origin=ORIGIN)
    assert hidden.origin == ORIGIN
    assert hidden.n.origin == ORIGIN.of_count()
    assert HIDDEN.n.origin is None
    assert {value for value in vars(hidden).values() if isinstance(value, int)} == {True}


def test_a_hidden_share_knows_its_base_if_it_may() -> None:
    assert HIDDEN.of == Count(20, ORIGIN)
    assert HIDDEN.base == 20
    assert isinstance(Hidden("niet getoond", of=Hidden("niet getoond")).base, Hidden)


def test_hidden_numbers_are_told_apart_by_their_words() -> None:
    assert HIDDEN.n == Hidden("minder dan 5", few=True)
    assert Hidden("niet getoond") != HIDDEN
    assert Hidden("niet getoond") != Withheld("niet getoond")


def test_shown_shares_come_first_then_hidden_ones_then_nobody() -> None:
    shares: list[Share | Hidden] = [share(0, 9), Hidden("b"), share(3, 9), Hidden("a"), share(6, 9)]
    assert sorted(shares, key=place) == [shares[4], shares[2], shares[1], shares[3], shares[0]]
