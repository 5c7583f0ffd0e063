"""Rounding, and which counts a printed percentage can stand for."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ckmreport.foundation.rounding import Percentage, possible_counts, rounded


def rounded_half_up(count: int, base: int, decimals: int) -> Fraction:
    """Round by long division, digit by digit, as a person does on paper."""
    units, rest = divmod(100 * count * 10**decimals, base)
    return Fraction(units + (2 * rest >= base), 10**decimals)


@pytest.mark.parametrize("decimals", [0, 1, 2])
@pytest.mark.parametrize("base", [1, 2, 3, 7, 24, 40, 79, 101, 185, 200, 222])
def test_possible_counts_are_those_that_are_rounded_to_the_percentage(
    base: int, decimals: int
) -> None:
    printed = {count: rounded_half_up(count, base, decimals) for count in range(base + 1)}
    steps = range(0, 100 * 10**decimals + 1, 7 if decimals == 2 else 1)
    for value in {*printed.values(), *(Fraction(step, 10**decimals) for step in steps)}:
        expected = [count for count, said in printed.items() if said == value]
        assert list(possible_counts(value, decimals, base)) == expected


def test_a_half_is_rounded_up() -> None:
    assert list(possible_counts(Fraction(13), 0, 8)) == [1]  # 12,5%
    assert not possible_counts(Fraction(12), 0, 8)


def test_several_counts_share_a_percentage_of_a_large_base() -> None:
    assert possible_counts(Fraction(17), 0, 1000) == range(165, 175)


@pytest.mark.parametrize(
    ("printed", "base", "possible"),
    [("15,8%", 52, False), ("15,8%", 222, True), ("8,8%", 24, False), ("0%", 0, False)],
)
def test_percentage_and_base(printed: str, base: int, possible: bool) -> None:
    said = Percentage.read(printed)
    assert bool(possible_counts(said.value, said.decimals, base)) is possible


def test_nobody_and_everybody_stay_inside_the_base() -> None:
    assert list(possible_counts(Fraction(0), 0, 222)) == [0, 1]
    assert list(possible_counts(Fraction(100), 0, 222)) == [221, 222]


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [("11,7%", "11.7", 1), ("0%", "0", 0), ("28,1", "28.1", 1), ("100 %", "100", 0)],
)
def test_a_percentage_is_read_as_it_is_printed(text: str, value: str, decimals: int) -> None:
    assert Percentage.read(text) == Percentage(Fraction(value), decimals)


@pytest.mark.parametrize("text", ["", "de helft", "11.7%", "1.234%", "%"])
def test_something_else_is_no_percentage(text: str) -> None:
    with pytest.raises(ValueError, match="is no percentage"):
        Percentage.read(text)


@pytest.mark.parametrize(("decimals", "base"), [(0, -1), (-1, 10)])
def test_negative_bases_and_decimals_are_refused(decimals: int, base: int) -> None:
    with pytest.raises(ValueError, match="cannot be negative"):
        possible_counts(Fraction(10), decimals, base)


def test_rounding_is_off_by_half_a_unit_at_most() -> None:
    for numerator in range(-300, 301):
        exact = Fraction(numerator, 40)
        for decimals in (0, 1, 2):
            difference = abs(rounded(exact, decimals) - exact)
            assert difference <= Fraction(1, 2 * 10**decimals)
            assert rounded(-exact, decimals) == -rounded(exact, decimals)
