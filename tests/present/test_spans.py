from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from survey_samples import SampleData, share

import ckmreport.present.spans  # noqa: F401  registers the forms
from ckmreport.analysis import Count, Source, Withheld
from ckmreport.present.inline import Inline, markdown, plain
from ckmreport.present.wording import in_words, opening
from ckmreport.waves import ContextFigure

SOURCE = Source("2025", "gezien", "Ja", "alle respondenten")
FIGURE = ContextFigure("landelijk", 1814, "Geregistreerde slachtoffers", "2024", "register2025")


def test_a_share_carries_count_base_and_source() -> None:
    assert markdown(share(1200, 2400)) == (
        '[50%]{.getal data-count="1200" data-base="2400" data-question="gezien" '
        'data-counted="Ja" data-wave="2025" title="1.200 van 2.400: alle respondenten"}'
    )
    assert plain(share(1200, 2400)) == "50%"


def test_words_carry_their_share_and_the_verb_stands_outside() -> None:
    phrase = opening(in_words(share(30, 60), verb=("volgde", "volgden")))
    text, _, rest = markdown(phrase).partition("]{.getal ")
    assert text == "[De helft van de respondenten"
    assert 'data-count="30" data-base="60"' in rest
    assert rest.endswith("} volgde")
    assert plain(phrase) == "De helft van de respondenten volgde"


def test_words_without_verb_end_with_the_span() -> None:
    assert markdown(in_words(share(30, 60))).endswith('"}')


def test_a_count_carries_its_source() -> None:
    assert markdown(Count(1234, SOURCE)) == (
        '[1.234]{.getal data-count="1234" data-question="gezien" data-counted="Ja" '
        'data-wave="2025" title="alle respondenten"}'
    )


def test_a_figure_of_others_carries_its_source() -> None:
    assert markdown(FIGURE) == (
        '[1.814]{.getal data-context="landelijk" data-source="register2025" '
        'title="Geregistreerde slachtoffers (2024)"}'
    )
    assert markdown(replace(FIGURE, value="de helft")).startswith("[de helft]{.getal ")


def test_quotes_and_backslashes_are_escaped() -> None:
    source = replace(SOURCE, counted='Zei "nee"', asked_of="a\\b")
    span = markdown(replace(share(1, 2), source=source))
    assert r'data-counted="Zei \"nee\""' in span
    assert r'title="1 van 2: a\\b"' in span


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (share(0, 0), "–"),
        (share(1, 3), "33%"),
        (Count(1234, SOURCE), "1.234"),
        (in_words(share(1, 5)), "één van de vijf respondenten"),
        (Withheld("niet gepubliceerd"), "niet gepubliceerd"),
        (FIGURE, "1.814"),
        (replace(FIGURE, value="de helft"), "de helft"),
        (Fraction(1, 3), "0,33"),
    ],
)
def test_plain_forms_hold_no_markup(value: object, expected: str) -> None:
    assert plain(value) == expected
    assert Inline(value).plain == expected
    assert not set(expected) & set("[]{}*_`")


def test_a_number_from_the_rows_says_where_it_comes_from(data: SampleData) -> None:
    survey = data.survey({"gezien": "ja"}, {"gezien": "nee"})
    span = markdown(survey["gezien"].other_than("nee"))
    assert 'data-question="gezien" data-counted="niet Nee" data-wave="2025"' in span
    assert 'title="1 van 2: alle respondenten"' in span


def test_a_test_is_reported_whole(data: SampleData) -> None:
    found = data.synthetic().survey({}).association("gezien", "se_zorgen")
    assert markdown(found) == "χ²(8, *n* = 85) = 16,03; *p* = 0,042; Cramérs *V* = 0,31"
