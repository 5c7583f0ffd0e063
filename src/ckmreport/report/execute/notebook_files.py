"""Notebook files: read with stable cell ids, written in the form that Quarto wants."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from ckmreport.foundation.errors import CkmError

KERNEL_NAME = "python3"
LANGUAGE = "python"
INJECTED = "injected-parameters"


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook of format 4; cells without an id get one from their position.

    Raises:
        CkmError: if the file is missing or no notebook of this format.
    """
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CkmError("this notebook does not exist", place=path) from None
    return parse_notebook(content, path)


def parse_notebook(content: str, path: Path) -> NotebookNode:
    """Read a notebook from the content of its file, as `read_notebook` does.

    Raises:
        CkmError: if it is no notebook of this format.
    """
    try:
        raw = json.loads(content)
        if raw["nbformat"] != 4:
            raise CkmError(
                f"notebook format {raw['nbformat']} is not supported",
                place=path,
                advice="Open it in JupyterLab and save it again",
            )
        for number, cell in enumerate(raw["cells"], start=1):
            cell.setdefault("id", f"cell-{number}")
        raw["nbformat_minor"] = max(raw.get("nbformat_minor", 0), 5)
        notebook: NotebookNode = nbformat.reads(json.dumps(raw), as_version=4)
    except (ValueError, KeyError, TypeError, AttributeError, nbformat.ValidationError):
        raise CkmError(
            "this file is not a valid notebook", place=path, advice="Restore or recreate it"
        ) from None
    notebook.metadata["kernelspec"] = {
        "display_name": "Python 3",
        "language": LANGUAGE,
        "name": KERNEL_NAME,
    }
    return notebook


def write_notebook(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook, sources as lists of lines; missing folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(notebook_text(notebook), encoding="utf-8")


def notebook_text(notebook: NotebookNode) -> str:
    """Convert a notebook to the form of its file, sources as lists of lines."""
    text: str = nbformat.writes(notebook)
    return f"{text}\n"


def has_tag(cell: NotebookNode, tag: str) -> bool:
    """Say whether a cell has this tag."""
    return tag in cell.metadata.get("tags", [])


@contextmanager
def placed(place: str) -> Iterator[None]:
    """Add this place to a `CkmError` from the block, unless it has one."""
    try:
        yield
    except CkmError as error:
        if error.place is None:
            raise CkmError(error.message, place=place, advice=error.advice) from error.__cause__
        raise
