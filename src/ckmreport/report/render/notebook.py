"""An executed notebook as the renderers read it: cells, options, outputs, results of expressions.

The form is the one that Quarto reads: options in `#|` comments, results of inline expressions in
the cell's `user_expressions`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.markdown.cell_options import cell_options
from ckmreport.report.execute.notebook_files import placed
from ckmreport.report.render.drawn_figures import Pictures

INLINE = re.compile(r"(?<!`)`\{python\}[ \t]+([^`]+)`")
SVG = "image/svg+xml"
MARKDOWN = "text/markdown"


@dataclass(frozen=True)
class Output:
    """One output of a code cell: its forms by media type, what it printed, or what went wrong."""

    kind: str
    data: Mapping[str, str]
    metadata: Mapping[str, Any]
    text: str = ""

    @property
    def pictures(self) -> Pictures:
        """The figure that it shows."""
        narrow = self.metadata.get("ckm", {}).get("narrow", {})
        return Pictures(self.data[SVG], "".join(narrow.get("svg", ())))


@dataclass(frozen=True)
class Cell:
    """One cell; `number` counts from 1, as a reader of the notebook would.

    `id` is the cell's own, which stays when others are added; its number where it has none.
    `notes` is what the engine noted in it.
    """

    number: int
    kind: str
    source: str
    options: Mapping[str, Any] = field(default_factory=dict)
    outputs: tuple[Output, ...] = ()
    results: Mapping[str, str] = field(default_factory=dict)
    id: str = ""
    notes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str | None:
        """The label by which the text refers to this cell's figure or table."""
        label = self.options.get("label")
        return str(label) if label else None

    @property
    def shown(self) -> bool:
        """Whether the outputs of this code cell are part of the book."""
        return self.kind == "code" and self.options.get("include") is not False

    @property
    def table(self) -> Mapping[str, Any] | None:
        """The data of its figure or table, as columns and rows; None where it carries none."""
        return self._kept("table")

    @property
    def workbook(self) -> Mapping[str, Any] | None:
        """The data that it gives as a file of its own: name, title and sheets."""
        return self._kept("workbook")

    def _kept(self, name: str) -> Mapping[str, Any] | None:
        found = (output.metadata.get("ckm", {}).get(name) for output in self.outputs)
        return next((one for one in found if one is not None), None)

    def expressions(self) -> list[str]:
        """List the inline expressions of a Markdown cell, in order."""
        return [m.group(1).strip() for m in INLINE.finditer(self.source)]


@dataclass(frozen=True)
class Notebook:
    """One executed notebook; `path` is relative to the book."""

    path: str
    cells: tuple[Cell, ...]

    def place(self, cell: Cell) -> str:
        """Say where a cell is, for messages."""
        label = f" ({cell.label})" if cell.label else ""
        return f"{self.path}, cell {cell.number}{label}"


def read_notebook(folder: Path, path: str) -> Notebook:
    """Read the executed notebook at `path` in a staged book.

    Raises:
        CkmError: when it is no notebook, or a cell's options are no YAML mapping.
    """
    try:
        raw = json.loads((folder / path).read_text(encoding="utf-8"))
        cells = raw["cells"]
    except (ValueError, KeyError, TypeError) as problem:
        raise CkmError(
            "the file is no notebook", place=path, advice="Execute the notebook again"
        ) from problem
    return Notebook(path, tuple(_cell(path, n, cell) for n, cell in enumerate(cells, start=1)))


def _cell(path: str, number: int, raw: Mapping[str, Any]) -> Cell:
    source = _joined(raw.get("source", ""))
    kind = str(raw.get("cell_type"))
    metadata = raw.get("metadata", {})
    own = {"id": str(raw.get("id") or number), "notes": metadata.get("ckm", {})}
    if kind != "code":
        return Cell(number, kind, source, results=_results(metadata), **own)
    with placed(f"{path}, cell {number}"):
        options = cell_options(source)
    return Cell(number, kind, source, options, tuple(map(_output, raw.get("outputs", []))), **own)


def _output(raw: Mapping[str, Any]) -> Output:
    data = {kind: _joined(value) for kind, value in raw.get("data", {}).items()}
    kind, metadata = str(raw.get("output_type")), raw.get("metadata", {})
    return Output(kind, data, metadata, _joined(raw.get("text", "")))


def _results(metadata: Mapping[str, Any]) -> dict[str, str]:
    results = {}
    for entry in metadata.get("user_expressions", []):
        result = entry.get("result", {})
        text = _joined(result.get("data", {}).get(MARKDOWN, ""))
        if result.get("status") == "ok" and text.strip():
            results[str(entry.get("expression"))] = text
    return results


def _joined(value: object) -> str:
    return "".join(value) if isinstance(value, list) else str(value)
