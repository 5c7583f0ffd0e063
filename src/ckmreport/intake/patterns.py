"""Texts that lead to a person and can be recognised by their form.

Numbers with a check digit are only taken for one when that digit is right (python-stdnum).
Names have no form of their own and cannot be found this way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stdnum import iban
from stdnum.nl import bsn, postcode

Span = tuple[int, int]


@dataclass(frozen=True)
class Pattern:
    """One kind of personal text: its Dutch name, where it may stand, and what confirms it."""

    check: str
    name: str
    form: re.Pattern[str]
    confirms: Callable[[str], bool] = lambda _: True

    def spans(self, text: str) -> Iterator[Span]:
        """Give where this kind of text stands."""
        for found in self.form.finditer(text):
            if self.confirms(found[0]):
                yield found.span()


@dataclass(frozen=True)
class IbanPattern(Pattern):
    """Bank account numbers, which may stand in groups and run on into the next word."""

    def spans(self, text: str) -> Iterator[Span]:
        """Give where a number with the right check digits stands."""
        for found in self.form.finditer(text):
            words = list(re.finditer(r"[A-Za-z0-9]", found[0]))
            for last in reversed(words[14:34]):
                if iban.is_valid(found[0][: last.end()]):
                    yield found.start(), found.start() + last.end()
                    break


def _number(digits: str) -> str:
    return re.sub(r"\D", "", digits)


#: In the order in which they are looked for: a longer number is not cut up by a shorter one.
PATTERNS = (
    Pattern(
        "email",
        "een e-mailadres",
        re.compile(
            r"(?<![\w.+-])[\w.+-]++(?:@[\w-]++(?:\.[\w-]++)++"
            r"|\s?[(\[]\s?(?:at|apenstaartje)\s?[)\]]\s?[\w-]++(?:\.[\w-]++)*+)",
            re.IGNORECASE,
        ),
    ),
    IbanPattern(
        "iban",
        "een rekeningnummer (IBAN)",
        re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d\d(?:[ .-]?[A-Za-z0-9]){11,34}"),
    ),
    Pattern(
        "phone",
        "een telefoonnummer",
        re.compile(
            r"(?<![A-Za-z\d.,])(?:(?:(?:\+|00)31[ .-]?(?:\(0\))?[ .-]?|0)[1-9](?:[ ./-]?\d){8}"
            r"|\(0[1-9]\d{0,3}\)(?:[ ./-]?\d){6,8}"
            r"|\+\d{1,3}(?:[ .-]?\d){8,12}"
            r"|\A6\d{8}\Z)(?!\d)"  # a mobile number in a cell of its own, of which Excel ate the 0
        ),
    ),
    Pattern(
        "bsn",
        "een burgerservicenummer",
        re.compile(
            r"(?<![\d.,])(?:\d{9}|\d{3}[ .-]\d{3}[ .-]\d{3}|\d{4}[ .-]\d\d[ .-]\d{3})(?!\d)"
        ),
        lambda found: bsn.is_valid(_number(found)),
    ),
    Pattern(
        "postcode",
        "een postcode",
        re.compile(r"(?<!\w)[1-9]\d{3}(?: ?[A-Z]{2}|[a-z]{2})(?!\w)"),
        postcode.is_valid,
    ),
    Pattern(
        "ip-address",
        "een IP-adres",
        re.compile(
            r"(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])"
        ),
    ),
)


def recognised(text: str) -> tuple[Pattern, ...]:
    """Give the kinds of personal text that stand in a text."""
    return _cleaned(text)[1]


def masked(text: str) -> str:
    """Give a text in which personal texts are replaced by what they are, between brackets."""
    return _cleaned(text)[0]


def _cleaned(text: str) -> tuple[str, tuple[Pattern, ...]]:
    """Mask kind by kind, so that digits of one number are not taken for another number too."""
    found = []
    for pattern in PATTERNS:
        if spans := list(pattern.spans(text)):
            found.append(pattern)
        for start, end in reversed(spans):
            text = f"{text[:start]}[{pattern.name.removeprefix('een ')}]{text[end:]}"
    return text, tuple(found)
