"""Executes one chapter, in the process that is its own."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Mapping
from functools import partial

from nbformat import NotebookNode
from papermill import execute_notebook, inspect_notebook

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.cells import execute_cells
from ckmreport.report.execute.chapters import Executed, Task
from ckmreport.report.execute.markdown.claims import Claim
from ckmreport.report.execute.notebook_files import (
    KERNEL_NAME,
    LANGUAGE,
    has_tag,
    placed,
    read_notebook,
    write_notebook,
)
from ckmreport.report.execute.processes import At
from ckmreport.report.execute.shown import shown_before


def execute_chapter(task: Task, at: At) -> Executed:
    """Execute one chapter and write it, in Quarto's form.

    Args:
        task: which one, and what it needs.
        at: called with the place of each cell when it begins.

    Raises:
        CkmError: naming notebook and cell, if anything in it fails.
    """
    # What papermill would log reaches the caller as an error.
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    began = time.monotonic()
    os.chdir(task.project)
    source = task.chapter.source
    with placed(str(source)):
        notebook = read_notebook(task.project / source)
        parameters = _declared(notebook, task.parameters)
    path = task.output / source
    executed = execute_notebook(
        notebook,
        None,
        parameters=parameters,
        engine_name="ckm",
        kernel_name=KERNEL_NAME,
        language=LANGUAGE,
        progress_bar=False,
        notebook=str(source),
        wave_folder=task.wave_folder,
        occasions=task.occasions,
        run=partial(_run, at=at, earlier=read_notebook(path) if task.rewritten else None),
    )
    write_notebook(executed, path)
    notes = [(cell.id, cell.metadata.get("ckm", {})) for cell in executed.cells]
    return Executed(
        chapter=task.chapter,
        path=path,
        claims=tuple(
            Claim(**claim, chapter=source.as_posix(), cell=cell_id)
            for cell_id, note in notes
            for claim in note.get("claims", [])
        ),
        missing=tuple(note["missing"] for _, note in notes if "missing" in note),
        warnings=tuple(text for _, note in notes for text in note.get("warnings", [])),
        seconds=time.monotonic() - began,
    )


def _run(
    notebook: NotebookNode, places: Mapping[str, str], *, at: At, earlier: NotebookNode | None
) -> NotebookNode:
    shown = shown_before(notebook, earlier) if earlier is not None else {}
    return execute_cells(notebook, places, at, shown)


def _declared(notebook: NotebookNode, parameters: Mapping[str, object]) -> dict[str, object]:
    """Check that the notebook declares the parameters, which papermill only warns about."""
    if not any(cell.cell_type == "code" for cell in notebook.cells):
        return {}
    declared = (
        inspect_notebook(notebook)
        if any(has_tag(cell, "parameters") for cell in notebook.cells)
        else {}
    )
    if unknown := [name for name in parameters if name not in declared]:
        raise CkmError(
            f"the notebook does not declare the parameter {', '.join(unknown)}",
            advice="Give it a default value in the cell with the tag 'parameters'",
        )
    return dict(parameters)
