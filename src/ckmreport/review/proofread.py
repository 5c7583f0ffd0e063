"""Proofreading of a finished book before it is published."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ckmreport.errors import CkmError
from ckmreport.questionnaire import Questionnaire
from ckmreport.review.consistency import Contradiction, contradictions
from ckmreport.review.harvest import harvest
from ckmreport.review.ledger import Ledger
from ckmreport.review.manuscript_reader import read_manuscript
from ckmreport.review.readback import Deviation, read_back


def proofread(
    staged: Path,
    wave: str,
    questionnaire: Questionnaire,
    hashes: Mapping[str, Mapping[str, str]],
    *,
    html: Path | None,
    pdf: Path | None,
    front: Path | None = None,
) -> Ledger:
    """Give the ledger of a book, after holding the finished book against it.

    Args:
        staged: the staged book, with its executed notebooks.
        wave: the wave that the report is about.
        questionnaire: tells which questions have one answer.
        hashes: the checksums of what the report was computed from.
        html: the folder of the HTML book, if it was made.
        pdf: the PDF, if it was made.
        front: the PDF of the first chapter alone, if it was made.

    Raises:
        CkmError: for the first number that contradicts its source or another number, that is in
            the finished book and accounted for by nothing, or that the finished book lacks.
    """
    manuscript = read_manuscript(staged)
    ledger = harvest(manuscript, wave, hashes)
    found: list[Contradiction | Deviation] = [
        *contradictions(ledger, manuscript, questionnaire),
        *read_back(manuscript, staged, html, pdf, front),
    ]
    if found:
        error = found[0].as_error()
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise CkmError(f"{error.message}{more}", place=error.place, advice=error.advice)
    return ledger
