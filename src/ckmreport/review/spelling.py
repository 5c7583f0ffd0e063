"""Words that are in no dictionary.

The dictionary is OpenTaal's, as `dictionary/README.md` says, read by Hunspell. It joins compounds
as Dutch does, and loading it takes a third of a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from hunspell import Hunspell
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from ckmreport.review.sentences import FILLED

#: Words of the field and names, one a line; in the data folder.
WORD_LIST = "woordenlijst.txt"
_DICTIONARY = str(Path(__file__).parent / "dictionary")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*-?")
#: What OpenTaal's list does not have, and the official one has.
_LACKING = ("Eén",)
#: The shortest part of a compound that the dictionary does not join. Of typing errors that it
#: finds, parts of four letters let one in fifty through ("beneeden"), these one in two hundred.
_PART = 5
_LINKS = ("", "s")
#: Lengths from which a word may differ from the one that was meant by a letter, and by one more.
_ONE_MORE_ERROR = (5, 9)


class Spelling:
    """The dictionary, with words that are added to it; names also in their genitive."""

    def __init__(self, added: Iterable[str] = ()) -> None:
        # The path is UTF-8 wherever this runs; the locale may say otherwise.
        self._dictionary = Hunspell("nl", hunspell_data_dir=_DICTIONARY, system_encoding="utf-8")
        for word in {*_LACKING, *added}:
            name = (f"{word}s", f"{word}'s") if word[0].isupper() else ()
            for form in (word, *name):
                self._dictionary.add(form)
        self._spells = cache(self._dictionary.spell)
        self._met: set[str] = set()

    def unknown_words(self, text: str) -> Iterator[str]:
        """Give the words of a text that are in no dictionary, in order.

        What touches an expression or holds a digit is no word, and what is in capitals throughout
        is an abbreviation.
        """
        for token in text.split():
            if FILLED in token:
                continue
            for word in _WORD.findall(token):
                if self._knows(word.replace("’", "'")):
                    self._met.add(word.lower() if self._spells(word.lower()) else word)
                else:
                    yield word.rstrip("-")

    def suggestion(self, word: str) -> str | None:
        """Give the word that was probably meant.

        That is first a word of the texts that were read. Otherwise the dictionary is asked, which
        takes up to half a second; not for what starts with a capital: there it only knows names.
        """
        errors = sum(len(word) >= length for length in _ONE_MORE_ERROR)
        near = process.extractOne(
            word,
            sorted(self._met),
            scorer=DamerauLevenshtein.distance,
            processor=str.lower,
            score_cutoff=errors,
        )
        if near and errors:
            return str(near[0])
        return next(iter(self._dictionary.suggest(word)), None) if word.islower() else None

    def _knows(self, word: str) -> bool:
        if self._is_known_part(word):
            return True
        first, hyphen, rest = word.partition("-")
        if hyphen and not rest:  # "arbeids- en seksuele uitbuiting"
            return self._is_known_part(first) or self._is_known_part(first.removesuffix("s"))
        return bool(hyphen) and all(map(self._is_known_part, word.split("-")))

    def _is_known_part(self, word: str) -> bool:
        if word.isupper() or any(sign.isdigit() for sign in word) or self._spells(word):
            return True
        return any(
            word[:end].endswith(link)
            and self._spells(word[: end - len(link)])
            and self._spells(word[end:])
            for link in _LINKS
            for end in range(_PART + len(link), len(word) - _PART + 1)
        )


def listed_words(folder: Path) -> set[str]:
    """Read the list of a data folder: a word a line, comments behind #. It may have none."""
    path = folder / WORD_LIST
    if not path.is_file():
        return set()
    lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    return {word for line in lines for word in line.partition("#")[0].split()}
