"""Finds the rows of a grid that say what its columns are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

#: Tells whether a text is one that the questionnaire or a survey tool gives a column.
Known = Callable[[str], bool]

#: The header is looked for in so many rows.
TOP = 25
#: What Qualtrics writes in its third header row.
_IMPORT_ID = '{"ImportId"'
#: What SurveyMonkey writes under a question that has one column.
_RESPONSES = frozenset(
    {"response", "open-ended response", "antwoord", "reactie", "open antwoord", "open reactie"}
)
_FEWEST_OPTIONS = 2


@dataclass(frozen=True)
class Header:
    """Where the header stands, counted from 0, and the names and labels that it gives.

    `end` is the first row of answers. `nameless` has the places of columns without a heading.
    """

    start: int
    end: int
    names: tuple[str, ...]
    labels: tuple[str, ...]
    nameless: frozenset[int]


def nothing_known(text: str) -> bool:
    """Know no text, so that the first row is the header."""
    del text
    return False


def find_header(top: Sequence[Sequence[str]], known: Known) -> Header:
    """Find the header in the first rows of a grid.

    - Qualtrics has names, texts and import ids; in Excel, or where somebody took a row out, fewer.
    - SurveyMonkey has questions, and under these the options, one for each column.
    - Above it may stand a title; it is at the row of which most cells are known.
    """
    rows = [[" ".join(cell.split()) for cell in row] for row in top] or [[]]
    start, end = _place(rows, known)
    names, labels = rows[start], rows[start + 1] if end - start > 1 else []
    if end - start == 1 and (joined := _with_options(rows, start, known)):
        return _header(start, end + 1, joined, [])
    if labels and _spaces(names) > _spaces(labels) and sum(map(bool, labels)) == len(labels):
        names, labels = labels, names  # texts first, then names
    return _header(start, end, names, labels)


def score(top: Sequence[Sequence[str]], known: Known) -> int:
    """Count the known texts in the row that has most of them."""
    return max((sum(map(known, filter(None, row))) for row in top), default=0)


def _header(start: int, end: int, names: Sequence[str], labels: Sequence[str]) -> Header:
    nameless = frozenset(place for place, name in enumerate(names) if not name)
    return Header(start, end, tuple(names), tuple(labels) or ("",) * len(names), nameless)


def _place(rows: Sequence[Sequence[str]], known: Known) -> tuple[int, int]:
    """Give the first row of the header, and the row after its last."""
    for place, row in enumerate(rows):
        if any(cell.startswith(_IMPORT_ID) for cell in row):
            return max(place - 2, 0), place + 1
    counts = [sum(map(known, filter(None, row))) for row in rows]
    most = max(counts, default=0)
    if not most:
        first = next((place for place, row in enumerate(rows) if any(row)), 0)
        return first, first + 1
    place = next(number for number, count in enumerate(counts) if 2 * count >= most)
    if place and _heads(rows[place - 1], rows[place]):
        return place - 1, place + 1
    if place + 1 < len(rows) and 2 * counts[place + 1] >= most:
        return place, place + 2
    return place, place + 1


def _heads(names: Sequence[str], texts: Sequence[str]) -> bool:
    """Tell whether a row gives a name of its own to every column that has a text below it."""
    given = [name for name, text in zip(names, texts, strict=True) if text]
    return all(given) and len(set(given)) == len(given)


def _with_options(rows: Sequence[Sequence[str]], start: int, known: Known) -> list[str]:
    """Join questions and the options under them; [] if no options stand under the questions."""
    if start + 1 >= len(rows):
        return []
    joined, options, answers = [], 0, 0
    for question, option, given in _filled(rows[start], rows[start + 1]):
        if option.casefold() in _RESPONSES:
            answers += 1
            joined.append(given)
        elif option:
            options += known(f"{question} - {option}")
            joined.append(f"{question} - {option}")
        else:
            joined.append(given)
    return joined if options >= _FEWEST_OPTIONS or answers >= _FEWEST_OPTIONS else []


def _filled(questions: Sequence[str], options: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Give the question above each cell, the cell, and the heading as it stands there."""
    question = ""
    for given, option in zip(questions, options, strict=True):
        question = given or question
        yield question, option, given


def _spaces(texts: Sequence[str]) -> int:
    return sum(" " in text for text in texts)
