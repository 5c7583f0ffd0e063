from __future__ import annotations

import pytest

from ckmreport.presentation.text.number_tokens import numerals


def printed(text: str) -> list[str]:
    return [numeral.text for numeral in numerals(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Van de 222 respondenten (n=222)", ["222", "222"]),
        ("23% van 5.000, of 16,03 keer", ["23%", "5.000", "16,03"]),
        ("een verschil van −3,5 procentpunt", ["−3,5"]),
        ("48\N{NO-BREAK SPACE}% zag het", ["48%"]),
        ("tussen 17%–30%, 5-8 keer", ["17%", "30%", "5", "8"]),
        ("χ²(5, n = 85) = 16,03; p = 0,007", ["5", "85", "16,03", "0,007"]),
        ("Het waren er 52. Daarna", ["52"]),
    ],
)
def test_numbers_are_found_as_they_are_printed(text: str, found: list[str]) -> None:
    assert printed(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "op 24 november 2026",
        "in 2023 (CKM, 2023a)",
        "artikel 273f",
        "zie paragraaf\N{NO-BREAK SPACE}3.2.4, Tabel A.1, Figuur 3.12 en §A.3",
        "(Nationaal Rapporteur, 2022, pp. 34, 62, 73)",
        "(Covers, 2024, p. 3)",
    ],
)
def test_what_is_no_figure_is_passed_over(text: str) -> None:
    assert printed(text) == []


def test_a_number_says_where_it_stands() -> None:
    text = "Ruim 55 % zag het"
    (numeral,) = numerals(text)
    assert text[numeral.start : numeral.end] == "55 %"
