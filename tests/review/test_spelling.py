"""Which words are in no dictionary."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckmreport.review.sentences import FILLED
from ckmreport.review.spelling import WORD_LIST, Spelling, listed_words


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(["CoMensha", "Veilig", "katvangster"])


@pytest.mark.parametrize(
    "text",
    [
        "Professionals signaleerden vermoedelijke slachtoffers.",
        "Eén foto's auto’s tbs'er geïnterviewden coördinator.",
        # compounds: of the dictionary, with a hyphen, and of two words that it does not join
        "werkafspraken functiedomein jeugdcriminaliteit eerstelijnsprofessionals",
        "Zorg- en Veiligheidshuis, dak- en thuislozen, arbeids- en seksuele uitbuiting",
        "Niet-Europees p-waarde PDF-rapport alt-teksten",
        "leeftijdsgroep arbeidsuitbuiting significantieniveau topiclijst brailleleesregel",
        # what was added, with a capital in front of a sentence and in the genitive
        "CoMensha CoMensha's CoMensha-cijfers Katvangster katvangster",
        # abbreviations, and what is no word of the text
        f"AVG GGZ 273f {FILLED}-jarigen n={FILLED}",
    ],
)
def test_good_dutch_is_known(spelling: Spelling, text: str) -> None:
    assert list(spelling.unknown_words(text)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De slachtofers signaleeren.", ["slachtofers", "signaleeren"]),
        ("Comensha en comensha", ["Comensha", "comensha"]),
        ("Katvangsterr, uitbuitings-vromen.", ["Katvangsterr", "uitbuitings-vromen"]),
        ("Dat beneeden of aaneel is fout", ["beneeden", "aaneel"]),  # two short words each
        ("(“proffesionals”)", ["proffesionals"]),
        ("onderzoks- en andere", ["onderzoks"]),
    ],
)
def test_what_is_misspelled_is_found(spelling: Spelling, text: str, words: list[str]) -> None:
    assert list(spelling.unknown_words(text)) == words


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("slachtofers", "slachtoffers"),
        ("Slachtofers", "slachtoffers"),  # the texts have it, with a small letter
        ("CoMenscha", "CoMensha"),
        ("proffesionals", "professionals"),  # the dictionary has it
        ("Gronignen", None),
        ("xqzzkw", None),
    ],
)
def test_what_is_probably_meant_comes_from_the_texts_first(word: str, meant: str | None) -> None:
    spelling = Spelling(["CoMensha"])
    assert list(spelling.unknown_words("Alle slachtoffers die CoMensha kent.")) == []
    assert spelling.suggestion(word) == meant


def test_a_list_has_a_word_a_line(tmp_path: Path) -> None:
    assert listed_words(tmp_path) == set()
    (tmp_path / WORD_LIST).write_text(
        "# Uitleg van de lijst\n\nlvb\nCramér  # statistiek\n", "utf-8"
    )
    assert listed_words(tmp_path) == {"lvb", "Cramér"}


def test_the_list_of_the_project_holds_no_word_that_is_known_anyway() -> None:
    plain = Spelling()
    folder = Path(__file__).parents[2] / "data"
    words = listed_words(folder)
    assert words
    assert {word for word in words if list(plain.unknown_words(word)) == []} == set()
