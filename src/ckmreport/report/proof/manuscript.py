"""The text of an executed book as it should be read, with what stands behind each piece of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ckmreport.report.render.notebook import Cell

Json = Any
Where = Literal["text", "caption", "alt", "note"]


@dataclass(frozen=True)
class Piece:
    """A stretch of text.

    Attributes:
        text: as it is printed.
        expression: what gave it, or None for what a person wrote or a cell showed.
        attributes: those of the number it belongs to; pieces of one number share the object.
        accounted: whether its digits are computed, declared as fixed or part of an output.
        cited: whether it belongs to a citation or a cross-reference.
    """

    text: str
    expression: str | None = None
    attributes: Mapping[str, str] | None = None
    accounted: bool = False
    cited: bool = False


@dataclass(frozen=True)
class Line:
    """A sentence, heading, caption, alt text or table cell, and its place in the book."""

    pieces: tuple[Piece, ...]
    where: Where
    chapter: str
    section: str
    cell: str

    @property
    def text(self) -> str:
        """The text as a reader sees it."""
        return " ".join("".join(piece.text for piece in self.pieces).split())


@dataclass(frozen=True)
class ClaimMark:
    """A claim in the text: its condition, and where it stands."""

    when: str
    chapter: str
    section: str
    cell: str


@dataclass(frozen=True)
class PrintedTable:
    """A table that a cell shows: header, rows, and the texts above it in its block, if any."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    above: tuple[str, ...]
    chapter: str
    cell: str


@dataclass(frozen=True)
class Section:
    """A part of the text from one labelled heading to the next.

    Attributes:
        id: the label of its heading; for what precedes the first one the notebook's path.
        chapter: the notebook it stands in.
        list_items: how many numbered list items it has; a PDF prints their numbers.
        headers: the headers of its tables, which a PDF repeats on every page.
        references: whether it holds the list of references, whose numbers are not the report's.
    """

    id: str
    chapter: str
    list_items: int = 0
    headers: tuple[str, ...] = ()
    references: bool = False


@dataclass(frozen=True)
class Manuscript:
    """A whole book: sections, lines, claims and tables in reading order.

    `cells` holds the cells of each notebook, `footnotes` how many footnotes it has.
    """

    sections: tuple[Section, ...]
    lines: tuple[Line, ...]
    claims: tuple[ClaimMark, ...]
    tables: tuple[PrintedTable, ...]
    cells: Mapping[str, tuple[Cell, ...]]
    footnotes: Mapping[str, int]
