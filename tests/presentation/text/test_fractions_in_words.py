from __future__ import annotations

from fractions import Fraction

import pytest
from survey_samples import ORIGIN, share

from ckmreport.analysis import Count, Hidden
from ckmreport.analysis.distribution import UNASKED
from ckmreport.presentation.text.fractions_in_words import in_words, listing, plural
from ckmreport.presentation.text.words import Words, opening

TAUGHT = ("volgde", "volgden")


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "geen van de respondenten volgde"),
        (1, "een van de respondenten volgde"),
        (10, "een klein deel van de respondenten volgde"),
        (49, "een klein deel van de respondenten volgde"),
        (50, "een op de twintig respondenten volgde"),
        (60, "bijna een op de vijftien respondenten volgde"),
        (67, "een op de vijftien respondenten volgde"),
        (90, "bijna een op de tien respondenten volgde"),
        (100, "een op de tien respondenten volgde"),
        (120, "ruim een op de tien respondenten volgde"),
        (167, "een op de zes respondenten volgde"),
        (200, "een op de vijf respondenten volgde"),
        (234, "bijna een kwart van de respondenten volgde"),
        (250, "een kwart van de respondenten volgde"),
        (333, "een derde van de respondenten volgde"),
        (340, "ruim een derde van de respondenten volgde"),
        (400, "twee op de vijf respondenten volgden"),
        (450, "bijna de helft van de respondenten volgde"),
        (496, "de helft van de respondenten volgde"),
        (500, "de helft van de respondenten volgde"),
        (505, "de helft van de respondenten volgde"),
        (506, "ruim de helft van de respondenten volgde"),
        (554, "ruim de helft van de respondenten volgde"),
        (600, "drie op de vijf respondenten volgden"),
        (667, "twee derde van de respondenten volgde"),
        (700, "ruim twee derde van de respondenten volgde"),
        (740, "bijna driekwart van de respondenten volgde"),
        (750, "driekwart van de respondenten volgde"),
        (800, "vier op de vijf respondenten volgden"),
        (880, "bijna negen op de tien respondenten volgden"),
        (901, "negen op de tien respondenten volgden"),
        (950, "ruim negen op de tien respondenten volgden"),
        (951, "vrijwel alle respondenten volgden"),
        (995, "vrijwel alle respondenten volgden"),
        (1000, "alle respondenten volgden"),
    ],
)
def test_a_share_of_a_thousand_in_words(count: int, expected: str) -> None:
    assert str(in_words(share(count, 1000), verb=TAUGHT)) == expected


@pytest.mark.parametrize(
    ("count", "base", "expected"),
    [
        (0, 0, "niemand (n=0) volgde"),
        (0, 1, "geen van de respondenten volgde"),
        (1, 1, "de enige respondent volgde"),
        (0, 2, "geen van beide respondenten volgde"),
        (1, 2, "één van beide respondenten volgde"),
        (2, 2, "beide respondenten volgden"),
        (0, 5, "geen van de vijf respondenten volgde"),
        (1, 5, "één van de vijf respondenten volgde"),
        (3, 5, "drie van de vijf respondenten volgden"),
        (5, 5, "alle vijf respondenten volgden"),
        (18, 19, "achttien van de negentien respondenten volgden"),
        (19, 20, "ruim negen op de tien respondenten volgden"),
        (1, 24, "een van de respondenten volgde"),
        (2, 60, "een klein deel van de respondenten volgde"),
        (20, 20, "alle respondenten volgden"),
        (0, 20, "geen van de respondenten volgde"),
    ],
)
def test_a_share_of_few_is_said_by_its_numbers(count: int, base: int, expected: str) -> None:
    assert str(in_words(share(count, base), verb=TAUGHT)) == expected


def test_words_say_more_or_less_as_the_numbers_do() -> None:
    """The fraction that is named lies within six points, on the side that is said."""
    names = {
        "een op de twintig": Fraction(1, 20),
        "een op de vijftien": Fraction(1, 15),
        "een op de tien": Fraction(1, 10),
        "een op de zes": Fraction(1, 6),
        "een op de vijf": Fraction(1, 5),
        "een kwart": Fraction(1, 4),
        "een derde": Fraction(1, 3),
        "twee op de vijf": Fraction(2, 5),
        "de helft": Fraction(1, 2),
        "drie op de vijf": Fraction(3, 5),
        "twee derde": Fraction(2, 3),
        "driekwart": Fraction(3, 4),
        "vier op de vijf": Fraction(4, 5),
        "negen op de tien": Fraction(9, 10),
    }
    said = set()
    for count in range(50, 951):
        text = in_words(share(count, 1000)).plain
        core = text.removeprefix("bijna ").removeprefix("ruim ")
        (name,) = (each for each in names if core.startswith((f"{each} van", f"{each} resp")))
        said.add(name)
        difference = Fraction(count, 1000) - names[name]
        if text.startswith("bijna "):
            assert -6 <= 100 * difference < Fraction(-1, 2)
        elif text.startswith("ruim "):
            assert Fraction(1, 2) < 100 * difference <= 6
        else:
            assert abs(100 * difference) <= Fraction(1, 2)
    assert said == set(names)


def test_noun_and_verb_can_be_chosen() -> None:
    assert str(in_words(share(30, 60), "docenten")) == "de helft van de docenten"
    only = in_words(share(1, 1), "docenten", ("is", "zijn"), one="docent")
    assert str(only) == "de enige docent is"


def test_words_keep_their_share() -> None:
    half = in_words(share(30, 60), verb=("is", "zijn"))
    (number,) = half.numbers
    assert number.text == "de helft van de respondenten"  # the verb stands outside
    assert (number.origin, number.count, number.base) == (ORIGIN, 30, 60)
    assert half.plain == "de helft van de respondenten is"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a en b"),
        (["a", "b", "c"], "a, b en c"),
        (["de ggz", "de politie", "de opvang", "wijk"], "de ggz, de politie, de opvang en wijk"),
    ],
)
def test_lists_are_joined_the_dutch_way(parts: list[str], expected: str) -> None:
    assert listing(parts) == expected


def test_an_empty_list_can_have_a_name() -> None:
    assert listing([], none="geen enkel domein") == "geen enkel domein"
    assert listing(["a"], none="geen enkel domein") == "a"


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "liggen"), (1, "ligt"), (2, "liggen"), (21, "liggen")]
)
def test_one_is_singular(number: int, expected: str) -> None:
    counted = Count(number, ORIGIN.of_count())
    assert plural(number, "ligt", "liggen") == expected
    assert plural(counted, "ligt", "liggen") == expected


def test_an_opening_phrase_keeps_share_and_verb() -> None:
    phrase = opening(in_words(share(1, 5), verb=("is", "zijn")))
    assert str(phrase) == "Eén van de vijf respondenten is"
    (number,) = phrase.numbers
    assert (number.text, number.count, number.base) == ("Eén van de vijf respondenten", 1, 5)


def test_a_hidden_share_is_said_without_its_size() -> None:
    few = in_words(Hidden("minder dan 5", few=True), verb=TAUGHT)
    other = in_words(Hidden("niet getoond"), verb=TAUGHT)
    assert str(few) == "minder dan 5 van de respondenten volgden"
    assert str(other) == "een niet getoond deel van de respondenten volgde"
    unasked = in_words(UNASKED, verb=TAUGHT)
    assert str(unasked) == "een onbekend deel (niet gevraagd) van de respondenten volgde"
    assert plural(Hidden("minder dan 5", few=True), "legde", "legden") == "legden"


def test_the_words_of_a_hidden_share_are_a_number_without_a_count() -> None:
    said = in_words(Hidden("minder dan 5", few=True, origin=ORIGIN), verb=TAUGHT)
    (number,) = said.numbers
    assert (number.text, number.origin) == ("minder dan 5 van de respondenten", ORIGIN)
    assert number.suppressed
    assert number.count is number.base is None
    assert isinstance(in_words(Hidden("niet getoond")), Words)
