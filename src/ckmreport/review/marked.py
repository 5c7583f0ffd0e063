"""The Markdown of executed notebooks, with marks around what expressions and cells gave."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ckmreport.execute.expressions import find_expressions
from ckmreport.execute.options import ALT_TEXTS, CAPTIONS, cell_options

Json = Any

CAPTION, ALT = "ckm-caption", "ckm-alt"
CELL, OUTPUT = "<!--ckm-cell ", "<!--ckm-output "
# Characters that Unicode leaves to private use; spans around results would cost pandoc a second.
_BEGIN, _NUMBERED, _END = "\ue000", "\ue001", "\ue002"
OUTCOME = re.compile(rf"{_BEGIN}(\d+){_NUMBERED}|{_END}")
_MARKDOWN = "text/markdown"


@dataclass(frozen=True)
class Marked:
    """The Markdown of all chapters.

    A comment says in which notebook and cell the text stands, another one stands for an output,
    by its number in `outputs`. A result stands between marks with the number of its expression in
    `expressions`. Captions and alt texts stand in blocks of their own.
    """

    markdown: str
    expressions: tuple[str, ...]
    outputs: tuple[str, ...]


def mark(cells: Mapping[str, Iterable[Json]]) -> Marked:
    """Give the Markdown of the cells of each notebook, with its marks."""
    expressions: list[str] = []
    outputs: list[str] = []
    markdown = "\n\n".join(_marked(cells, expressions, outputs))
    return Marked(markdown, tuple(expressions), tuple(outputs))


def comment_content(comment: str, mark: str) -> Json:
    """Give what a comment with this mark says, or None if it is another comment."""
    if not comment.startswith(mark):
        return None
    return json.loads(comment.removeprefix(mark).removesuffix("-->"))


def _marked(
    cells: Mapping[str, Iterable[Json]], expressions: list[str], outputs: list[str]
) -> Iterator[str]:
    for chapter, listed in cells.items():
        for cell in listed:
            yield f"{CELL}{json.dumps([chapter, cell.get('id', '')])}-->"
            if cell["cell_type"] == "markdown":
                entries = cell["metadata"].get("user_expressions", [])
                results = {
                    entry["expression"]: joined(entry["result"]["data"][_MARKDOWN])
                    for entry in entries
                }
                yield _with_outcomes(joined(cell["source"]), results, expressions)
            elif cell["cell_type"] == "code":
                yield from _shown(cell, expressions, outputs)


def joined(value: object) -> str:
    """Give a text of a notebook, which may be stored as a list of lines."""
    return "".join(value) if isinstance(value, list) else str(value)


def options_of(cell: Json) -> dict[str, str]:
    """Give the label, captions and alt text of a code cell that is shown, without its spans."""
    options = cell_options(joined(cell["source"]))
    if options.get("include") is False:
        return {}
    kept = ("label", *CAPTIONS, *ALT_TEXTS)
    return {key: str(value) for key, value in options.items() if key in kept}


def _shown(cell: Json, expressions: list[str], outputs: list[str]) -> Iterator[str]:
    options = cell_options(joined(cell["source"]))
    if options.get("include") is False:
        return
    computed = cell["metadata"].get("ckm", {}).get("options", {})
    for key in CAPTIONS + ALT_TEXTS:
        if key in options:
            note = computed.get(key, {"source": str(options[key]), "results": {}})
            text = _with_outcomes(note["source"], note["results"], expressions)
            kind = ALT if key in ALT_TEXTS else CAPTION
            yield f"::::::::: {{.{kind}}}\n\n{text}\n\n:::::::::"
    for output in cell["outputs"]:
        if _MARKDOWN in output.get("data", {}):
            yield f"{OUTPUT}{len(outputs)}-->"
            outputs.append(joined(output["data"][_MARKDOWN]))


def _with_outcomes(source: str, results: Mapping[str, str], expressions: list[str]) -> str:
    found = find_expressions(source)
    first = len(expressions)
    expressions += [expression.text for expression in found]
    for number, expression in reversed(list(enumerate(found, start=first))):
        result = f"{_BEGIN}{number}{_NUMBERED}{results[expression.text]}{_END}"
        source = source[: expression.start] + result + source[expression.end :]
    return source
