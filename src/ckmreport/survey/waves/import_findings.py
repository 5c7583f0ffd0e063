"""What the checks found when a wave was added, as its folder keeps it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ckmreport.foundation.errors import CkmError

FILE = "checks.json"
SCHEMA = 1


@dataclass(frozen=True)
class RecordedFinding:
    """One thing that a check noticed; `message` is a Dutch sentence for readers.

    `check` names the kind of check, `column` the column or question, and `rows` are row numbers
    of the export.
    """

    severity: Literal["error", "warning", "note"]
    check: str
    column: str
    rows: tuple[int, ...]
    message: str


@dataclass(frozen=True)
class RecordedChecks:
    """All findings of a wave, and how many rows of answers its export had."""

    rows: int
    findings: tuple[RecordedFinding, ...]

    @property
    def warnings(self) -> tuple[RecordedFinding, ...]:
        """The findings that a reader of the report must know."""
        return tuple(finding for finding in self.findings if finding.severity == "warning")


def load_checks(path: Path) -> RecordedChecks | None:
    """Read the `checks.json` of a wave; None if the wave has none.

    Raises:
        CkmError: if the file is malformed.
    """
    if not path.is_file():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["schema"] != SCHEMA:
            raise ValueError("another schema")
        return RecordedChecks(
            int(content["rows"]), tuple(_finding(raw) for raw in content["findings"])
        )
    except (ValueError, KeyError, TypeError):
        raise CkmError(
            "this is no list of checks that ckm wrote",
            place=path,
            advice="Add the wave again with ckm wave add --replace",
        ) from None


def _finding(raw: Mapping[str, Any]) -> RecordedFinding:
    if raw["severity"] not in ("error", "warning", "note"):
        raise ValueError("unknown severity")
    return RecordedFinding(
        severity=raw["severity"],
        check=str(raw["check"]),
        column=str(raw["column"]),
        rows=tuple(int(row) for row in raw["rows"]),
        message=str(raw["message"]),
    )
