"""The Markdown that cells show, read without pandoc, which takes a second for long tables.

It is made by the package (`present`): paragraphs, lists, blocks and pipe tables, nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ckmreport.report.execute.markdown.spans import without_spans

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


def _plain(markdown: str) -> str:
    if "[" in markdown:
        markdown = _ADDRESS.sub("]", without_spans(markdown))
    return " ".join(_EMPHASIS.sub("", _REFERENCE.sub("", markdown)).split())
