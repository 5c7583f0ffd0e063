"""The rules for code cells: their options, outputs, captions and alternative texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.book_text import Text
from ckmreport.report.render.notebook import MARKDOWN, SVG, Cell

CELL_OPTIONS = frozenset({"label", "fig-cap", "tbl-cap", "fig-alt", "echo", "include"})
_TABLE = re.compile(r"^[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+\|", re.MULTILINE)


def options(text: Text) -> Iterator[CkmError]:
    """Find cell options outside the subset."""
    for place, cell in text.code():
        for option in cell.options.keys() - CELL_OPTIONS:
            yield CkmError(
                f"the cell option {option} is not supported",
                place=place,
                advice=f"Use only {', '.join(sorted(CELL_OPTIONS))}",
            )
        if cell.options.get("echo", False) is not False:
            yield CkmError("the cell shows its code", place=place, advice="Leave `echo` out")


def outputs(text: Text) -> Iterator[CkmError]:
    """Find outputs that a book cannot hold, and figures and tables that lack something."""
    for place, cell in text.code():
        kinds = Counter[str]()
        for output in cell.outputs:
            if output.kind == "error":
                yield CkmError("the cell ended in an error", place=place, advice="Mend the cell")
            elif not cell.shown:
                continue
            elif "text/html" in output.data:
                yield CkmError(
                    "the cell gives HTML, which the PDF cannot hold",
                    place=place,
                    advice="Give a Markdown table",
                )
            elif SVG in output.data or MARKDOWN in output.data:
                kinds[SVG if SVG in output.data else MARKDOWN] += 1
            else:
                yield CkmError(
                    "the cell prints something that is no text of the report",
                    place=place,
                    advice="End the cell with a figure or a table, or give it `include: false`",
                )
        if cell.shown and not any(output.kind == "error" for output in cell.outputs):
            yield from _float(place, cell, kinds)


def _float(place: str, cell: Cell, kinds: Counter[str]) -> Iterator[CkmError]:
    kind = (cell.label or "").split("-")[0]
    caption = str(cell.options.get(f"{kind}-cap") or "").strip()
    if kind not in {"fig", "tbl"}:
        if kinds[SVG] or cell.options.keys() & {"fig-cap", "tbl-cap", "fig-alt"}:
            yield CkmError(
                "the cell has a figure or a caption but no label",
                place=place,
                advice="Label it fig-… or tbl-…",
            )
        return
    if not caption:
        yield CkmError(f"{cell.label} has no caption", place=place, advice=f"Add {kind}-cap")
    expected, word = (SVG, "SVG figure") if kind == "fig" else (MARKDOWN, "Markdown table")
    tables = [o.data[MARKDOWN] for o in cell.outputs if MARKDOWN in o.data]
    if kinds != Counter({expected: 1}) or (kind == "tbl" and not _TABLE.search(tables[0])):
        yield CkmError(
            f"{cell.label} does not give one {word}",
            place=place,
            advice="End the cell with that one output, or mend the label",
        )
    alt = str(cell.options.get("fig-alt") or "").strip()
    if kind == "fig" and not alt:
        yield CkmError(
            f"{cell.label} has no alternative text",
            place=place,
            advice="Add fig-alt: what someone who cannot see the figure must know",
        )
    elif alt and alt == caption:
        yield CkmError(
            f"the alternative text of {cell.label} repeats its caption",
            place=place,
            advice="Say in fig-alt what the figure shows",
        )
