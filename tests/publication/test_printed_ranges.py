"""What a printed figure says."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ckmreport.publication.printed_ranges import read_range


@pytest.mark.parametrize(
    ("printed", "count", "base"),
    [
        ("23%", 52, 222),
        ("37,5%", 15, 40),
        ("Negentig procent", 200, 222),
        ("Achtentwintig procent", 52, 185),
        ("tweeëndertig procent", 8, 25),
        ("de helft", 50, 101),
        ("Ruim de helft", 123, 222),
        ("bijna een derde", 30, 101),
        ("een kwart", 1, 4),
        ("ongeveer driekwart", 40, 57),
        ("meer dan de helft", 25, 42),
        ("de meeste", 51, 100),
    ],
)
def test_shares_that_bear_it_out(printed: str, count: int, base: int) -> None:
    saying = read_range(printed)
    assert saying.share
    assert saying.contains(Fraction(count, base))


@pytest.mark.parametrize(
    ("printed", "count", "base"),
    [
        ("27%", 49, 185),  # 26,49%
        ("26%", 53, 200),  # 26,5% is rounded up
        ("17,5%", 15, 40),
        ("de helft", 11, 20),
        ("bijna een derde", 28, 82),
        ("bijna een kwart", 26, 100),
        ("ruim de helft", 49, 100),
        ("de meeste", 38, 76),
    ],
)
def test_shares_that_do_not(printed: str, count: int, base: int) -> None:
    assert not read_range(printed).contains(Fraction(count, base))


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("222", "222"),
        ("n=123", "123"),
        ("N = 85", "85"),
        ("5.000", "5000"),
        ("ruim 1.600", "1630"),
        ("Veertien", "14"),
        ("één", "1"),
        ("eenentwintig", "21"),
        ("χ² = 16,03", "16.0349"),
        ("p < .01", "0.0099"),
        ("enkele honderden", "280"),
    ],
)
def test_numbers_that_bear_it_out(printed: str, value: str) -> None:
    saying = read_range(printed)
    assert not saying.share
    assert saying.contains(Fraction(value))


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("222", "223"),
        ("ruim 1.600", "1599"),
        ("ruim 1.600", "1900"),
        ("χ² = 16,03", "16.035"),
        ("p < .01", "0.01"),
        ("enkele honderden", "1000"),
        ("enkele honderden", "90"),
    ],
)
def test_numbers_that_do_not(printed: str, value: str) -> None:
    assert not read_range(printed).contains(Fraction(value))


def test_bounds_bear_out_what_some_value_between_them_does() -> None:
    saying = read_range("17%")
    assert saying.contains(Fraction(15, 100), Fraction(20, 100))
    assert not saying.contains(Fraction(18, 100), Fraction(20, 100))
    assert not saying.contains(Fraction(10, 100), Fraction(16, 100))


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("50%", "de helft", True),
        ("54%", "55%", False),
        ("27%", "bijna een derde", False),
        ("50%", "de meeste", True),
        ("49%", "de meeste", False),
        ("123", "n=123", True),
        ("123", "122", False),
        ("41%", "bijna een kwart", False),
        ("55%", "123", True),  # a share and a number cannot contradict each other
    ],
)
def test_two_sayings_agree_if_some_value_bears_out_both(
    one: str, other: str, together: bool
) -> None:
    first, second = read_range(one), read_range(other)
    assert first.agrees_with(second) is together
    assert second.agrees_with(first) is together


@pytest.mark.parametrize("printed", ["enkele", "", "een paar procent", "veel"])
def test_what_says_no_figure_is_refused(printed: str) -> None:
    with pytest.raises(ValueError, match="is no figure"):
        read_range(printed)
