"""Which value of a column is which answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ckmreport.intake.matching.mapping import NOT_TICKED, TICKED, UNKNOWN
from ckmreport.intake.matching.text_similarity import (
    EXACT,
    LEAST_LIKE_ANSWER,
    PUNCTUATION,
    bare,
    nearest,
    plain,
)
from ckmreport.survey.questionnaire import NOT_ANSWERED, NOT_ASKED, Option, Question

#: What stands for no answer: the project's own codes, Qualtrics' "seen, not answered", SPSS'
#: empty value written as text, and LimeSurvey's word for a question that was not shown.
NO_ANSWER = frozenset({NOT_ASKED, NOT_ANSWERED, "-99", "#NULL!", "N/A"})

_TICKED = frozenset(
    """1, y, yes, j, ja, x, true, waar, checked, selected, quoted, aangekruist, aangevinkt, gekozen,
    geselecteerd""".replace("\n   ", "").split(", ")
)
_NOT_TICKED = frozenset(
    """0, n, no, nee, false, onwaar, unchecked, not checked, not selected, not quoted,
    niet aangekruist, niet aangevinkt, niet gekozen, niet geselecteerd""".replace(
        "\n   ", ""
    ).split(", ")
)
#: In the order of preference where two serve equally well.
_SEPARATORS = (";", ",", "|", "\n")

Match = tuple[str, float]  # the target of a value, and the score
_NONE: Match = ("", EXACT)


@dataclass(frozen=True)
class Answers:
    """The target of each value of a column, and how well the value matched (0 to 100)."""

    values: Mapping[str, str]
    scores: Mapping[str, float]
    separator: str = ""

    @property
    def score(self) -> float:
        """The score of the poorest match."""
        return min(self.scores.values(), default=EXACT)


@dataclass(frozen=True)
class Given:
    """The values that a column holds, with the labels and missing values the file declares."""

    values: tuple[str, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Each value that is an answer, with its label or else itself."""
        known = dict.fromkeys([*self.labels, *self.values])
        return [(value, self.labels.get(value, value)) for value in known if value != ""]

    def is_no_answer(self, value: str) -> bool:
        """Tell whether a value stands for no answer."""
        return value in self.missing or value in NO_ANSWER


def match_answers(question: Question, given: Given) -> Answers:
    """Match the values of a column with the options of its question.

    A label goes before a code, because a tool may number its options otherwise. A value that is
    like no option is UNKNOWN.
    """
    exact, near = codes_by_text(question.options), _choices(question.options)
    found = {
        value: _NONE if given.is_no_answer(value) else _option(text, exact, near)
        for value, text in given.answers
    }
    return _answers(found)


def match_ticks(option: Option, given: Given) -> Answers:
    """Match the values of a column about one option of a multiple-response question."""
    answers = given.answers
    texts = {plain(text) for _, text in answers}
    own = {plain(text) for text in (option.label, option.short, option.code)}
    found: dict[str, Match] = {}
    for value, text in answers:
        told = plain(text)
        if given.is_no_answer(value):
            found[value] = _NONE
        elif told in _NOT_TICKED and (told not in own or texts & _TICKED):
            found[value] = NOT_TICKED, EXACT
        elif told in _TICKED or told in own:
            # "Nee" in a column about the option "Nee" may be that option, or "not ticked".
            found[value] = TICKED, PUNCTUATION if told in _NOT_TICKED else EXACT
        elif near := nearest(text, {option.code: plain(option.label)}, LEAST_LIKE_ANSWER):
            found[value] = TICKED, near[1]
        elif value in (TICKED, NOT_TICKED):
            # 0 and 1 are the custom, whatever their labels say; but that is for a person to see.
            found[value] = value, PUNCTUATION
        else:
            found[value] = UNKNOWN, EXACT
    return _answers(found)


def match_parts(question: Question, given: Given) -> Answers:
    """Match cells that hold all ticked options of a question, with a separator between them.

    The separator is the one that leaves the fewest parts unknown.
    """
    exact, near = codes_by_text(question.options), _choices(question.options)
    best: Answers | None = None
    fewest = 0
    for separator in _SEPARATORS:
        found: dict[str, Match] = {}
        for cell, _ in given.answers:
            if given.is_no_answer(cell):
                found[cell] = _NONE
                continue
            for part in split_cell(cell, separator, lambda text: plain(text) in exact):
                found[part] = _option(given.labels.get(part, part), exact, near)
        unknown = sum(target == UNKNOWN for target, _ in found.values())
        if best is None or unknown < fewest:
            best, fewest = _answers(found, separator), unknown
    assert best is not None
    return best


def split_cell(cell: str, separator: str, known: Callable[[str], bool]) -> list[str]:
    """Split a cell into the options that it holds.

    An option may hold the separator itself, so the longest run of pieces that is a known option
    goes first; a piece that belongs to none stands by itself.
    """
    pieces = cell.split(separator)
    parts: list[str] = []
    start = 0
    while start < len(pieces):
        for end in range(len(pieces), start, -1):
            part = separator.join(pieces[start:end]).strip()
            if end == start + 1 or known(part):
                break
        if part:
            parts.append(part)
        start = end
    return parts


def codes_by_text(options: Iterable[Option]) -> dict[str, str]:
    """Give the code for every text, made plain, that stands for one option only."""
    found: dict[str, set[str]] = {}
    for option in options:
        for text in {plain(option.code), plain(option.label), plain(option.short)}:
            found.setdefault(text, set()).add(option.code)
    return {text: codes.pop() for text, codes in found.items() if len(codes) == 1}


def _answers(found: Mapping[str, Match], separator: str = "") -> Answers:
    targets = {value: target for value, (target, _) in found.items()}
    return Answers(targets, {value: score for value, (_, score) in found.items()}, separator)


def _option(text: str, exact: Mapping[str, str], near: Mapping[str, str]) -> Match:
    """Give the code of the option that a text means, and the score; UNKNOWN scores as exact."""
    if code := exact.get(plain(text)):
        return code, EXACT
    alike = {code for known, code in exact.items() if bare(known) == bare(text) != ""}
    if len(alike) == 1:
        return alike.pop(), PUNCTUATION
    found = nearest(text, near, LEAST_LIKE_ANSWER)
    return found if found else (UNKNOWN, EXACT)


def _choices(options: Iterable[Option]) -> dict[str, str]:
    return {option.code: plain(option.label) for option in options}
