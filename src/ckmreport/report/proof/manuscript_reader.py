"""Reads the manuscript of a book from its executed notebooks.

pandoc reads the Markdown, as it does for both renderers. Of every digit it is then known whether
it is computed, declared as fixed, part of an output, or typed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from ckmreport.report.execute.markdown.claims import CLASS as CLAIM
from ckmreport.report.proof.manuscript import (
    ClaimMark,
    Json,
    Line,
    Manuscript,
    Piece,
    PrintedTable,
    Section,
    Where,
)
from ckmreport.report.proof.marked import (
    ALT,
    CAPTION,
    CELL,
    OUTCOME,
    OUTPUT,
    Marked,
    comment_content,
    mark,
)
from ckmreport.report.proof.output_text import Part, output_parts
from ckmreport.report.proof.typed_digits import FIXED
from ckmreport.report.render.book import read_book
from ckmreport.report.render.embedded.pandoc import Job, run, scripts
from ckmreport.report.render.notebook import read_notebook
from ckmreport.report.render.pandoc_cache import Kept, kept_with

_PLACES: Mapping[str, Where] = {CAPTION: "caption", ALT: "alt"}
_NUMBER = "getal"
_REFERENCES = "refs"
# Headings that the author did not label get no identifier: renderers would not agree on it.
_FORMAT = "markdown-auto_identifiers"
_EMPHASIS = frozenset(
    {"Emph", "Strong", "Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps"}
)
_PLAIN = Piece("")


def read_manuscript(staged: Path) -> Manuscript:
    """Read the executed notebooks of a staged book.

    Raises:
        CkmError: if the book is incomplete, or pandoc cannot read it.
    """
    book = read_book(staged)
    cells = {chapter.path: read_notebook(staged, chapter.path).cells for chapter in book.chapters}
    marked = [mark(listed) for listed in cells.values()]
    kept = kept_with(staged, "manuscript")
    parsed = _parsed(marked, kept)
    kept.forget_others()
    read = list(map(_read, cells, marked, parsed))
    return Manuscript(
        tuple(section for one in read for section in one.sections.values()),
        tuple(line for one in read for line in one.lines),
        tuple(claim for one in read for claim in one.claims),
        tuple(table for one in read for table in one.tables),
        cells,
        {chapter: one.footnotes for chapter, one in zip(cells, read, strict=True) if one.footnotes},
    )


def _parsed(marked: Sequence[Marked], kept: Kept) -> list[str]:
    """Give what pandoc reads in each chapter, as JSON; what it read before is taken again."""

    def make(missing: Sequence[int]) -> list[str]:
        texts = (marked[n].markdown for n in missing)
        jobs = [Job({"markdown": text, "reader": _FORMAT}, size=len(text)) for text in texts]
        return run("manuscript", jobs)

    files = kept.files([(one.markdown, _FORMAT, *scripts()) for one in marked], make)
    return [file.read_text(encoding="utf-8") for file in files]


@lru_cache(maxsize=64)  # a preview reads chapters that did not change again and again
def _read(chapter: str, marked: Marked, parsed: str) -> _Reader:
    reader = _Reader(chapter, marked)
    reader.read(json.loads(parsed)["blocks"])
    return reader


class _Reader:
    """Walks through the blocks of a chapter and writes down what it reads, in order."""

    def __init__(self, chapter: str, marked: Marked) -> None:
        self.sections = {chapter: Section(chapter, chapter)}
        self.lines: list[Line] = []
        self.claims: list[ClaimMark] = []
        self.tables: list[PrintedTable] = []
        self.footnotes = 0
        self._marked = marked
        self._expression: str | None = None
        self._chapter = self._section = chapter
        self._cell = ""
        self._where: Where = "text"
        self._pieces: list[Piece] = []

    def read(self, blocks: Iterable[Json], mark: Piece = _PLAIN) -> None:
        """Read blocks; `mark` says what they stand in."""
        for block in blocks:
            kind, content = block["t"], block.get("c")
            if kind == "Div":
                self._div(content, mark)
            elif kind == "Header":
                if content[1][0]:
                    self._open(content[1][0])
                self._line(content[2], mark)
            elif kind == "RawBlock":
                self._comment(content[1])
            elif kind == "Table":
                self._table(content, mark)
            else:
                if kind == "OrderedList":
                    known = self.sections[self._section]
                    self._update(list_items=known.list_items + len(content[1]))
                for line in _lines(kind, content):
                    self._line(line, mark)
                for inner in _inner(kind, content):
                    self.read(inner, mark)

    def _comment(self, comment: str) -> None:
        if (cell := comment_content(comment, CELL)) is not None:
            self._cell = cell
        elif (number := comment_content(comment, OUTPUT)) is not None:
            for part in output_parts(self._marked.outputs[number]):
                self._output(part)

    def _output(self, part: Part) -> None:
        place = (self._where, self._chapter, self._section, self._cell)
        for text in (part.text, *(cell for row in part.rows for cell in row)):
            if text:
                self.lines.append(Line((Piece(text, accounted=True),), *place))
        known = self.sections[self._section]
        if part.numbered:
            self._update(list_items=known.list_items + 1)
        if part.rows:
            header, *rows = part.rows
            self._update(headers=known.headers + header)
            self.tables.append(
                PrintedTable(header, tuple(rows), part.above, self._chapter, self._cell)
            )

    def _open(self, section: str) -> None:
        self._section = section
        self.sections.setdefault(section, Section(section, self._chapter))

    def _update(self, **changes: Any) -> None:
        self.sections[self._section] = replace(self.sections[self._section], **changes)

    def _div(self, content: Json, mark: Piece) -> None:
        (name, classes, _), blocks = content
        if name == _REFERENCES:
            self._update(references=True)
            return
        outside = self._where
        self._where = next((_PLACES[one] for one in classes if one in _PLACES), outside)
        self.read(blocks, mark)
        self._where = outside

    def _table(self, content: Json, mark: Piece) -> None:
        _, caption, _, head, bodies, foot = content
        self.read(caption[1], mark)
        before = len(self.lines)
        self._rows(head[1], mark)
        headers = tuple(line.text for line in self.lines[before:])
        self._update(headers=self.sections[self._section].headers + headers)
        for body in bodies:
            self._rows([*body[2], *body[3]], mark)
        self._rows(foot[1], mark)

    def _rows(self, rows: Iterable[Json], mark: Piece) -> None:
        for row in rows:
            for cell in row[1]:
                self.read(cell[4], mark)

    def _line(self, inlines: Iterable[Json], mark: Piece) -> None:
        self._inlines(inlines, mark)
        self._end_line()

    def _end_line(self) -> None:
        if any(piece.text.strip() for piece in self._pieces):
            place = (self._where, self._chapter, self._section, self._cell)
            self.lines.append(Line(tuple(self._pieces), *place))
        self._pieces = []

    def _inlines(self, inlines: Iterable[Json], mark: Piece) -> None:
        for inline in inlines:
            kind, content = inline["t"], inline.get("c")
            if kind == "Str":
                self._add(content, mark)
            elif kind == "Space":
                self._add(" ", mark)
            elif kind in {"SoftBreak", "LineBreak"}:
                self._end_line()
            elif kind in {"Code", "Math"}:
                self._add(content[1], mark)
            elif kind == "Quoted":
                single = content[0]["t"] == "SingleQuote"
                self._add("‘" if single else "“", mark)
                self._inlines(content[1], mark)
                self._add("’" if single else "”", mark)
            elif kind == "Cite":
                self._inlines(content[1], Piece("", cited=True))
            elif kind == "Link":
                self._inlines(content[1], mark)
            elif kind == "Span":
                self._span(content, mark)
            elif kind == "Note":
                self._note(content)
            elif kind in _EMPHASIS:
                self._inlines(content, mark)

    def _add(self, text: str, mark: Piece) -> None:
        position = 0
        for found in OUTCOME.finditer(text):
            self._piece(text[position : found.start()], mark)
            self._expression = self._marked.expressions[int(found[1])] if found[1] else None
            position = found.end()
        self._piece(text[position:], mark)

    def _piece(self, text: str, mark: Piece) -> None:
        if not text:
            return
        accounted = mark.accounted or self._expression is not None
        piece = Piece(text, self._expression, mark.attributes, accounted, mark.cited)
        if self._pieces and _belong_together(self._pieces[-1], piece):
            piece = replace(piece, text=self._pieces.pop().text + text)
        self._pieces.append(piece)

    def _span(self, content: Json, mark: Piece) -> None:
        (_, classes, pairs), inlines = content
        if _NUMBER in classes:
            attributes = {key.removeprefix("data-"): value for key, value in pairs}
            mark = replace(mark, attributes=attributes)
        if FIXED in classes:
            mark = replace(mark, accounted=True)
        if CLAIM in classes:
            place = (self._chapter, self._section, self._cell)
            self.claims.append(ClaimMark(dict(pairs)["when"].strip(), *place))
        self._inlines(inlines, mark)

    def _note(self, blocks: Json) -> None:
        """Read a footnote where its mark stands, and go on with the line."""
        self.footnotes += 1
        pieces, where = self._pieces, self._where
        self._pieces, self._where = [], "note"
        self.read(blocks)
        self._pieces, self._where = pieces, where


def _belong_together(first: Piece, second: Piece) -> bool:
    return first.attributes is second.attributes and (
        first.expression,
        first.accounted,
        first.cited,
    ) == (second.expression, second.accounted, second.cited)


def _lines(kind: str, content: Json) -> Iterator[list[Json]]:
    """Give the texts that a block holds itself."""
    if kind in {"Para", "Plain"}:
        yield content
    elif kind == "LineBlock":
        yield from content
    elif kind == "CodeBlock":
        yield [{"t": "Str", "c": content[1]}]


def _inner(kind: str, content: Json) -> Iterator[list[Json]]:
    """Give the blocks that a block holds, as lists."""
    if kind == "BlockQuote":
        yield content
    elif kind == "BulletList":
        yield from content
    elif kind == "OrderedList":
        yield from content[1]
    elif kind == "DefinitionList":
        for term, definitions in content:
            yield [{"t": "Plain", "c": term}]
            yield from definitions
    elif kind == "Figure":
        yield content[2]
