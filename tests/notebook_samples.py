"""Small notebooks for tests; nbformat's own builders, with types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat import NotebookNode, v4

from ckmreport.report.execute.chapters import Chapter
from ckmreport.report.execute.notebook_files import write_notebook


def markdown_cell(source: str, **fields: Any) -> NotebookNode:
    cell: NotebookNode = v4.new_markdown_cell(source, **fields)
    return cell


def code_cell(source: str, **fields: Any) -> NotebookNode:
    cell: NotebookNode = v4.new_code_cell(source, **fields)
    return cell


def output(kind: str, **fields: Any) -> NotebookNode:
    node: NotebookNode = v4.new_output(kind, **fields)
    return node


def notebook_of(*cells: NotebookNode, **metadata: Any) -> NotebookNode:
    notebook: NotebookNode = v4.new_notebook(cells=list(cells), metadata=metadata)
    return notebook


def add_chapter(project: Path, name: str, *cells: NotebookNode) -> Chapter:
    """Write a notebook of these cells, after the one with its parameters, into a project."""
    tagged = {"tags": ["parameters"]}
    parameters = code_cell("wave = ''", id="parameters", metadata=tagged)
    write_notebook(notebook_of(parameters, *cells), project / name)
    return Chapter(Path(name))
