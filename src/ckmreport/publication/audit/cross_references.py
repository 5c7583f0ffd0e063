"""Where the report shows something: the cells of the notebooks, and how to refer to them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from ckmreport.foundation.project import notebook_files
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
        """Give the reference to a figure, a table or a section; nothing where there is no cell."""
        return self.references.get(cell, "")


def find_places(project: Path) -> Places:
    """Find what a reader can be referred to in the notebooks of a project.

    A figure or table is referred to itself, anything else by the section that it stands in.
    """
    references: dict[str, str] = {}
    for path in notebook_files(project):
        reference = ""
        for cell in read_notebook(path).cells:
            reference = _section(cell) or reference
            with placed(f"{path.name}, cell {cell.id}"):
                references[f"{path.stem}#{cell.id}"] = _float(cell) or reference
    return Places(references)


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
