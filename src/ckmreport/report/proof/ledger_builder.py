"""From the text of an executed book to its ledger."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ckmreport.report.execute.markdown.cell_options import CAPTIONS
from ckmreport.report.execute.markdown.spans import without_spans
from ckmreport.report.proof.ledger import ClaimEntry, FigureEntry, Ledger, Number
from ckmreport.report.proof.manuscript import ClaimMark, Line, Manuscript, Piece
from ckmreport.report.proof.number_tokens import numerals
from ckmreport.report.render.notebook import Cell

_LONGEST_SLUG = 40


@dataclass(frozen=True)
class _Found:
    """A number in a line: its text, what gave it, what its span says of it."""

    value: str
    expression: str
    attributes: Mapping[str, str]


class _Ids:
    """Names for entries: where, what, a short checksum of what, and which one of several."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def give(self, place: str, code: str) -> str:
        slug = re.sub(r"[^a-z0-9]+", "-", code.lower()).strip("-")[:_LONGEST_SLUG].strip("-")
        checksum = hashlib.sha256(code.encode("utf-8")).hexdigest()[:6]
        name = f"{place}/{slug}-{checksum}"
        self._given[name] += 1
        occurrence = self._given[name]
        return name if occurrence == 1 else f"{name}-{occurrence}"


def harvest(manuscript: Manuscript, wave: str, hashes: Mapping[str, Mapping[str, str]]) -> Ledger:
    """Give the ledger of a book.

    An id names section, expression and occurrence in that section, so that it does not depend
    on other sentences. In captions and alt texts the label of the figure stands for the section.
    """
    return Ledger(
        wave=wave,
        hashes=hashes,
        numbers=tuple(_numbers(manuscript)),
        claims=tuple(_claims(manuscript)),
        figures=tuple(_figures(manuscript)),
    )


def _numbers(manuscript: Manuscript) -> Iterator[Number]:
    ids = _Ids()
    labels = {
        (chapter, cell.id): cell.label
        for chapter, cells in manuscript.cells.items()
        for cell in cells
        if cell.shown
    }
    for line in manuscript.lines:
        label = labels.get((line.chapter, line.cell))
        place = line.section
        if line.where in {"caption", "alt"} and label:
            place = label if line.where == "caption" else f"{label}-alt"
        for found in _found(line):
            yield Number(
                id=ids.give(place, found.expression),
                value=found.value,
                expression=found.expression,
                count=_whole(found.attributes.get("count")),
                base=_whole(found.attributes.get("base")),
                question=found.attributes.get("question"),
                counted=found.attributes.get("counted"),
                filter=found.attributes.get("filter"),
                wave=found.attributes.get("wave"),
                context=found.attributes.get("context"),
                source=found.attributes.get("source"),
                explanation=found.attributes.get("title"),
                where=line.where,
                section=line.section,
                notebook=line.chapter,
                cell=line.cell,
                sentence=line.text,
            )


def _found(line: Line) -> Iterator[_Found]:
    """Give the numbers that expressions gave: those in spans, and other digits in results."""
    for expression, of_expression in groupby(line.pieces, key=lambda piece: piece.expression):
        if expression is None:
            continue
        for _, grouped in groupby(of_expression, key=lambda piece: id(piece.attributes)):
            pieces: Sequence[Piece] = list(grouped)
            text = "".join(piece.text for piece in pieces)
            attributes = pieces[0].attributes
            if attributes is not None:
                yield _Found(" ".join(text.split()), expression, attributes)
            else:
                yield from (_Found(number.text, expression, {}) for number in numerals(text))


def _claims(manuscript: Manuscript) -> Iterator[ClaimEntry]:
    ids = _Ids()
    noted = {
        (chapter, cell.id): list(cell.notes.get("claims", []))
        for chapter, cells in manuscript.cells.items()
        for cell in cells
    }
    for mark in manuscript.claims:
        note = _taken(noted[mark.chapter, mark.cell], mark)
        yield ClaimEntry(
            id=ids.give(mark.section, mark.when),
            sentence=note["text"],
            when=mark.when,
            values=note["values"],
            holds=note["holds"],
            told=note.get("told", True),
            section=mark.section,
            notebook=mark.chapter,
            cell=mark.cell,
        )


def _taken(notes: list[dict[str, Any]], mark: ClaimMark) -> dict[str, Any]:
    """Take what the engine noted of a claim; the first of those with the same condition."""
    position = next(n for n, note in enumerate(notes) if note["when"] == mark.when)
    return notes.pop(position)


def _figures(manuscript: Manuscript) -> Iterator[FigureEntry]:
    sections = {(line.chapter, line.cell): line.section for line in manuscript.lines}
    for chapter, cells in manuscript.cells.items():
        for cell in cells:
            if not cell.shown or cell.label is None:
                continue
            table = cell.table or {"columns": [], "rows": []}
            yield FigureEntry(
                id=cell.label,
                caption=without_spans(_caption(cell)),
                columns=tuple(table["columns"]),
                rows=tuple(map(tuple, table["rows"])),
                section=sections.get((chapter, cell.id), chapter),
                notebook=chapter,
                cell=cell.id,
            )


def _caption(cell: Cell) -> str:
    return next((str(cell.options[key]) for key in CAPTIONS if key in cell.options), "")


def _whole(text: str | None) -> int | None:
    return None if text is None else int(text)
