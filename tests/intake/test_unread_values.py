from __future__ import annotations

import pytest

from ckmreport.intake.unread_values import is_error, is_unread, whole_number


@pytest.mark.parametrize(
    "text", ["#N/A", "#N/B", "#VERW!", "#deel/0!", "#LEEG!", "####", "Err:502"]
)
def test_errors_are_known_in_both_languages(text: str) -> None:
    assert is_error(text)
    assert is_unread(text)


@pytest.mark.parametrize("text", ["", "N/A", "#", "# iets", "#NULL!", "-oth-", "1"])
def test_other_texts_are_no_errors(text: str) -> None:
    assert not is_error(text)
    assert not is_unread(text)


def test_a_formula_is_no_value() -> None:
    assert (is_unread("=A1"), is_error("=A1")) == (True, False)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.0", "1"), ("1,00", "1"), ("-8.0", "-8"), ("1.5", "1.5"), ("10", "10"), ("a.0", "a.0")],
)
def test_a_whole_number_loses_its_decimals(text: str, number: str) -> None:
    assert whole_number(text) == number
