"""A stranger who reads a finished book, and what of a wave he may come to know at most."""

from __future__ import annotations

import csv
import json
from itertools import combinations
from pathlib import Path

from ckmreport.analysis import Hidden, Share, Survey

#: How many respondents of how many.
Pair = tuple[int, int]


def read_book(book: Path, wave: str) -> dict[str, set[Pair]]:
    """Give, by file, how many of how many respondents of a wave a book speaks of."""
    found: dict[str, set[Pair]] = {}
    ledger = json.loads((book / "ledger.json").read_text("utf-8"))
    found["ledger.json"] = {
        (number["count"], number["base"])
        for number in ledger["numbers"]
        if number["wave"] == wave and number["count"] is not None and number["base"] is not None
    }
    for file in sorted((book / "tables").glob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as text:
            rows = list(csv.DictReader(text))
        found[file.name] = {
            (int(row[count]), int(row[base]))
            for row in rows
            if row.get("meting", wave) == wave
            for count, base in _columns(row)
            if row[count].isdigit() and row[base].isdigit()
        }
    return found


def _columns(row: dict[str, str]) -> list[tuple[str, str]]:
    """Give the columns of a table that hold a number and its base."""
    found = [(f"{name[:-3]}: aantal", name) for name in row if name.endswith(": n")]
    if "aantal" in row and "n" in row:
        found.append(("aantal", "n"))
    return [(count.replace(": :", ":"), base) for count, base in found if count in row]


def printable(survey: Survey, names: tuple[str, ...], together: tuple[str, ...]) -> set[Pair]:
    """Give how many of how many may be known: all that a wave gives to whoever asks.

    Args:
        survey: the wave.
        names: the questions of which the report gives shares by domain.
        together: questions whose mentions it takes together.
    """
    found: set[Pair] = set()
    for question in survey.wave.questionnaire:
        own = survey[question.name]
        out = [(), *((code,) for code in question.codes), ("0", "wn")]
        for answers in [
            own.without(*(code for code in one if code in question.codes)) for one in out
        ]:
            sums = survey.wave.questionnaire.sums.get(question.name, ())
            sets = [*map(tuple, sums), *combinations(question.codes, 1)]
            sets += combinations(question.codes, 2) if len(question.codes) < 14 else []
            for codes in sets:
                found |= _pairs(answers.any_of(*codes), answers.other_than(*codes))
    for name in names:
        question = survey.wave.questionnaire[name]
        for code in question.codes:
            for rule in (code, f"!{code}"):
                for group in survey.by("domein", {name: rule}).groups:
                    found |= _pairs(*group.cells)
    for code in survey.wave.questionnaire[together[0]].codes:
        for several in (together, *((one,) for one in together)):
            found |= _pairs(*(share for _, share in survey.mentions(*several, code=code).groups))
    return found


def _pairs(*shares: object) -> set[Pair]:
    """Give the shares that are shown, and the other parts of their bases."""
    assert all(isinstance(one, Share | Hidden) for one in shares)
    shown = [one for one in shares if isinstance(one, Share)]
    return {
        pair for one in shown for pair in ((one.count, one.base), (one.base - one.count, one.base))
    }
