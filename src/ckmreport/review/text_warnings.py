"""What to look at in texts: words that are in no dictionary, sentences that are hard to read.

These are warnings, because a program cannot tell: a word may be a name, and a long sentence clear.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ckmreport.foundation.errors import CkmError
from ckmreport.review.readability import hard_to_read
from ckmreport.review.reader_texts import ReaderText, names_of_municipality, reader_texts
from ckmreport.review.sentences import Sentence, sentences
from ckmreport.review.source_checks import Finding
from ckmreport.review.spelling import Spelling, listed_words


@dataclass(frozen=True)
class UnknownWord:
    """A word that is in no dictionary, the place where it stands first, and how many follow."""

    place: str
    word: str
    others: int
    spelling: Spelling

    def __str__(self) -> str:
        """Say what is wrong, and what may be meant: that is looked up only here, for it is slow."""
        meant = self.spelling.suggestion(self.word)
        advice = f"; do you mean '{meant}'?" if meant else ""
        more = f" ({self.others} more)" if self.others else ""
        return f"{self.place}: '{self.word}' is in no dictionary{advice}{more}"


@dataclass(frozen=True)
class TextWarnings:
    """What to look at, by kind and in the order of the texts."""

    unknown_words: list[UnknownWord]
    hard_to_read: list[Finding]


def text_warnings(project: Path, data: Path) -> TextWarnings:
    """Look at all texts of a project and its data folder.

    The words in the lists of both are known, and so are the names of the municipality.

    Raises:
        CkmError: if a notebook cannot be read.
    """
    added = {word for folder in (project / "data", data) for word in listed_words(folder)}
    for name in names_of_municipality(data):
        added |= {*name.split()}
    spelling = Spelling(added)
    places: dict[str, list[str]] = {}
    hard: list[Finding] = []
    for text in reader_texts(project, data):
        for sentence in _sentences(text):
            place = text.place_of(sentence.line)
            hard += (Finding(place, message) for message in hard_to_read(sentence))
            for word in spelling.unknown_words(sentence.text):
                places.setdefault(word, []).append(place)
    unknown = [
        UnknownWord(found[0], word, len(found) - 1, spelling) for word, found in places.items()
    ]
    return TextWarnings(unknown, hard)


def _sentences(text: ReaderText) -> Iterator[Sentence]:
    """Read a text; where an expression in it is malformed, other checks name it."""
    try:
        yield from sentences(text.source)
    except CkmError:
        return
