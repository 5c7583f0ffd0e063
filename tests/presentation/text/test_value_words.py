from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from survey_samples import ORIGIN, SampleData, share

import ckmreport.presentation.text.value_words  # noqa: F401  registers the forms
from ckmreport.analysis import Count, Hidden, Withheld
from ckmreport.analysis.distribution import UNASKED
from ckmreport.presentation.text.fractions_in_words import in_words
from ckmreport.presentation.text.words import Number, opening, words
from ckmreport.survey.waves import ContextFigure

FIGURE = ContextFigure(
    key="landelijk",
    value=1814,
    what="Geregistreerde slachtoffers",
    year="2024",
    source="register2025",
)


def number_of(value: object) -> Number:
    (number,) = words(value).numbers
    return number


def markdown(value: object) -> str:
    return words(value).marked(lambda number: number.text)


def test_a_share_carries_count_base_and_origin() -> None:
    assert number_of(share(1200, 2400)) == Number("50%", ORIGIN, 1200, 2400, bare="50%")


def test_a_count_carries_its_origin() -> None:
    origin = ORIGIN.of_count()
    assert number_of(Count(1234, origin)) == Number("1.234", origin, 1234)


def test_a_base_is_the_answers_to_a_question() -> None:
    base = number_of(share(30, 85).of)
    assert (base.text, base.origin.counted, base.count, base.base) == ("85", "base", 85, None)


def test_a_figure_of_others_carries_its_source() -> None:
    number = number_of(FIGURE)
    assert (number.text, number.origin.kind) == ("1.814", "figure of others")
    assert (number.origin.name, number.origin.source) == ("landelijk", "register2025")
    assert number.origin.said == "Geregistreerde slachtoffers (2024)"
    assert number_of(replace(FIGURE, value="de helft")).text == "de helft"


def test_of_nobody_there_is_no_share() -> None:
    for value in (share(0, 0), in_words(share(0, 0))):
        assert markdown(value) == "niemand (n=0)"
        assert (number_of(value).count, number_of(value).base) == (0, 0)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (share(0, 0), "–"),
        (share(1, 3), "33%"),
        (Count(1234, ORIGIN), "1.234"),
        (in_words(share(1, 5)), "één van de vijf respondenten"),
        (Withheld("niet gepubliceerd"), "niet gepubliceerd"),
        (FIGURE, "1.814"),
        (replace(FIGURE, value="de helft"), "de helft"),
        (Fraction(1, 3), "0,33"),
    ],
)
def test_plain_forms_hold_no_markup(value: object, expected: str) -> None:
    assert words(value).plain == expected
    assert not set(expected) & set("[]{}*_`")


def test_a_number_from_the_rows_says_where_it_comes_from(data: SampleData) -> None:
    survey = data.survey({"gezien": "ja"}, {"gezien": "nee"})
    number = number_of(survey["gezien"].other_than("nee"))
    assert (number.count, number.base) == (1, 2)
    assert (number.origin.codes, number.origin.negated) == (("nee",), True)
    assert (number.origin.asked, number.origin.answered) == (2, 2)


def test_a_test_is_reported_whole_and_each_of_its_numbers_has_a_name(data: SampleData) -> None:
    found = data.synthetic().survey({}).association("gezien", "se_zorgen")
    assert markdown(found) == "χ²(8, *n* = 85) = 16,03; *p* = 0,042; Cramérs *V* = 0,22"
    numbers = list(words(found).numbers)
    assert [number.origin.name for number in numbers] == ["df", "n", "statistic", "p", "v"]
    assert {number.origin.kind for number in numbers} == {"test"}
    assert {number.origin.wave for number in numbers} == {"2025"}
    assert [q.name for q in numbers[0].origin.questions] == ["gezien", "se_zorgen"]


def test_a_registered_test_gives_its_corrected_p_too(data: SampleData) -> None:
    register = data.synthetic().survey({}).tests()
    found = register["gezien", "se_zorgen"]
    assert markdown(found) == (
        "χ²(8, *n* = 85) = 16,03; *p* = 0,042 (na correctie 0,042); Cramérs *V* = 0,22"
    )
    assert words(found).plain.startswith("χ²(8, n = 85)")
    assert len({number.origin.identity for number in words(found).numbers}) == 6
    assert markdown(register["gezien", "ce_zorgen"]) == "niet gepubliceerd"


def test_a_p_value_from_drawn_tables_is_called_so(data: SampleData) -> None:
    rows = [{"wijk": area, "gezien": seen} for area in ("noord", "zuid") for seen in ("ja", "nee")]
    found = data.survey(*rows).tests()["wijk", "gezien"]
    assert "(permutatietoets, na correctie 1,000)" in markdown(found)


def test_what_is_hidden_carries_no_number() -> None:
    hidden = Hidden("minder dan 5", few=True, of=Count(40, ORIGIN), origin=ORIGIN)
    assert markdown(hidden.n) == words(hidden).plain == "minder dan 5"
    assert markdown(hidden) == "een groep van minder dan 5"
    unshown = Hidden("niet getoond", of=Count(40, ORIGIN), origin=ORIGIN)
    assert markdown(unshown) == "een niet getoond deel"
    unasked = replace(UNASKED, of=Count(40, ORIGIN))
    assert markdown(unasked) == "een onbekend deel (niet gevraagd)"
    assert markdown(opening(in_words(hidden))) == "Minder dan 5 van de respondenten"
    for value in (hidden, hidden.n, unshown, in_words(hidden)):
        number = number_of(value)
        assert number.suppressed
        assert number.count is number.base is None


def test_what_is_hidden_without_an_origin_is_text() -> None:
    assert list(words(Hidden("niet getoond")).numbers) == []
