"""From executed notebooks to the ledger: what the engine wrote down in their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ckmreport.report.execute.markdown.cell_options import CAPTIONS
from ckmreport.report.execute.markdown.sentences import section_at
from ckmreport.report.execute.markdown.spans import without_spans
from ckmreport.report.proof.ledger import (
    ClaimEntry,
    FigureEntry,
    Ledger,
    Number,
    claim_from,
    number_from,
)
from ckmreport.report.render.notebook import Cell

#: The cells of each executed notebook, by its path and in the order of the book.
Chapters = Mapping[str, Sequence[Cell]]


def build_ledger(chapters: Chapters, wave: str, hashes: Mapping[str, Mapping[str, str]]) -> Ledger:
    """Give the ledger of a book; pages and printed sentences are added by proofreading."""
    return Ledger(
        wave=wave,
        hashes=hashes,
        numbers=tuple(_numbers(chapters)),
        claims=tuple(_claims(chapters)),
        figures=tuple(_figures(chapters)),
    )


def _numbers(chapters: Chapters) -> Iterator[Number]:
    for chapter, cells in chapters.items():
        for cell in cells:
            for note in cell.notes.get("numbers", ()):
                yield number_from({"chapter": chapter, "cell": cell.id, "page": None, **note})


def _claims(chapters: Chapters) -> Iterator[ClaimEntry]:
    for chapter, cells in chapters.items():
        for cell in cells:
            for note in cell.notes.get("claims", ()):
                yield claim_from({"chapter": chapter, "cell": cell.id, **note})


def _figures(chapters: Chapters) -> Iterator[FigureEntry]:
    for chapter, cells in chapters.items():
        section = ""
        for cell in cells:
            if cell.kind == "markdown":
                section = section_at(cell.source, len(cell.source), section)
            if not cell.shown or cell.label is None:
                continue
            table = cell.table or {"columns": [], "rows": []}
            yield FigureEntry(
                id=cell.label,
                caption=without_spans(_caption(cell)),
                columns=tuple(table["columns"]),
                rows=tuple(map(tuple, table["rows"])),
                section=section,
                chapter=chapter,
                cell=cell.id,
            )


def _caption(cell: Cell) -> str:
    return next((str(cell.options[key]) for key in CAPTIONS if key in cell.options), "")
