from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from survey_samples import SampleData, share

import ckmreport.presentation.text.number_spans  # noqa: F401  registers the forms
from ckmreport.analysis import Count, Hidden, Source, Withheld
from ckmreport.analysis.distribution import UNASKED
from ckmreport.presentation.text.fractions_in_words import in_words, opening
from ckmreport.presentation.text.inline_values import Inline, markdown, plain
from ckmreport.survey.waves import ContextFigure

SOURCE = Source("2025", "gezien", "Ja", "alle respondenten")
FIGURE = ContextFigure(
    key="landelijk",
    value=1814,
    what="Geregistreerde slachtoffers",
    year="2024",
    source="register2025",
)


def test_a_share_carries_count_base_and_source() -> None:
    assert markdown(share(1200, 2400)) == (
        '[50%]{.getal data-count="1200" data-base="2400" data-question="gezien" '
        'data-counted="Ja" data-filter="alle respondenten" data-wave="2025" '
        'title="1.200 van 2.400 (alle respondenten); geteld: Ja"}'
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
        'data-filter="alle respondenten" data-wave="2025" '
        'title="aantal; geteld: Ja (alle respondenten)"}'
    )


def test_a_base_is_called_the_answers_to_a_question() -> None:
    base = markdown(Count(85, replace(SOURCE, counted="base")))
    assert 'title="aantal; geteld: antwoorden op deze vraag (alle respondenten)"' in base


def test_a_figure_of_others_carries_its_source() -> None:
    assert markdown(FIGURE) == (
        '[1.814]{.getal data-context="landelijk" data-source="register2025" '
        'title="Geregistreerde slachtoffers (2024)"}'
    )
    assert markdown(replace(FIGURE, value="de helft")).startswith("[de helft]{.getal ")


def test_of_nobody_there_is_no_share_to_ask_after() -> None:
    for value in (share(0, 0), in_words(share(0, 0))):
        assert markdown(value) == "niemand (n=0)"


def test_quotes_and_backslashes_are_escaped() -> None:
    source = replace(SOURCE, counted='Zei "nee"', asked_of="a\\b")
    span = markdown(replace(share(1, 2), source=source))
    assert r'data-counted="Zei \"nee\""' in span
    assert r'title="1 van 2 (a\\b); geteld: Zei \"nee\""' in span


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
    assert 'data-question="gezien" data-counted="niet Nee"' in span
    assert 'title="1 van 2 (alle respondenten); geteld: niet Nee"' in span


def test_a_test_is_reported_whole(data: SampleData) -> None:
    found = data.synthetic().survey({}).association("gezien", "se_zorgen")
    assert markdown(found) == "χ²(8, *n* = 85) = 16,03; *p* = 0,042; Cramérs *V* = 0,31"


def test_a_registered_test_gives_its_corrected_p_too(data: SampleData) -> None:
    register = data.synthetic().survey({}).tests()
    found = register["gezien", "se_zorgen"]
    assert markdown(found) == (
        "χ²(8, *n* = 85) = 16,03; *p* = 0,042 (na correctie 0,042); Cramérs *V* = 0,31"
    )
    assert plain(found).startswith("χ²(8, n = 85)")
    assert markdown(register["gezien", "ce_zorgen"]) == "niet gepubliceerd"


def test_a_p_value_from_drawn_tables_is_called_so(data: SampleData) -> None:
    rows = [{"wijk": area, "gezien": seen} for area in ("noord", "zuid") for seen in ("ja", "nee")]
    found = data.survey(*rows).tests()["wijk", "gezien"]
    assert "(permutatietoets, na correctie 1,000)" in markdown(found)


def test_what_is_hidden_carries_no_number() -> None:
    hidden = Hidden("minder dan 5", few=True, of=Count(40, SOURCE))
    assert markdown(hidden.n) == plain(hidden) == "minder dan 5"
    assert markdown(hidden) == "een groep van minder dan 5"
    assert markdown(Hidden("niet getoond", of=Count(40, SOURCE))) == "een niet getoond deel"
    unasked = replace(UNASKED, of=Count(40, SOURCE))
    assert markdown(unasked) == "een onbekend deel (niet gevraagd)"
    assert markdown(opening(in_words(hidden))) == "Minder dan 5 van de respondenten"
