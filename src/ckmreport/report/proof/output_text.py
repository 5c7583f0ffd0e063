"""The Markdown that cells show, read without pandoc, which takes a second for long tables.

It is made by the package (`present`): paragraphs, lists, blocks and pipe tables, nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ckmreport.presentation.text.number_tokens import numerals
from ckmreport.report.execute.markdown.spans import find_spans, without_spans
from ckmreport.report.proof.typed_digits import FIXED
from ckmreport.report.render.notebook import MARKDOWN, Cell

_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_CELL_END = re.compile(r"(?<!\\)\|")
_ITEM = re.compile(r"\s*(?:[-*+]|(\d+)[.)])\s+")
_ADDRESS = re.compile(r"\]\((?:[^()]|\([^()]*\))*+\)")
_REFERENCE = re.compile(r"\[?-?@[\w:-]+\]?")
_EMPHASIS = re.compile(r"[*`\\]")


@dataclass(frozen=True)
class Part:
    """A text or a table of an output.

    Attributes:
        text: a line of text, without markup; empty for a table.
        rows: the cells of a table, its header first.
        above: the texts above a table in the same block.
        numbered: whether the text is an item of a numbered list.
    """

    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    above: tuple[str, ...] = ()
    numbered: bool = False


def output_parts(markdown: str) -> Iterator[Part]:
    """Give the texts and tables in the Markdown of an output, in order."""
    above: list[str] = []
    rows: list[tuple[str, ...]] = []
    for line in [*markdown.split("\n"), ""]:
        if line.startswith("|"):
            if not _RULE.fullmatch(line.strip()):
                cells = _CELL_END.split(line.strip().removeprefix("|").removesuffix("|"))
                rows.append(tuple(map(_plain, cells)))
            continue
        if rows:
            yield Part(rows=tuple(rows), above=tuple(above))
            rows = []
        if line.startswith(":::"):
            above = []
        elif line.strip():
            item = _ITEM.match(line)
            text = _plain(line[item.end() :] if item else line)
            yield Part(text, numbered=bool(item and item[1]))
            above.append(text)


def output_tables(cell: Cell) -> Iterator[Part]:
    """Give the tables in what a cell shows."""
    for output in cell.outputs if cell.shown else ():
        yield from (part for part in output_parts(output.data.get(MARKDOWN, "")) if part.rows)


def output_numerals(cells: Iterable[Cell]) -> Counter[str]:
    """Count the numbers in what the cells of a notebook show as text."""
    return Counter(
        number.text
        for cell in cells
        if cell.shown
        for output in cell.outputs
        for part in output_parts(output.data.get(MARKDOWN, ""))
        for text in (part.text, *(value for row in part.rows for value in row))
        for number in numerals(text)
    )


def fixed_numerals(cells: Iterable[Cell]) -> Counter[str]:
    """Count the numbers in the facts that the text of a notebook marks as fixed."""
    return Counter(
        number.text
        for cell in cells
        if cell.kind == "markdown"
        for span in find_spans(cell.source)
        if FIXED in span.classes
        for number in numerals(without_spans(span.text))
    )


def _plain(markdown: str) -> str:
    if "[" in markdown:
        markdown = _ADDRESS.sub("]", without_spans(markdown))
    return " ".join(_EMPHASIS.sub("", _REFERENCE.sub("", markdown)).split())
