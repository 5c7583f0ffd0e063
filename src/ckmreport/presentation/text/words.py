"""What stands in a sentence: words, and numbers that keep where they come from.

The engine asks every value of an inline expression for its words, gives each number in them an
id, and writes it down under that id. Other modules of this room register the words of their types.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import singledispatch

from ckmreport.analysis.origin import Origin
from ckmreport.presentation.text.dutch_numbers import integer
from ckmreport.presentation.text.number_tokens import numerals

_SPAN = re.compile(r"\[[^\[\]]*\]\{[^{}]*\}")


@dataclass(frozen=True)
class Number:
    """A number as a sentence says it, in digits or in words.

    Attributes:
        text: what is printed, as Markdown.
        origin: where it comes from.
        count: how many, for a count, a sum, or the part of a share.
        base: of how many, for a share.
        suppressed: why the number itself is not given; None where it is.
        bare: what is printed in an alt text, if that is something else.
    """

    text: str
    origin: Origin
    count: int | None = None
    base: int | None = None
    suppressed: str | None = None
    bare: str | None = None

    @property
    def plain(self) -> str:
        """What is printed where there is no markup."""
        return (self.text if self.bare is None else self.bare).replace("*", "")


@dataclass(frozen=True)
class Words:
    """Words and numbers, in the order in which they are read."""

    parts: tuple[str | Number, ...] = ()

    @property
    def numbers(self) -> Iterator[Number]:
        """The numbers, in order."""
        return (part for part in self.parts if isinstance(part, Number))

    @property
    def plain(self) -> str:
        """The text without markup, for alt texts."""
        return "".join(
            part.replace("*", "") if isinstance(part, str) else part.plain for part in self.parts
        )

    def __str__(self) -> str:
        return self.plain

    def marked(self, mark: Callable[[Number], str]) -> str:
        """Give the Markdown, with each number as `mark` writes it."""
        return "".join(part if isinstance(part, str) else mark(part) for part in self.parts)

    def __add__(self, other: object) -> Words:
        return Words((*self.parts, *words(other).parts))

    def __radd__(self, other: object) -> Words:
        return words(other) + self


@singledispatch
def words(value: object) -> Words:
    """Say a value in a sentence.

    Raises:
        TypeError: for a type that has no agreed form in prose.
    """
    raise TypeError(f"{type(value).__name__} has no form in a sentence")


@words.register
def _(value: Words) -> Words:
    return value


@words.register
def _(value: Number) -> Words:
    return Words((value,))


@words.register
def _(value: str) -> Words:
    """Take a text as it is; one with a number in it is a fact about the report as a whole."""
    if not any(numerals(_SPAN.sub("", value))):
        return Words((value,))
    if "\n" in value or _SPAN.search(value):
        raise TypeError("a text with markup holds a number of which the origin is lost")
    return Words((Number(value, about_this_report(value, name=value)),))


@words.register
def _(value: int) -> Words:
    return Words((Number(integer(value), about_this_report(integer(value)), count=value),))


@words.register
def _(value: bool) -> Words:
    raise TypeError(f"{value} has no form in a sentence")


def about_this_report(said: str, name: str = "") -> Origin:
    """Give the origin of a number that no answer was counted for, such as a number of chapters.

    `name` tells it from others in the same result.
    """
    return Origin("", "about this report", name=name, said=said)


def filled(template: str, *values: object) -> Words:
    """Fill the places `{}` of a template with values, each said as in a sentence."""
    texts = template.split("{}")
    if len(texts) != len(values) + 1:
        raise ValueError(f"'{template}' has {len(texts) - 1} places for {len(values)} values")
    whole = Words((texts[0],))
    for value, text in zip(values, texts[1:], strict=True):
        whole = whole + words(value) + text
    return whole


def joined(separator: str, parts: Iterable[object]) -> Words:
    """Put values behind each other, with a text between them."""
    whole = Words()
    for number, part in enumerate(parts):
        whole = whole + (separator if number else "") + part
    return whole


def enumerated(parts: Sequence[object], *, none: str = "") -> Words:
    """Join a list the Dutch way: "a", "a en b", "a, b en c"; `none` stands for an empty list."""
    if not parts:
        return Words((none,))
    *head, last = parts
    return joined(", ", head) + " en " + last if head else words(last)


def opening(text: object) -> Words:
    """Write the first letter as a capital, for the start of a sentence.

    Two letters that are one sound go together ("ij" becomes "IJ"), and the accent of the numeral
    "één" does not outlast the capital: "Eén".
    """
    first, *rest = [part for part in words(text).parts if part] or [""]
    if isinstance(first, Number):
        bare = None if first.bare is None else _capital(first.bare)
        return Words((replace(first, text=_capital(first.text), bare=bare), *rest))
    return Words((_capital(first), *rest))


def _capital(text: str) -> str:
    if text.startswith("ij"):
        return "IJ" + text[2:]
    if text.startswith("één"):
        return "Eén" + text[3:]
    return text[:1].upper() + text[1:]
