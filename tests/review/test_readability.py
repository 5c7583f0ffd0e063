"""Which sentences ask much of a reader."""

from __future__ import annotations

import pytest

from ckmreport.review.readability import hard_to_read
from ckmreport.review.sentences import sentences


def found(source: str) -> list[str]:
    return [message for sentence in sentences(source) for message in hard_to_read(sentence)]


def words(number: int) -> str:
    return " ".join(["woord"] * number)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (f"{words(31)}.", "31 words without a rest; 30 is much: woord woord"),
        (f"{words(3)}: {words(32)}.", "32 words without a rest"),
        (f"{words(30)} `{{python}} share['een twee drie']`.", "31 words without a rest"),
        (
            "Wie in de vragenlijst zegt dat er afspraken zijn, kent ze niet altijd.",
            "opens with 'Wie' and 8 words before its verb: Wie in de vragenlijst zegt dat er",
        ),
        (
            "Een school noemt `{python} by_form(a, b)`, en chantage `{python} by_form(c, d)`.",
            "2 times 'bij seksuele … bij criminele'",
        ),
        (
            "Meer bij seksuele dan bij criminele uitbuiting, en `{python} by_form(b, c)`.",
            "2 times 'bij seksuele … bij criminele'",
        ),
        (
            "Er werd gezegd dat het wordt gemeld als het wordt gezien.",
            "3 times 'worden' in one sentence",
        ),
    ],
)
def test_a_hard_sentence_is_named_with_its_first_words(source: str, says: str) -> None:
    (message,) = found(source)
    assert says in message


@pytest.mark.parametrize(
    "source",
    [
        f"{words(30)}.",
        f"{words(25)}; {words(25)}: {words(25)}.",
        f"[{words(25)}]{{.claim when='a'}}\n[{words(25)}]{{.otherwise}}\n",
        "Wie meedeed, koos daar zelf voor.",
        'Wie "neutraal" antwoordt, telt mee als iemand met een mening.',
        "Wie heeft er in de hele gemeente wel eens van gehoord, en wanneer?",
        "Een school noemt `{python} by_form(a.se, a.ce)`.",
        "Dat gebeurt vaker bij seksuele dan bij criminele uitbuiting.",
        "Ook hier worden zij vergeleken, en dat wordt uitgelegd.",
    ],
)
def test_an_ordinary_sentence_is_left_alone(source: str) -> None:
    assert found(source) == []
