"""Makes two executions of a notebook equal to the byte."""

from __future__ import annotations

import re

from nbformat import NotebookNode

from ckmreport.report.execute.notebook_files import INJECTED, has_tag

_CELL_FILE = re.compile(r"<cell \d+>")
# From the start of a word only: else a long word would be looked through once for each letter.
_LIBRARY_FILE = re.compile(r"(?<![^\s\"'<>])[^\s\"'<>]*[/\\]site-packages[/\\]")
_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,16}\b")
_HIDE_FROM_REPORT = "#| include: false\n"


def fix_injected_cell(notebook: NotebookNode) -> None:
    """Set a fixed id on papermill's cell with parameters, and keep it out of the report."""
    for cell in notebook.cells:
        if has_tag(cell, INJECTED):
            cell.id = INJECTED
            cell.source = _HIDE_FROM_REPORT + cell.source.removeprefix(_HIDE_FROM_REPORT)


def clean(notebook: NotebookNode) -> None:
    """Take out of an executed notebook what differs from run to run: times, paths, addresses.

    Text that was printed in several pieces becomes one.
    """
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if not cell.metadata.get("tags", True):
            del cell.metadata["tags"]  # papermill gives every cell an empty list
        _join_streams(cell)
        for output in cell.get("outputs", []):
            if "text" in output:
                output["text"] = clean_text(output["text"])
            for kind, data in output.get("data", {}).items():
                if kind.startswith("text/") and isinstance(data, str):
                    output["data"][kind] = clean_text(data)


def _join_streams(cell: NotebookNode) -> None:
    """Make printed text that arrived in pieces one output again; how it is cut is chance."""
    joined: list[NotebookNode] = []
    for output in cell.get("outputs", []):
        last = joined[-1] if joined else {}
        is_stream = output["output_type"] == "stream" and "text" in last
        if is_stream and last.get("name") == output["name"]:
            joined[-1]["text"] += output["text"]
        else:
            joined.append(output)
    if joined:
        cell.outputs = joined


def clean_text(text: str) -> str:
    """Remove paths of libraries, names of cells and addresses from a text."""
    return _ADDRESS.sub("0x0", _LIBRARY_FILE.sub("", _CELL_FILE.sub("<cell>", text)))
