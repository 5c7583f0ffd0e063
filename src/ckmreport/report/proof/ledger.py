"""The ledger of a report: every number and claim in its text, every figure and table."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
        id: stays the same between runs, and when other sentences change.
        value: as a reader sees it, for instance "23%" or "bijna een kwart van de respondenten".
        expression: the Python expression that gave it.
        count: how many respondents, where it is a share or a count.
        base: of how many, where it is a share.
        question: the variable in the questionnaire.
        counted: which answers were counted, in the words of the questionnaire.
        filter: of whom it was counted, in the words of the questionnaire.
        wave: the wave whose answers were counted.
        context: the key in `context.yml` of a figure that others published.
        source: who published it.
        explanation: what a reader is told who asks where the number comes from.
        where: "text", "caption", "alt" or "note" (a footnote).
        section: the label of the section it stands in.
        notebook: the chapter, relative to the project.
        cell: the cell it stands in, in the executed notebook.
        sentence: the sentence it stands in, as plain text.
    """

    id: str
    value: str
    expression: str
    count: int | None
    base: int | None
    question: str | None
    counted: str | None
    filter: str | None
    wave: str | None
    context: str | None
    source: str | None
    explanation: str | None
    where: str
    section: str
    notebook: str
    cell: str
    sentence: str


@dataclass(frozen=True)
class ClaimEntry:
    """One claim: its sentence, its condition, what the condition compared, whether it holds.

    `told` is false where the truth depends on a number that is not shown.
    """

    id: str
    sentence: str
    when: str
    values: Mapping[str, str]
    holds: bool
    told: bool
    section: str
    notebook: str
    cell: str


@dataclass(frozen=True)
class FigureEntry:
    """One figure or table with its caption and the data that it shows."""

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    section: str
    notebook: str
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
            numbers=tuple(Number(**entry) for entry in raw["numbers"]),
            claims=tuple(ClaimEntry(**entry) for entry in raw["claims"]),
            figures=tuple(_figure(entry) for entry in raw["figures"]),
        )
    except FileNotFoundError:
        raise CkmError("this report has no ledger", place=file, advice=advice) from None
    except (ValueError, KeyError, TypeError):
        raise CkmError(
            "this file is no ledger of this version of ckm", place=file, advice=advice
        ) from None


def _figure(entry: dict[str, Any]) -> FigureEntry:
    columns, rows = tuple(entry.pop("columns")), tuple(map(tuple, entry.pop("rows")))
    return FigureEntry(**entry, columns=columns, rows=rows)
