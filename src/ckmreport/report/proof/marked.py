"""The Markdown of executed notebooks, with marks around what expressions and cells gave."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ckmreport.report.execute.markdown.cell_options import ALT_TEXTS, CAPTIONS
from ckmreport.report.execute.markdown.expressions import find_expressions
from ckmreport.report.render.notebook import MARKDOWN, Cell

CAPTION, ALT = "ckm-caption", "ckm-alt"
CELL, OUTPUT = "<!--ckm-cell ", "<!--ckm-output "
# Characters that Unicode leaves to private use; spans around results would cost pandoc a second.
_BEGIN, _NUMBERED, _END = "\ue000", "\ue001", "\ue002"
OUTCOME = re.compile(rf"{_BEGIN}(\d+){_NUMBERED}|{_END}")


@dataclass(frozen=True)
class Marked:
    """The Markdown of a chapter.

    A comment says in which cell the text stands, another one stands for an output,
    by its number in `outputs`. A result stands between marks with the number of its expression in
    `expressions`. Captions and alt texts stand in blocks of their own.
    """

    markdown: str
    expressions: tuple[str, ...]
    outputs: tuple[str, ...]


def mark(cells: Iterable[Cell]) -> Marked:
    """Give the Markdown of the cells of a notebook, with its marks."""
    expressions: list[str] = []
    outputs: list[str] = []
    markdown = "\n\n".join(_marked(cells, expressions, outputs))
    return Marked(markdown, tuple(expressions), tuple(outputs))


def comment_content(comment: str, mark: str) -> Any:
    """Give what a comment with this mark says, or None if it is another comment."""
    if not comment.startswith(mark):
        return None
    return json.loads(comment.removeprefix(mark).removesuffix("-->"))


def _marked(cells: Iterable[Cell], expressions: list[str], outputs: list[str]) -> Iterator[str]:
    for cell in cells:
        yield f"{CELL}{json.dumps(cell.id)}-->"
        if cell.kind == "markdown":
            yield _with_outcomes(cell.source, cell.results, expressions)
        elif cell.shown:
            yield from _shown(cell, expressions, outputs)


def _shown(cell: Cell, expressions: list[str], outputs: list[str]) -> Iterator[str]:
    computed = cell.notes.get("options", {})
    for key in CAPTIONS + ALT_TEXTS:
        if key in cell.options:
            note = computed.get(key, {"source": str(cell.options[key]), "results": {}})
            text = _with_outcomes(note["source"], note["results"], expressions)
            kind = ALT if key in ALT_TEXTS else CAPTION
            yield f"::::::::: {{.{kind}}}\n\n{text}\n\n:::::::::"
    for output in cell.outputs:
        if MARKDOWN in output.data:
            yield f"{OUTPUT}{len(outputs)}-->"
            outputs.append(output.data[MARKDOWN])


def _with_outcomes(source: str, results: Mapping[str, str], expressions: list[str]) -> str:
    found = find_expressions(source)
    first = len(expressions)
    expressions += [expression.text for expression in found]
    for number, expression in reversed(list(enumerate(found, start=first))):
        result = f"{_BEGIN}{number}{_NUMBERED}{results[expression.text]}{_END}"
        source = source[: expression.start] + result + source[expression.end :]
    return source
