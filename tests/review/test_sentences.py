"""What is running text in a Markdown source."""

from __future__ import annotations

import pytest

from ckmreport.review.sentences import FILLED, Sentence, sentences


def read(source: str) -> list[str]:
    return [sentence.text.replace(FILLED, "~") for sentence in sentences(source)]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("Een zin.\nNog een.\n", ["Een zin.", "Nog een."]),
        ("Een zin die\nverdergaat. Nog een.", ["Een zin die verdergaat.", "Nog een."]),
        ("Zij zeggen: dit.\nIs dat zo? Ja!", ["Zij zeggen: dit.", "Is dat zo?", "Ja!"]),
        ("Om 9 u. begint het, bijv. hier.", ["Om 9 u. begint het, bijv. hier."]),
        ("# Kop {#sec-kop .unnumbered}\nTekst", ["Kop", "Tekst"]),
        ("- een\n- twee\n\n1. drie", ["een", "twee", "drie"]),
        ("> Een citaat.", ["Een citaat."]),
        ("| a | b |\n|---|---|\n| c | d |", ["a", "b", "c", "d"]),
        ('::: {.callout-tip title="Let op"}\nTekst.\n:::', ["Let op", "Tekst."]),
        ("Dit is **vet** en *schuin*.", ["Dit is vet en schuin."]),
        ("Uit *Journal of Things* van [2009]{.vast}.", ["Uit ~ van ~."]),
        ("Zie [de tekst](https://example.org/a_b) hier.", ["Zie de tekst hier."]),
        ("Zie https://example.org of voorbeeld.nl.", ["Zie ~ of ~."]),
        ("Schrijf aan iemand\\@example.org.", ["Schrijf aan ~."]),
        ("Dat is bekend [@ckm2022; @bos2016].", ["Dat is bekend."]),
        ("Volgens @newcombe1998a: ja (@sec-doel).", ["Volgens ~: ja (~)."]),
        ("Een noot.[^a]\n\n[^a]: De tekst ervan.", ["Een noot.", "De tekst ervan."]),
        ("{{< include text/a.md >}}", []),
        ("<!-- niets -->\n\n```\ncode\n```\n\n    ook code", []),
        ("Wat `code` heet<br>ook.", ["Wat ~ heet ook."]),
    ],
)
def test_only_what_is_read_is_left(source: str, texts: list[str]) -> None:
    assert read(source) == texts


def test_an_expression_is_one_word_and_keeps_its_code() -> None:
    (found,) = sentences('Van `{python} a["x y"]` is `{python} b`-jarig.')
    assert found == Sentence(1, f"Van {FILLED} is {FILLED}-jarig.", ('a["x y"]', "b"))


def test_an_expression_may_bring_the_end_of_its_sentence() -> None:
    assert read('Een zin`{python} "."`\nNog een.\nDan `{python} a`\nis dit er een.') == [
        "Een zin~",
        "Nog een.",
        "Dan ~ is dit er een.",
    ]


def test_each_alternative_is_a_sentence_of_its_own() -> None:
    source = (
        '[De zorgen nemen toe:]{.claim when="a.higher"}\n'
        '[De zorgen nemen af:]{.or when="a.lower"}\n'
        "[]{.otherwise}\n"
        "bij `{python} a` en [bij *anderen*]{.claim when='b > 0'}."
    )
    assert read(source) == ["De zorgen nemen toe:", "De zorgen nemen af:", "bij ~ en bij anderen."]


def test_lines_are_those_of_the_source() -> None:
    source = "# Kop\n\nEen zin die\nverdergaat. En\nnog een.\n\n- punt\n"
    assert [(one.line, one.text) for one in sentences(source)] == [
        (1, "Kop"),
        (3, "Een zin die verdergaat."),
        (4, "En nog een."),
        (7, "punt"),
    ]
