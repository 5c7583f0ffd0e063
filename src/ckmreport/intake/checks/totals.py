"""Rows that are no respondent but say something about all of them: totals, headers, notes."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ckmreport.intake.column_operations import Mask, matching, rows_of
from ckmreport.intake.export import Export
from ckmreport.intake.findings import Finding
from ckmreport.intake.recoding import Canonical

_TOTALS = frozenset(
    """totaal, totalen, subtotaal, eindtotaal, som, gemiddelde, gem., aantal, mediaan, total,
    grand total, sum, average, mean, count, median, n""".replace("\n   ", "").split(", ")
)
#: So many cells equal to the names of their columns are a header that stands there again.
_LEAST_NAMES = 3


def check_totals(export: Export, canonical: Canonical) -> Iterator[Finding]:
    """Look for rows with totals, for the header once more, and for notes below the answers."""
    frame = export.frame
    filled = sum(((frame[name] != "").astype(int) for name in frame), start=0)
    lone = pd.Series(filled, frame.index) == 1
    said = [frame[m.column] for m in canonical.mapping.columns if m.role != "question"]
    total = _any(frame, [matching(column, _is_total) for column in said])
    answered = _any(frame, [frame[m.column] != "" for m in canonical.mapping.with_role("question")])
    # A word in an answer of somebody's own is no total; beside answers it must be the number.
    numbers = [frame[m.column] for m in canonical.mapping.with_role("respondent")]
    total &= ~answered | _any(frame, [matching(column, _is_total) for column in numbers])
    note = lone & ~answered & ~total & _any(frame, [matching(column, _is_note) for column in said])
    named = [frame[c.name] == c.name for c in export.columns if c.name in frame[c.name].unique()]
    names = sum((mask.astype(int) for mask in named), start=0)
    again = pd.Series(names, frame.index) >= _LEAST_NAMES
    for check, found, what in (
        ("total-row", total, "Er is een rij met een totaal of gemiddelde bij."),
        ("note-row", note, "Er is een rij met alleen een opmerking bij."),
        ("header-again", again, "De namen van de kolommen staan nog eens tussen de antwoorden."),
    ):
        if rows := rows_of(found):
            yield Finding(
                severity="error",
                check=check,
                column="",
                rows=rows,
                value="",
                message=what,
                advice="Zo'n rij is geen respondent: verwijder haar uit de export.",
            )


def _any(frame: pd.DataFrame, masks: list[Mask]) -> Mask:
    found = pd.Series(False, index=frame.index)
    for mask in masks:
        found |= mask
    return found


def _is_total(value: str) -> bool:
    word, _, rest = value.casefold().rstrip(":").partition("=")
    return word.rstrip(" :") in _TOTALS and not rest.strip(" 0123456789.,%")


def _is_note(value: str) -> bool:
    """Tell whether a text is a sentence, as no number of a respondent is."""
    return " " in value and any(character.isalpha() for character in value)
