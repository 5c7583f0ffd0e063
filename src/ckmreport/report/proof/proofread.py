"""Proofreading of a finished book before it is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ckmreport.foundation.errors import CkmError
from ckmreport.report.proof.consistency import Contradiction, contradictions
from ckmreport.report.proof.ledger import Ledger
from ckmreport.report.proof.ledger_builder import harvest
from ckmreport.report.proof.manuscript import Manuscript
from ckmreport.report.proof.number_check import Deviation, ReadBack
from ckmreport.survey.questionnaire import Questionnaire


@dataclass(frozen=True)
class Proof:
    """A book of which the notebooks and the HTML have been read, but not yet the PDFs.

    `ledger` is that of the book, if `finish` finds no fault.
    """

    ledger: Ledger
    _read_back: ReadBack
    _found: Sequence[Contradiction | Deviation]

    def finish(self, pdf: Path | None = None, front: Path | None = None) -> Ledger:
        """Give the ledger of the book, after reading the PDFs too.

        Args:
            pdf: the PDF, if it was made.
            front: the PDF of the first chapter alone, if it was made.

        Raises:
            CkmError: for the first number that contradicts its source or another number, that is
                in the finished book and accounted for by nothing, or that the finished book lacks.
        """
        found = list(self._found)
        if pdf is not None:
            found += self._read_back.pdf(pdf)
        if front is not None:
            found += self._read_back.pdf(front, front=True)
        if found:
            error = found[0].as_error()
            more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
            raise CkmError(f"{error.message}{more}", place=error.place, advice=error.advice)
        return self.ledger


def proofread(
    manuscript: Manuscript,
    staged: Path,
    wave: str,
    questionnaire: Questionnaire,
    hashes: Mapping[str, Mapping[str, str]],
    *,
    html: Path | None,
) -> Proof:
    """Hold a book against its executed notebooks; its PDFs may still be in the making.

    Args:
        manuscript: the text of the executed notebooks.
        staged: the staged book.
        wave: the wave that the report is about.
        questionnaire: tells which questions have one answer.
        hashes: the checksums of what the report was computed from.
        html: the folder of the HTML book, if it was made.
    """
    ledger = harvest(manuscript, wave, hashes)
    read_back = ReadBack.of(manuscript, staged, html)
    contradicting = contradictions(ledger, manuscript, questionnaire)
    return Proof(ledger, read_back, [*contradicting, *read_back.html()])
