"""Who were interviewed, by functional domain."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from ckmreport.foundation.errors import CkmError

_COLUMNS = ["domain", "label", "interviewees"]


@dataclass(frozen=True)
class Interviewees:
    """Interviewed persons from one domain; `label` may be finer than the domain's own."""

    domain: str
    label: str
    persons: int


def load_interviewees(path: Path) -> tuple[Interviewees, ...]:
    """Read the `interviews.csv` of a wave (domain, label, interviewees); absent means none.

    Raises:
        CkmError: names the line that has another number of fields, or whose number of persons
            is not a number.
    """
    if not path.exists():
        return ()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        raise CkmError("this file is not UTF-8", place=path, advice="Save it as UTF-8") from None
    rows = csv.reader(lines)
    if next(rows, []) != _COLUMNS:
        raise CkmError(f"the columns must be {', '.join(_COLUMNS)}", place=f"{path}, line 1")
    return tuple(_interviewees(row, f"{path}, line {rows.line_num}") for row in rows)


def _interviewees(row: list[str], place: str) -> Interviewees:
    if len(row) != len(_COLUMNS):
        raise CkmError(f"this line must have {len(_COLUMNS)} fields", place=place)
    domain, label, persons = row
    if not persons.isdecimal():
        raise CkmError(f"'{persons}' is not a number of persons", place=place)
    return Interviewees(domain, label, int(persons))
