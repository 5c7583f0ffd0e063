"""Proofreading of a finished book before it is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ckmreport.foundation.errors import CkmError
from ckmreport.report.proof.beside_pages import unlike_pages
from ckmreport.report.proof.consistency import Contradiction, contradictions
from ckmreport.report.proof.ledger import Ledger
from ckmreport.report.proof.ledger_builder import build_ledger
from ckmreport.report.proof.number_check import Deviation, ReadBack
from ckmreport.report.proof.pdf_text import PdfText, read_pdf
from ckmreport.report.render.book import read_book
from ckmreport.report.render.notebook import read_notebook
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
        """Give the ledger of the book, with the pages of its PDF, after reading the PDFs too.

        Args:
            pdf: the PDF, if it was made.
            front: the PDF of the first chapter alone, if it was made.

        Raises:
            CkmError: for the first number that contradicts its source or another number, that is
                in the finished book and accounted for by nothing, or that the finished book lacks.
        """
        found, pages = list(self._found), dict[str, int]()
        if pdf is not None:
            text = self._text(pdf)
            found += self._read_back.pdf(text, pdf.name)
            pages |= self._read_back.page_numbers(text)
        if front is not None:
            found += self._read_back.pdf(self._text(front), front.name, front=True)
        if found:
            error = found[0].as_error()
            more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
            raise CkmError(f"{error.message}{more}", place=error.place, advice=error.advice)
        numbers = tuple(replace(one, page=pages.get(one.id)) for one in self.ledger.numbers)
        return replace(self.ledger, numbers=numbers)

    def _text(self, pdf: Path) -> PdfText:
        pages = self._read_back.pages.values()
        titles = {label: title for page in pages for label, title in page.titles.items()}
        return read_pdf(pdf, titles, self._read_back.book.title)


def proofread(
    staged: Path,
    wave: str,
    questionnaire: Questionnaire,
    hashes: Mapping[str, Mapping[str, str]],
    *,
    html: Path,
) -> Proof:
    """Hold a book against its executed notebooks; its PDFs may still be in the making.

    Args:
        staged: the staged book.
        wave: the wave that the report is about.
        questionnaire: tells which questions have one answer.
        hashes: the checksums of what the report was computed from.
        html: the folder of the HTML book.

    Raises:
        CkmError: if an executed notebook cannot be read.
    """
    book = read_book(staged)
    chapters = {c.path: read_notebook(staged, c.path).cells for c in book.chapters}
    ledger = build_ledger(chapters, wave, hashes)
    read_back = ReadBack.of(book, ledger, chapters, html)
    contradicting = contradictions(ledger, chapters, questionnaire)
    found: list[Contradiction | Deviation] = [
        *contradicting,
        *read_back.html(),
        *unlike_pages(book, read_back.pages, html),
    ]
    printed = read_back.sentences()
    numbers = (replace(one, sentence=printed.get(one.id, one.sentence)) for one in ledger.numbers)
    return Proof(replace(ledger, numbers=tuple(numbers)), read_back, found)
