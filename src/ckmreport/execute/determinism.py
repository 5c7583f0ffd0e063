"""What makes two executions of a notebook equal to the byte."""

from __future__ import annotations

import os
import re
from pathlib import Path

from nbformat import NotebookNode

from ckmreport.execute.notebooks import INJECTED, has_tag

_CELL_FILE = re.compile(r"[^\s\"'<>]*ipykernel_\d+[/\\]\d+\.py")
_LIBRARY_FILE = re.compile(r"[^\s\"'<>]*[/\\]site-packages[/\\]")
_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,16}\b")
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
# A backend from the user's shell would replace the kernel's own, and every figure would be lost.
_NOT_INHERITED = ("MPLBACKEND", "PYTHONWARNINGS")
_HIDE_FROM_REPORT = "#| include: false\n"


def kernel_environment(folder: Path) -> dict[str, str]:
    """Give the environment of a kernel; `folder` is an empty one that lives as long as it.

    The user's own IPython and matplotlib settings do not reach the kernel, hashes and dates in
    figures are fixed, and linear algebra uses one thread, whose sums do not depend on timing.
    """
    settings = folder / "matplotlibrc"
    settings.write_text("svg.hashsalt: ckmreport\n", encoding="utf-8")
    inherited = {name: text for name, text in os.environ.items() if name not in _NOT_INHERITED}
    return {
        **inherited,
        **dict.fromkeys(_THREADS, "1"),
        "CKM_SILENT": "1",  # cells show in the book only what they are to show there
        "IPYTHONDIR": str(folder / "ipython"),
        "MATPLOTLIBRC": str(settings),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # else the kernel may warn about its debugger
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "0"),
        "TZ": "UTC",
    }


def fix_injected_cell(notebook: NotebookNode) -> None:
    """Give papermill's cell with parameters a fixed id, and keep it out of the report."""
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
    """Give a text without paths of the kernel's temporary files and without addresses."""
    return _ADDRESS.sub("0x0", _LIBRARY_FILE.sub("", _CELL_FILE.sub("<cell>", text)))
