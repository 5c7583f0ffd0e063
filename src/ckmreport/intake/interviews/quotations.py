"""Coded passages of an interview, and their text as a person would read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal

from ckmreport.foundation.errors import CkmError

Unit = Literal["characters", "utf-16"]

_NAME_LENGTH = 12  # programs shorten names, each in its own way, but not to less


@dataclass(frozen=True)
class Text:
    """The plain text of an interview, and the project file that it comes from."""

    content: str
    path: Path


@dataclass(frozen=True)
class Passage:
    """A passage with its codes, by guid.

    `name` is what some programs write beside it: the text, whole or abbreviated. `text` is that
    of the interview, or None where the passage is no text (sound, image) or the text is not in
    the file.
    """

    guid: str
    codes: tuple[str, ...]
    start: int
    end: int
    name: str
    text: Text | None
    where: tuple[str, ...] = ()

    def overlaps(self, other: Passage) -> bool:
        """Tell whether two passages share text."""
        return self.text == other.text and self.start < other.end and other.start < self.end


def quoted(passages: Sequence[Passage]) -> list[str | None]:
    """Give the words of passages of one text, with white space made single spaces.

    Programs count positions in their own way: a Windows line ending as one character or two, a
    character outside the Unicode base plane (an emoji) as one or two. A way of counting fits when
    each passage begins and ends with whole words. Of those, the ones hold with which most
    passages begin as the names say that programs give them. Where these give different words, it
    is None: nobody can tell which words the consent is for.

    Raises:
        CkmError: if no way of counting fits; to quote a wrong passage is worse than to stop.
    """
    if not passages:
        return []
    text = passages[0].text
    if text is None or any(passage.text != text for passage in passages):
        raise ValueError("these are no passages of one text")
    ways = [
        way
        for way in _ways_of_counting(text.content)
        if all(_has_whole_words(*way, passage) for passage in passages)
    ]
    if not ways:
        raise CkmError(
            "a quotation with consent does not begin and end with whole words",
            place=text.path,
            advice="Code whole words with the consent; if they are, export the project again",
        )
    read = [[" ".join(_cut(*way, p.start, p.end).split()) for p in passages] for way in ways]
    named = [sum(map(_begins_as_named, words, passages)) for words in read]
    left = [words for words, number in zip(read, named, strict=True) if number == max(named)]
    return [found[0] if len(set(found)) == 1 else None for found in zip(*left, strict=True)]


def _ways_of_counting(content: str) -> Iterator[tuple[str, Unit]]:
    contents = [content]
    if "\r\n" in content:
        contents.append(content.replace("\r\n", "\n"))
    units: list[Unit] = ["characters"]
    if any(character > "\uffff" for character in content):
        units.append("utf-16")
    yield from product(contents, units)


def _cut(content: str, unit: Unit, start: int, end: int) -> str:
    if unit == "characters":
        return content[start:end]
    return content.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace")


def _has_whole_words(content: str, unit: Unit, passage: Passage) -> bool:
    words = _cut(content, unit, passage.start, passage.end)
    before = _cut(content, unit, max(passage.start - 1, 0), passage.start)
    after = _cut(content, unit, passage.end, passage.end + 1)
    if not words.strip():
        return False
    return not _splits_word(before, words[:1]) and not _splits_word(words[-1:], after)


def _begins_as_named(words: str, passage: Passage) -> bool:
    name = " ".join(passage.name.split())[:_NAME_LENGTH]
    return bool(name) and words.startswith(name)


def _splits_word(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum()
