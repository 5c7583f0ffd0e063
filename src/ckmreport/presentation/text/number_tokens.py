"""Numbers as they stand in printed text, told apart from years, names and references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ckmreport.presentation.text.dutch_numbers import MONTHS

#: What no wave changes and no reader takes for a figure, in prose and in print alike.
DAY = re.compile(rf"\b\d{{1,2}}\s(?:{'|'.join(MONTHS)})\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NAME = re.compile(r"\b(?=\w*[^\W\d_])\w+\b")  # a word that holds a digit
_REFERENCE = re.compile(
    r"(?:\b(?i:figuur|tabel|hoofdstuk|paragraaf|bijlage)\s|§\s?)(?:[A-Z]\.)?\d+(?:\.\d+)*"
)
_PAGES = re.compile(r"\bpp?\.\s*\d+(?:\s*[,–-]\s*\d+)*")
_EXEMPT = (_REFERENCE, _PAGES, DAY, YEAR, NAME)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?:(?<!\w)[−+])?\d+(?:\.\d{3})*(?:,\d+)?(?:\s?%)?")


@dataclass(frozen=True)
class Numeral:
    """A number as it is printed, and where it stands in its text."""

    text: str
    start: int
    end: int


def numerals(text: str) -> Iterator[Numeral]:
    """Give the numbers in a printed text, in order.

    A percentage keeps its sign, a negative number its minus (U+2212); a thousands dot and a
    decimal comma belong to the number, a range is two numbers. Days, years, words that hold a
    digit, the numbers of figures, tables and sections, and cited pages are no numbers here.
    """
    if not _DIGIT.search(text):
        return
    for exempt in _EXEMPT:
        text = exempt.sub(lambda found: " " * len(found[0]), text)
    for found in _NUMBER.finditer(text):
        written = "".join(found[0].split())
        yield Numeral(written, found.start(), found.end())
