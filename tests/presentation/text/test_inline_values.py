from __future__ import annotations

import datetime as dt

import pytest
from ckmreport.presentation.text.inline_values import Inline, markdown, plain

from ckmreport.analysis import Withheld


@pytest.mark.parametrize(
    ("value", "expected"),
    [("**tekst**", "**tekst**"), (0, "0"), (1234, "1.234"), (-5, "−5")],
)
def test_text_and_whole_numbers_have_a_form(value: object, expected: str) -> None:
    assert markdown(value) == expected
    assert plain(value) == expected


@pytest.mark.parametrize(
    "value", [0.5, None, True, ["a"], dt.date(2026, 1, 1), object(), {"a": 1}, b"a"]
)
def test_a_type_without_agreed_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="has no form in a sentence"):
        Inline(value)


@pytest.mark.parametrize("value", ["", "  ", "\n"])
def test_an_empty_text_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="the expression gives an empty text"):
        Inline(value)


def test_a_withheld_number_reads_as_its_reason() -> None:
    assert Inline(Withheld("niet gepubliceerd")).markdown == "niet gepubliceerd"


def test_a_kernel_gets_both_forms() -> None:
    assert Inline(1234)._repr_mimebundle_(include=None) == {
        "text/markdown": "1.234",
        "text/plain": "1.234",
    }
