"""Which value of a column is which answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from ckmreport.intake.matching.columns import OTHER
from ckmreport.intake.matching.mapping import NOT_TICKED, TICKED, UNKNOWN
from ckmreport.intake.matching.text_similarity import (
    EXACT,
    LEAST_LIKE_ANSWER,
    PUNCTUATION,
    bare,
    nearest,
    plain,
)
from ckmreport.intake.unread_values import NO_ANSWER_LABELS, is_unread, whole_number
from ckmreport.survey.questionnaire import NOT_ANSWERED, NOT_ASKED, Option, Question

#: What stands for no answer: the project's own codes, Qualtrics' "seen, not answered", SPSS'
#: empty value written as text, LimeSurvey's word for a question that was not shown, and how R,
#: pandas and databases write that there is nothing.
NO_ANSWER = frozenset(
    {NOT_ASKED, NOT_ANSWERED, "-99", "#NULL!", "N/A", "NA", "<NA>", "NaN", "nan", "NULL"}
)

_TICKED = frozenset(
    """1, y, yes, j, ja, x, true, waar, checked, selected, quoted, aangekruist, aangevinkt, gekozen,
    geselecteerd, genoemd, mentioned""".replace("\n   ", "").split(", ")
)
_NOT_TICKED = frozenset(
    """0, n, no, nee, false, onwaar, unchecked, not checked, not selected, not quoted,
    niet aangekruist, niet aangevinkt, niet gekozen, niet geselecteerd, niet genoemd,
    not mentioned""".replace("\n   ", "").split(", ")
)
#: In the order of preference where two serve equally well. A space only separates codes.
_SEPARATORS = (";", ",", "|", "\n")
_SPACE = " "
#: LimeSurvey's value for the option behind which respondents write what they mean.
_LIMESURVEY_OTHER = "-oth-"
#: The score of a value that the file declares missing under a label of unknown meaning.
_DECLARED = 90.0
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_DIGITS = re.compile(r"\d+")
#: What makes the opposite of a label: "Niet van toepassing" beside "Van toepassing".
_NEGATIONS = ("niet ", "not ", "geen ")
#: A scale runs the way of its codes when so many of its labels say so; the middle of one turned
#: around says the same.
_FIXED_BY = 2

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
    """The values that a column holds, with the labels and missing values the file declares.

    `uncoded` tells that the file writes labels or numbers of its own and no codes, so that a
    number is not a code by itself. `ticks_from_one` tells that it writes ticks as 1 and 2, and
    nobody can see which of the two is "chosen".
    """

    values: tuple[str, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    uncoded: bool = False
    ticks_from_one: bool = False

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Each value that is an answer, with its label or else itself."""
        known = dict.fromkeys([*self.labels, *self.values])
        return [(value, self.labels.get(value, value)) for value in known if value != ""]

    def stands_for_no_answer(self, value: str) -> bool:
        """Tell whether a value stands for no answer, unless its label is an answer."""
        return value in self.missing or whole_number(value) in NO_ANSWER

    def no_answer(self, value: str) -> Match:
        """Give the match of a value that stands for no answer; its label may leave that open."""
        label = self.labels.get(value)
        return _NONE if label is None or plain(label) in NO_ANSWER_LABELS else ("", _DECLARED)


def match_answers(question: Question, given: Given) -> Answers:
    """Match the values of a column with the options of its question.

    A label goes before a code, because a tool may number its options otherwise; a label that is
    an option is that answer, also where the file declares the value missing. A value that is
    like no option is UNKNOWN, and so are numbers that are codes beside numbers that are not.
    """
    find = _Finder(question, given)
    return _answers(_not_by_chance({value: find(value) for value, _ in given.answers}, given))


class _Finder:
    """Finds the option that a value of a column stands for."""

    def __init__(self, question: Question, given: Given) -> None:
        self.exact, self.near = codes_by_text(question.options), _choices(question.options)
        self.given = given
        self.other = OTHER if OTHER in question.codes else UNKNOWN

    def __call__(self, value: str) -> Match:
        labelled = value in self.given.labels
        text = self.given.labels.get(value, whole_number(value))
        if text == _LIMESURVEY_OTHER:
            return self.other, EXACT
        if is_unread(text):
            return UNKNOWN, EXACT
        found = _option(text, self.exact, self.near)
        if not self.given.stands_for_no_answer(value):
            return found
        if found[0] != UNKNOWN and (labelled or not _NUMBER.fullmatch(value)):
            return found
        # A number that the file declares missing, and that is a code of the questionnaire.
        return self.given.no_answer(value) if found[0] == UNKNOWN else ("", _DECLARED)


def _not_by_chance(found: dict[str, Match], given: Given) -> dict[str, Match]:
    """Take no number for a code because it happens to be equal to one.

    Where other numbers of the column are no code, or labels say that numbers stand for other
    codes, these are numbers of another kind. Where the file or the column has words instead of
    codes, a person must look: a scale of which only the ends have a label may run either way.
    """
    numbers = {
        value: target
        for value, (target, _) in found.items()
        if value not in given.labels and target != "" and _NUMBER.fullmatch(value)
    }
    told = {
        value: target
        for value, (target, _) in found.items()
        if value not in numbers and target not in ("", UNKNOWN)
    }
    same = [value for value, target in told.items() if plain(value) == plain(target)]
    coded = len(same) >= _FIXED_BY or any(not _NUMBER.fullmatch(value) for value in same)
    turned = any(
        value not in same and _NUMBER.fullmatch(value) and _NUMBER.fullmatch(target)
        for value, target in told.items()
    )
    if not numbers or (coded and not turned):
        return found
    if turned or UNKNOWN in numbers.values():
        return found | dict.fromkeys(numbers, (UNKNOWN, EXACT))
    if given.uncoded or told:
        return found | {value: (target, PUNCTUATION) for value, target in numbers.items()}
    return found


def match_ticks(option: Option, given: Given) -> Answers:
    """Match the values of a column about one option of a multiple-response question."""
    answers = [(value, given.labels.get(value, whole_number(value))) for value, _ in given.answers]
    texts = {plain(text) for _, text in answers}
    own = {plain(text) for text in (option.label, option.short, option.code)}
    found: dict[str, Match] = {}
    for value, text in answers:
        told = plain(text)
        if given.ticks_from_one and value not in given.labels and text == TICKED:
            found[value] = UNKNOWN, EXACT
        elif given.stands_for_no_answer(value) and told not in (_TICKED | _NOT_TICKED | own):
            found[value] = given.no_answer(value)
        elif told in _NOT_TICKED and (told not in own or texts & _TICKED):
            found[value] = NOT_TICKED, EXACT
        elif told in _TICKED or told in own:
            # "Nee" in a column about the option "Nee" may be that option, or "not ticked".
            found[value] = TICKED, PUNCTUATION if told in _NOT_TICKED else EXACT
        elif (opposite := _opposite(told, texts | own)) is not None:
            found[value] = opposite, PUNCTUATION
        elif near := nearest(text, {option.code: plain(option.label)}, LEAST_LIKE_ANSWER):
            found[value] = TICKED, near[1]
        elif value in (TICKED, NOT_TICKED) and not told.startswith(_NEGATIONS):
            # 0 and 1 are the custom, whatever their labels say; but that is for a person to see.
            found[value] = value, PUNCTUATION
        else:
            found[value] = UNKNOWN, EXACT
    return _answers(found)


def _opposite(text: str, texts: Collection[str]) -> str | None:
    """Tell what a text means of which the opposite stands among others; None if it has none."""
    if any(f"{word}{text}" in texts for word in _NEGATIONS):
        return TICKED
    for word in _NEGATIONS:
        if text.startswith(word) and text.removeprefix(word) in texts:
            return NOT_TICKED
    return None


def counts_from_one(given: Given) -> bool:
    """Tell whether a column about one option holds 2 and no 0, and no label says which is what."""
    values = {whole_number(value) for value in given.values if value not in given.labels}
    return "2" in values and NOT_TICKED not in values


def only_ticks(values: Iterable[str]) -> bool:
    """Tell whether all values are ways to write a tick, and none is a text of a respondent."""
    return all(plain(whole_number(value)) in _TICKED | _NOT_TICKED for value in values if value)


def match_parts(question: Question, given: Given) -> Answers:
    """Match cells that hold all ticked options of a question, with a separator between them.

    The separator is the one that leaves the fewest parts unknown or uncertain.
    """
    codes = {plain(code) for code in question.codes}
    find = _Finder(question, given)
    best: Answers | None = None
    fewest = 0
    for separator in (*_SEPARATORS, _SPACE):
        found: dict[str, Match] = {}
        for cell, _ in given.answers:
            whole = find(cell)
            if given.stands_for_no_answer(cell) and whole[0] in ("", UNKNOWN):
                found[cell] = whole
                continue
            for part in split_cell(cell, separator, lambda text: plain(text) in find.exact):
                found[part] = find(part)
        unsure = sum(target == UNKNOWN or likeness < EXACT for target, likeness in found.values())
        if separator == _SPACE and not codes.issuperset(map(plain, found)):
            continue
        if best is None or unsure < fewest:
            best, fewest = _answers(_not_by_chance(found, given), separator), unsure
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
    if _NUMBER.fullmatch(text):
        return UNKNOWN, EXACT  # -1 is not almost 1, and 25 not almost 2_5
    alike = {code for known, code in exact.items() if bare(known) == bare(text) != ""}
    if len(alike) == 1:
        return alike.pop(), PUNCTUATION
    numbers = set(_DIGITS.findall(text))
    likely = {
        code: label for code, label in near.items() if numbers.issuperset(_DIGITS.findall(label))
    }
    found = nearest(text, likely, LEAST_LIKE_ANSWER)
    return found if found else (UNKNOWN, EXACT)


def _choices(options: Iterable[Option]) -> dict[str, str]:
    return {option.code: plain(option.label) for option in options}
