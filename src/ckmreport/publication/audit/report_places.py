"""The cells of the notebooks, and how a reader is referred to them."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.project import find_project, notebook_files
from ckmreport.report.execute.markdown.cell_options import cell_options
from ckmreport.report.execute.notebook_files import placed, read_notebook

_HEADING = re.compile(r"^#{1,6} (.*?) *\{([^}]*)\}\s*$", re.MULTILINE)
_FLOATS = ("fig-", "tbl-")
_ANCHOR = re.compile(r"#(sec-[\w-]+)")


@dataclass(frozen=True)
class Places:
    """The cells of the notebooks, as "notebook#cell", each with the Markdown that refers to it."""

    references: Mapping[str, str]

    def __getitem__(self, cell: str) -> str:
        """Look up the reference to a figure, table or section; empty where there is no cell."""
        return self.references.get(cell, "")


def find_places(project: Path) -> Places:
    """Find what a reader can be referred to in the notebooks of a project.

    A figure or table is referred to itself, anything else by the section that contains it.
    """
    references: dict[str, str] = {}
    for path in notebook_files(project):
        reference = ""
        for cell in read_notebook(path).cells:
            reference = _section(cell) or reference
            with placed(f"{path.name}, cell {cell.id}"):
                references[f"{path.stem}#{cell.id}"] = _float(cell) or reference
    return Places(references)


def cells_calling(data: Path, function: str) -> dict[str, str]:
    """Find the cells that call a function, as "notebook#cell", by the text that they pass to it.

    A call without text is found under the empty text; of several alike the first counts. Without
    notebooks around the data folder, or around the current one, there are none.
    """
    cells: dict[str, str] = {}
    for path in _notebooks(data):
        for cell in read_notebook(path).cells:
            if cell.cell_type == "code" and function in cell.source:
                for text in _passed_texts(cell.source, function):
                    cells.setdefault(text, f"{path.stem}#{cell.id}")
    return cells


def _section(cell: NotebookNode) -> str:
    if cell.cell_type != "markdown" or not (headings := _HEADING.findall(cell.source)):
        return ""
    title, attributes = headings[-1]
    if not (anchor := _ANCHOR.search(attributes)):
        return ""
    if ".unnumbered" in attributes:  # a reference would have no number to print
        return f"[{title}](#{anchor[1]})"
    return f"§[-@{anchor[1]}]"


def _float(cell: NotebookNode) -> str:
    label = cell_options(cell.source).get("label") if cell.cell_type == "code" else None
    return f"@{label}" if str(label).startswith(_FLOATS) else ""


def _notebooks(data: Path) -> list[Path]:
    for start in (data, None):
        try:
            return notebook_files(find_project(start))
        except CkmError:
            continue
    return []


def _passed_texts(source: str, function: str) -> list[str]:
    calls = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == function
    ]
    constants = [
        [each.value for each in call.args if isinstance(each, ast.Constant)] for call in calls
    ]
    return [next((one for one in given if isinstance(one, str)), "") for given in constants]
