"""Sentences that ask much of a reader.

A rule is here only if it is simple to tell and seldom wrong: of the eight hundred sentences of the
first report these name a dozen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ckmreport.review.sentences import FILLED, Sentence

#: Words without a rest. Guides to plain Dutch ask for some fifteen on average, and let a single
#: sentence be longer; twice as many is where it is always worth a look.
LONGEST = 30
#: Words of a clause "Wie …" before the verb of which it is the subject; shorter ones read well.
LONGEST_OPENING = 8
#: Passives in one sentence; two are often a rule and its exception.
MOST_PASSIVES = 2

_WORD = re.compile(rf"[\w{FILLED}]\S*")
#: Where a reader can rest: after a sentence, or between main clauses.
_REST = re.compile(r"[;:](?=\s)")
_OPENING = re.compile(r"Wie\s[^,?]+(?=,)")
_BOTH_FORMS = re.compile(r"\bbij seksuele\b(?:(?!bij seksuele).)*?\bbij criminele\b")
#: The function that writes "30% bij seksuele en 34% bij criminele uitbuiting".
_WRITES_BOTH = "by_form("
_PASSIVE = re.compile(r"\b(?:wordt|worden|werd|werden|geworden)\b")


def hard_to_read(sentence: Sentence) -> Iterator[str]:
    """Give what makes a sentence hard to read."""
    text = sentence.text
    longest = max(len(_WORD.findall(part)) for part in _REST.split(text))
    if longest > LONGEST:
        yield f"{longest} words without a rest; {LONGEST} is much: {_start(text)}"
    opening = None if text.endswith("?") else _OPENING.match(text)
    if opening and (length := len(_WORD.findall(opening[0]))) > LONGEST_OPENING:
        yield f"opens with 'Wie' and {length - 1} words before its verb: {_start(text)}"
    forms = len(_BOTH_FORMS.findall(text))
    forms += sum(code.count(_WRITES_BOTH) for code in sentence.expressions)
    if forms > 1:
        yield f"{forms} times 'bij seksuele … bij criminele' in one sentence: {_start(text)}"
    if (passives := len(_PASSIVE.findall(text))) > MOST_PASSIVES:
        yield f"{passives} times 'worden' in one sentence: {_start(text)}"


def _start(text: str) -> str:
    """Give the first words of a sentence, to find it by."""
    words = text.replace(FILLED, "…").split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")
