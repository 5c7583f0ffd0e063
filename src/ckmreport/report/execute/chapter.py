"""Executes one chapter, in the process that is its own."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Collection, Mapping
from functools import partial

from nbformat import NotebookNode
from papermill import execute_notebook, inspect_notebook

from ckmreport.foundation.environment import import_matplotlib
from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.cells import execute_cells
from ckmreport.report.execute.chapters import Executed, Task
from ckmreport.report.execute.drawing import draw_apart
from ckmreport.report.execute.markdown.claims import Claim
from ckmreport.report.execute.notebook_files import (
    KERNEL_NAME,
    LANGUAGE,
    has_tag,
    placed,
    read_notebook,
    write_notebook,
)
from ckmreport.report.execute.pictures import pictures_of
from ckmreport.report.execute.processes import At


def execute_chapter(task: Task, at: At) -> tuple[Executed, Collection[str]]:
    """Execute one chapter and write it, in Quarto's form.

    Also gives the keys of the pictures that it asked for and that are still to be filled in.

    Args:
        task: which one, and what it needs.
        at: called with the place of each cell when it begins.

    Raises:
        CkmError: naming notebook and cell, if anything in it fails.
    """
    # What papermill would log reaches the caller as an error.
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    began = time.monotonic()
    import_matplotlib()
    os.chdir(task.project)
    source = task.chapter.source
    with placed(str(source)):
        notebook = read_notebook(task.project / source)
        parameters = _declared(notebook, task.parameters)
    path = task.output / source
    kept = pictures_of(read_notebook(path)) if task.keeps_pictures else {}
    asked = draw_apart(at, kept, here=not task.draws_apart)
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
        run=partial(execute_cells, at=at),
    )
    write_notebook(executed, path)
    notes = [(cell.id, cell.metadata.get("ckm", {})) for cell in executed.cells]
    done = Executed(
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
    return done, asked


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
