"""Small notebooks for tests; nbformat's own builders, with types."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode, v4


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
