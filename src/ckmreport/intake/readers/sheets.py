"""Which sheet of a workbook holds the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.findings import Finding
from ckmreport.intake.readers.grid import Area
from ckmreport.intake.readers.header import TOP, Known, score

#: The sheets of this project's own exports; the second only explains the first.
ANSWERS_SHEET, CODEBOOK_SHEET = "antwoorden", "codeboek"


@dataclass(frozen=True)
class Sheet:
    """A sheet with something in it; its cells as the reader gives them, and which are one."""

    name: str
    hidden: bool
    rows: Sequence[Sequence[Any]]
    merged: Sequence[Area] = ()

    @property
    def top(self) -> list[list[str]]:
        """The first rows as text."""
        return [[" ".join(str(cell).split()) for cell in row] for row in self.rows[:TOP]]


def choose_sheet(sheets: Sequence[Sheet], known: Known, path: Path, wanted: str | None) -> Sheet:
    """Give the sheet with the answers.

    It is the one that somebody names, or the only visible one that has headings which are known.

    Raises:
        CkmError: names the sheets, if there is no such sheet, or more than one or none may be it.
    """
    if wanted is not None:
        for sheet in sheets:
            if sheet.name == wanted:
                return sheet
        raise _ask(f"there is no sheet “{wanted}” with something in it", sheets, path)
    visible = [sheet for sheet in sheets if not sheet.hidden]
    scores = {sheet.name: score(sheet.top, known) for sheet in sheets}
    most = max(scores.values(), default=0)
    if not most:
        if len(visible) == 1 or {sheet.name for sheet in visible} == {
            ANSWERS_SHEET,
            CODEBOOK_SHEET,
        }:
            return visible[0]
        raise _ask("no sheet has headings that the questionnaire knows", sheets, path)
    found = [sheet for sheet in visible if 2 * scores[sheet.name] >= most]
    if len(found) == 1:
        return found[0]
    if found:
        raise _ask("more than one sheet may hold the answers", found, path)
    raise _ask("the answers seem to be on a sheet that is hidden", sheets, path)


def other_sheets(sheets: Sequence[Sheet], chosen: Sheet) -> tuple[Finding, ...]:
    """Say which sheets were left out."""
    others = [s for s in sheets if s is not chosen and s.name != CODEBOOK_SHEET]
    if not others:
        return ()
    listed = ", ".join(
        f"“{sheet.name}” ({'verborgen, ' if sheet.hidden else ''}{len(sheet.rows)} rijen)"
        for sheet in others
    )
    return (
        Finding(
            severity="note",
            check="other-sheet",
            column="",
            rows=(),
            value="",
            message=f"Alleen het blad “{chosen.name}” is gelezen, en niet {listed}.",
            advice="Staan de antwoorden op een ander blad, noem dat dan met --sheet.",
        ),
    )


def _ask(problem: str, sheets: Sequence[Sheet], path: Path) -> CkmError:
    listed = ", ".join(
        f"“{sheet.name}”{' (hidden)' if sheet.hidden else ''}, {len(sheet.rows)} rows"
        for sheet in sheets
    )
    return CkmError(
        f"{problem}; the file has {listed or 'no sheet with anything in it'}",
        place=path,
        advice='Name the one with the answers, as --sheet "Blad1"',
    )
