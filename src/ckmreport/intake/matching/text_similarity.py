"""How like two texts are: of a survey tool and of the questionnaire."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

#: Scores run from 0 to 100; below these nothing is proposed.
LEAST_LIKE_TEXT = 75.0
LEAST_LIKE_ANSWER = 82.0
#: The score of names and codes that differ in punctuation only: "2-5" and "2_5".
PUNCTUATION = 95.0
EXACT = 100.0

_MARKUP = re.compile(r"<[^<>]*>")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]")


def plain(text: str) -> str:
    """Give a text without markup, case and superfluous white space, for exact comparison."""
    return " ".join(_MARKUP.sub(" ", text).split()).casefold()


def bare(text: str) -> str:
    """Give the letters and digits of a text only: "SE_n" and "se n" are the same then."""
    return _NOT_ALPHANUMERIC.sub("", text).casefold()


def nearest(text: str, choices: Mapping[str, str], least: float) -> tuple[str, float] | None:
    """Give the key of the choice that is most like a text, and its score; None below `least`.

    `choices` gives the plain text of each key.
    """
    found = process.extractOne(plain(text), choices, scorer=fuzz.ratio, score_cutoff=least)
    return (str(found[2]), float(found[1])) if found else None


def scores(texts: Sequence[str], others: Sequence[str]) -> list[list[float]]:
    """Give the score of every text against every other one; 0 below LEAST_LIKE_TEXT."""
    found = process.cdist(
        [plain(text) for text in texts],
        [plain(text) for text in others],
        scorer=fuzz.ratio,
        score_cutoff=LEAST_LIKE_TEXT,
    )
    return [[float(score) for score in row] for row in found]
