"""The ledger of a report: every number and claim in its text, every figure and table."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ckmreport.foundation.errors import CkmError
from ckmreport.presentation.tables.table_data import Cell

LEDGER = "ledger.json"


@dataclass(frozen=True)
class Number:
    """One number in the text, as printed, and where it comes from.

    Attributes:
        id: stays the same between runs, and when other sentences or answers change.
        chapter: the notebook, relative to the project.
        cell: the cell it stands in, in the executed notebook.
        expression: the Python expression that gave it.
        value: as a reader sees it, for instance "23%" or "bijna een kwart van de respondenten".
        kind: share, count, sum, test, estimate, figure of others or about this report.
        count: how many, where it is a share, a count or a sum, and not suppressed.
        base: of how many, where it is a share.
        asked: how many respondents were asked, where that may be told.
        answered: how many of them answered, where that may be told.
        questions: the variables in the questionnaire.
        codes: the answers that were counted.
        negated: whether those were counted who gave none of these answers.
        left_out: the answers that keep respondents out of the base, with how many gave them;
            None where that may not be told.
        group: who is in the base, besides having answered, as "question = code".
        recipe: the expression that counts it again from the rows; see `analysis.recipe`.
        page: the page of the PDF on which it stands first; None before the PDF is made, and for
            what stands in no text of it, such as an alt text.
        sentence: the sentence it stands in, as plain text.
        wave: the wave whose answers were counted.
        suppressed: why the number itself is not given; None where it is.
        identity: what it is, the same in every wave and wherever it stands.
        counted: which answers were counted, in the words of the questionnaire.
        asked_of: of whom it was counted, in the words of the questionnaire.
        source: who published a figure of others.
        where: "text", "caption", "alt" or "note" (a footnote).
        section: the label of the section it stands in.
    """

    id: str
    chapter: str
    cell: str
    expression: str
    value: str
    kind: str
    count: int | None
    base: int | None
    asked: int | None
    answered: int | None
    questions: tuple[str, ...]
    codes: tuple[str, ...]
    negated: bool
    left_out: Mapping[str, int | None]
    group: str | None
    recipe: str | None
    page: int | None
    sentence: str
    wave: str
    suppressed: str | None
    identity: str
    counted: str
    asked_of: str
    source: str | None
    where: str
    section: str


@dataclass(frozen=True)
class ClaimEntry:
    """One claim: its sentence, its condition, what the condition compared, whether it holds.

    `told` is false where the truth depends on a number that is not shown. `alternatives` gives
    all that a chosen sentence was chosen from: sentence, condition, and whether that holds.
    """

    id: str
    sentence: str
    when: str
    values: Mapping[str, str]
    holds: bool
    told: bool
    section: str
    chapter: str
    cell: str
    alternatives: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class FigureEntry:
    """One figure or table with its caption and the data that it shows."""

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    section: str
    chapter: str
    cell: str


@dataclass(frozen=True)
class Ledger:
    """All that a report says in numbers; `hashes` are those of what it was computed from."""

    wave: str
    hashes: Mapping[str, Mapping[str, str]]
    numbers: tuple[Number, ...]
    claims: tuple[ClaimEntry, ...]
    figures: tuple[FigureEntry, ...]

    def as_json(self) -> str:
        """Give the content of `ledger.json`; the same ledger gives the same text."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def write_ledger(ledger: Ledger, folder: Path) -> Path:
    """Write the ledger into the folder of a book."""
    file = folder / LEDGER
    file.write_text(ledger.as_json(), encoding="utf-8")
    return file


def read_ledger(folder: Path) -> Ledger:
    """Read the ledger of a book.

    Raises:
        CkmError: if the book has none, or one of another version of this program.
    """
    file = folder / LEDGER
    advice = f"Make it with: ckm report {folder.name}"
    try:
        raw: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return Ledger(
            wave=raw["wave"],
            hashes=raw["hashes"],
            numbers=tuple(map(number_from, raw["numbers"])),
            claims=tuple(map(claim_from, raw["claims"])),
            figures=tuple(_figure(entry) for entry in raw["figures"]),
        )
    except FileNotFoundError:
        raise CkmError("this report has no ledger", place=file, advice=advice) from None
    except (ValueError, KeyError, TypeError):
        raise CkmError(
            "this file is no ledger of this version of ckm", place=file, advice=advice
        ) from None


def number_from(entry: Mapping[str, Any]) -> Number:
    """Give the number that an entry of `ledger.json` describes."""
    lists = {name: tuple(entry[name]) for name in ("questions", "codes")}
    return Number(**{**entry, **lists})


def claim_from(entry: Mapping[str, Any]) -> ClaimEntry:
    """Give the claim that an entry of `ledger.json` describes."""
    return ClaimEntry(**{**entry, "alternatives": tuple(entry["alternatives"])})


def _figure(entry: dict[str, Any]) -> FigureEntry:
    columns, rows = tuple(entry.pop("columns")), tuple(map(tuple, entry.pop("rows")))
    return FigureEntry(**entry, columns=columns, rows=rows)
