"""Printed figures, in digits or in words, as ranges of values that are printed so."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from ckmreport.foundation.rounding import Percentage
from ckmreport.presentation.text.dutch_numbers import number_word

_FRACTIONS = {
    "kwart": Fraction(1, 4),
    "derde": Fraction(1, 3),
    "helft": Fraction(1, 2),
    "driekwart": Fraction(3, 4),
}
#: How far below and above a fraction a share may lie and still be called by it.
_MARGINS = {
    None: (Fraction(25, 1000), Fraction(25, 1000)),
    "bijna": (Fraction(5, 100), Fraction(0)),
    "ruim": (Fraction(0), Fraction(7, 100)),
    "ongeveer": (Fraction(7, 100), Fraction(7, 100)),
    "meer dan": (Fraction(0), Fraction(1, 2)),
}
_IN_WORDS = re.compile(
    r"(?:(bijna|ruim|ongeveer|meer dan) )?(?:(?:de|een|één) )?(kwart|derde|helft|driekwart)"
)
_LEVEL = re.compile(r"p < (\.\d+)")
_NUMBER = re.compile(r"(?:n ?= ?|χ² = )?(\d{1,3}(?:\.\d{3})*|\d+)(?:,(\d+))?")
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


def _number_words() -> dict[str, int]:
    words = {number_word(value): value for value in range(21)}
    for tens, word in enumerate(_TENS, start=2):
        words[word] = 10 * tens
        for unit in range(1, 10):
            name = number_word(unit).replace("é", "e")
            words[name + ("ën" if name.endswith("e") else "en") + word] = 10 * tens + unit
    return words


_WORDS = _number_words()


@dataclass(frozen=True)
class PrintedRange:
    """A range of values: of a share between 0 and 1, or of a number.

    `low_open` and `high_open` tell whether the ends themselves are outside it.
    """

    share: bool
    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False

    def contains(self, low: Fraction, high: Fraction | None = None) -> bool:
        """Tell whether a value, or some value from `low` up to `high`, lies in the range."""
        top = low if high is None else high
        below = top < self.low or (self.low_open and top == self.low)
        above = low > self.high or (self.high_open and low == self.high)
        return not below and not above

    def agrees_with(self, other: PrintedRange) -> bool:
        """Tell whether some value is in both; a share and a number are never compared."""
        if self.share != other.share:
            return True
        first, second = sorted((self, other), key=lambda one: one.low)
        if first.high == second.low:
            return not (first.high_open or second.low_open)
        return first.high > second.low


@cache
def read_range(printed: str) -> PrintedRange:
    """Read a printed figure: 23%, 37,5%, n=123, χ² = 16,03, p < .01, twaalf, ruim de helft.

    Raises:
        ValueError: if it has no range, such as "enkele".
    """
    text = printed.strip().lower()
    return _share(text) or _number(text)


def _share(text: str) -> PrintedRange | None:
    if text == "de meeste":
        return PrintedRange(True, Fraction(1, 2), Fraction(1), low_open=True)
    if fraction := _IN_WORDS.fullmatch(text):
        below, above = _MARGINS[fraction[1]]
        middle = _FRACTIONS[fraction[2]]
        return PrintedRange(True, middle - below, middle + above)
    if text.endswith("%"):
        percentage = Percentage.read(text)
        return _rounded(percentage.value, percentage.decimals, scale=100)
    if text.endswith(" procent"):
        return _rounded(Fraction(_word(text.removesuffix(" procent"))), 0, scale=100)
    return None


def _number(text: str) -> PrintedRange:
    if text == "enkele honderden":
        return PrintedRange(False, Fraction(200), Fraction(1000), high_open=True)
    if level := _LEVEL.fullmatch(text):
        return PrintedRange(False, Fraction(0), Fraction(f"0{level[1]}"), high_open=True)
    at_least = text.removeprefix("ruim ")
    if not (digits := _NUMBER.fullmatch(at_least)):
        return _rounded(Fraction(_word(text)), 0)
    part = digits[2] or ""
    said = _rounded(Fraction(f"{digits[1].replace('.', '')}.{part or 0}"), len(part))
    # "ruim 1.600" is 1.600 or somewhat more: at most a tenth
    return said if at_least == text else replace(said, high=said.high * Fraction(11, 10))


def _rounded(value: Fraction, decimals: int, scale: int = 1) -> PrintedRange:
    half = Fraction(1, 2 * 10**decimals)
    share = scale == 100
    return PrintedRange(share, (value - half) / scale, (value + half) / scale, high_open=True)


def _word(text: str) -> int:
    if text not in _WORDS:
        raise ValueError(f"'{text}' is no figure that can be checked")
    return _WORDS[text]
