from __future__ import annotations

import datetime as dt
from fractions import Fraction

import numpy as np
import pytest

from ckmreport.presentation.text.dutch_numbers import (
    date,
    decimal,
    integer,
    month,
    month_name,
    number_word,
    percentage,
    period,
    probability,
)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-0.5, 0, "−1"),
        (-0.4, 0, "0"),
        (17.5, 0, "18"),
        (12.25, 1, "12,3"),
        (0.285, 2, "0,29"),
        (2.675, 2, "2,68"),
        (1.0, 2, "1,00"),
        (0.05, 1, "0,1"),
        (9.995, 2, "10,00"),
        (-1234.5, 1, "−1.234,5"),
        (1234567.891, 2, "1.234.567,89"),
        (1e-7, 2, "0,00"),
        (Fraction(1, 3), 2, "0,33"),
        (Fraction(2, 3), 0, "1"),
        (np.float64(16.025), 2, "16,03"),
    ],
)
def test_decimals_round_half_away_from_zero(
    value: float | Fraction, decimals: int, expected: str
) -> None:
    assert decimal(value, decimals) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "0"), (999, "999"), (1000, "1.000"), (1234567, "1.234.567"), (-1234, "−1.234")],
)
def test_integers_have_a_point_per_thousand(value: int, expected: str) -> None:
    assert integer(value) == expected


@pytest.mark.parametrize(
    ("count", "base", "decimals", "expected"),
    [
        (0, 5, 0, "0%"),
        (5, 5, 0, "100%"),
        (52, 222, 0, "23%"),
        (52, 222, 1, "23,4%"),
        (1, 200, 0, "1%"),
        (7, 40, 0, "18%"),
        (7, 40, 1, "17,5%"),
        (1, 3, 2, "33,33%"),
        (0, 0, 0, "–"),
        (0, 0, 1, "–"),
    ],
)
def test_percentages_come_from_counts(count: int, base: int, decimals: int, expected: str) -> None:
    assert percentage(count, base, decimals) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.5, "= 0,500"),
        (0.0069, "= 0,007"),
        (0.001, "= 0,001"),
        (0.00099, "< 0,001"),
        (0.00992, "< 0,01"),
        (0.01, "= 0,010"),
        (0.0496, "< 0,05"),
    ],
)
def test_probabilities_have_their_sign(value: float, expected: str) -> None:
    assert probability(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "nul"), (1, "één"), (12, "twaalf"), (20, "twintig"), (21, "21"), (1000, "1.000")],
)
def test_small_numbers_are_words(value: int, expected: str) -> None:
    assert number_word(value) == expected


def test_negative_numbers_are_digits() -> None:
    assert number_word(-1) == "−1"


def test_dates_are_written_in_dutch() -> None:
    day = dt.date(2026, 11, 24)
    assert date(day) == "24\N{NO-BREAK SPACE}november 2026"
    assert month(day) == "november 2026"
    assert month_name(day) == "november"
    assert date(dt.date(2023, 3, 1)) == "1\N{NO-BREAK SPACE}maart 2023"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ((2023, 6, 1), (2023, 6, 30), "juni 2023"),
        ((2023, 6, 1), (2023, 7, 31), "juni en juli 2023"),
        ((2023, 6, 1), (2023, 10, 1), "juni tot en met oktober 2023"),
        ((2023, 12, 1), (2024, 1, 31), "december 2023 en januari 2024"),
        ((2023, 11, 1), (2024, 2, 1), "november 2023 tot en met februari 2024"),
        ((2023, 6, 1), (2024, 6, 1), "juni 2023 tot en met juni 2024"),
    ],
)
def test_periods_are_written_by_their_months(
    start: tuple[int, int, int], end: tuple[int, int, int], expected: str
) -> None:
    assert period(dt.date(*start), dt.date(*end)) == expected
