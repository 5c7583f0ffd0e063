from __future__ import annotations

import datetime as dt

import pytest
from survey_samples import ORIGIN

from ckmreport.analysis import Withheld
from ckmreport.presentation.text.words import Number, Words, enumerated, filled, opening, words

HALF = Number("50%", ORIGIN, 30, 60)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("**tekst**", "tekst"), (0, "0"), (1234, "1.234"), (-5, "−5")],
)
def test_text_and_whole_numbers_have_a_form(value: object, expected: str) -> None:
    assert words(value).plain == expected


@pytest.mark.parametrize(
    "value", [0.5, None, True, ["a"], dt.date(2026, 1, 1), object(), {"a": 1}, b"a"]
)
def test_a_type_without_agreed_form_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="has no form in a sentence"):
        words(value)


def test_a_withheld_number_reads_as_its_reason() -> None:
    assert words(Withheld("niet gepubliceerd")) == Words(("niet gepubliceerd",))


def test_a_whole_number_is_about_the_report() -> None:
    (number,) = words(1234).numbers
    assert (number.text, number.count, number.origin.kind) == ("1.234", 1234, "about this report")


@pytest.mark.parametrize("text", ["ruim de helft", "in 2023", "**tekst**", ""])
def test_a_text_without_a_number_is_text(text: str) -> None:
    assert words(text) == Words((text,))


def test_a_text_with_a_number_is_a_fact_about_the_report() -> None:
    (number,) = words("12 van de 40 gesprekken").numbers
    assert (number.text, number.origin.kind) == ("12 van de 40 gesprekken", "about this report")
    assert number.count is None


@pytest.mark.parametrize("text", ["[12]{.klein} van de 40", "Twaalf.\nEn 40."])
def test_a_text_whose_markup_hides_a_number_is_refused(text: str) -> None:
    with pytest.raises(TypeError, match="a number of which the origin is lost"):
        words(text)


def test_a_mark_says_how_numbers_are_written_and_leaves_words_alone() -> None:
    said = "Van hen volgde " + Words((HALF,)) + " een scholing."
    assert said.marked(lambda number: f"<{number.text}>") == ("Van hen volgde <50%> een scholing.")
    assert said.plain == str(said) == "Van hen volgde 50% een scholing."
    assert list(said.numbers) == [HALF]


def test_plain_forms_hold_no_emphasis_and_may_read_otherwise() -> None:
    assert Number("*n* = 5", ORIGIN).plain == "n = 5"
    assert Number("niemand (n=0)", ORIGIN, bare="–").plain == "–"
    assert Words((Number("niemand", ORIGIN, bare="–"), " dus")).plain == "– dus"


def test_the_places_of_a_template_are_filled_in_order() -> None:
    said = filled("{} van de {}", HALF, 60)
    assert said.plain == "50% van de 60"
    assert [number.text for number in said.numbers] == ["50%", "60"]
    with pytest.raises(ValueError, match="has 1 places for 2 values"):
        filled("{}", HALF, 60)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [([], "niets"), (["a"], "a"), (["a", HALF], "a en 50%"), (["a", HALF, "c"], "a, 50% en c")],
)
def test_lists_keep_the_numbers_in_them(parts: list[object], expected: str) -> None:
    said = enumerated(parts, none="niets")
    assert said.plain == expected
    assert list(said.numbers) == [part for part in parts if isinstance(part, Number)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ruim de helft", "Ruim de helft"),
        ("ijverige mensen", "IJverige mensen"),
        ("één persoon", "Eén persoon"),
        ("één van de vijf", "Eén van de vijf"),
        ("élan", "Élan"),
        ("3 van de 5", "3 van de 5"),
        ("", ""),
    ],
)
def test_a_sentence_opens_with_a_capital(text: str, expected: str) -> None:
    assert opening(text).plain == expected


def test_a_sentence_that_opens_with_a_number_keeps_it() -> None:
    said = opening(Words(("", Number("één van hen", ORIGIN, 1, 5, bare="één"), " zag iets")))
    (number,) = said.numbers
    assert (number.text, number.bare, number.count, number.base) == ("Eén van hen", "Eén", 1, 5)
    assert said.plain == "Eén zag iets"
