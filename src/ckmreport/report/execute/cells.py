"""Runs the cells of a notebook in this process, and answers what its prose asks in between."""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Mapping

from nbformat import NotebookNode, from_dict

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.cell_results import asks, write_options, write_results
from ckmreport.report.execute.determinism import clean_text
from ckmreport.report.execute.markdown.cell_options import computed_options
from ckmreport.report.execute.markdown.sentences import section_at
from ckmreport.report.execute.notebook_files import has_tag, placed
from ckmreport.report.execute.processes import At
from ckmreport.report.execute.shell import Failure, Session

#: As a kernel tells of itself; renderers read it.
_LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": sys.version_info[0]},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": sys.version.split(maxsplit=1)[0],
}
#: How many objects come between two looks for what can be cleared away. Figures are thousands of
#: small ones that stay for a while; Python's 700 would be a sixth of the time to draw them.
_NEW_OBJECTS = 100_000


def execute_cells(notebook: NotebookNode, places: Mapping[str, str], at: At) -> NotebookNode:
    """Execute a notebook in this process, once and for all: the process is its session.

    Args:
        notebook: the notebook, changed in place; also given.
        places: how to name each cell in a message, by cell id.
        at: called with the place of each cell when it begins.

    Raises:
        CkmError: naming the cell, if it or an expression in it fails.
    """
    _reseed()
    gc.set_threshold(_NEW_OBJECTS)
    session = Session()
    notebook.metadata["language_info"] = from_dict(_LANGUAGE)
    section = ""
    for cell in notebook.cells:
        place = places[cell.id]
        with placed(place):
            if cell.cell_type == "code":
                at(place)
                _run(cell, session, place, section)
            elif cell.cell_type == "markdown" and asks(cell.source):
                at(place)
                with session.asking() as outputs:
                    write_results(cell, session.evaluate, section)
                _note_warnings(cell, outputs, place, streams=("stdout", "stderr"))
            if cell.cell_type == "markdown":
                section = section_at(cell.source, len(cell.source), section)
    return notebook


def execute_notebook(task: tuple[NotebookNode, Mapping[str, str]], at: At) -> NotebookNode:
    """Execute a notebook, prepared by somebody else; a task for a process of its own."""
    return execute_cells(*task, at)


def _run(cell: NotebookNode, session: Session, place: str, section: str) -> None:
    cell.outputs, cell.execution_count = [], None
    if cell.source.strip() and not has_tag(cell, "skip-execution"):
        outputs, cell.execution_count, failure = session.run(cell.source)
        if failure is not None:
            raise _told(failure)
        # Readers see what is printed to stdout; what goes to stderr is for the author.
        cell.outputs = [output for output in outputs if output.get("name") != "stderr"]
        _note_warnings(cell, outputs, place)
    if computed_options(cell.source):
        with session.asking() as outputs:
            write_options(cell, session.evaluate, section)
        _note_warnings(cell, outputs, place, streams=("stdout", "stderr"))


def _note_warnings(
    cell: NotebookNode,
    outputs: list[NotebookNode],
    place: str,
    streams: tuple[str, ...] = ("stderr",),
) -> None:
    for stream in streams:
        text = "".join(output.text for output in outputs if output.get("name") == stream).strip()
        if text:
            notes = cell.metadata.setdefault("ckm", {}).setdefault("warnings", [])
            notes.append(f"{place}: {clean_text(text)}")


def _told(failure: Failure) -> CkmError:
    cause = failure.cause
    if isinstance(cause, CkmError):
        return CkmError(cause.message, place=cause.place, advice=cause.advice)
    text = " ".join(failure.text.split()).removesuffix(":")
    return CkmError(f"the cell fails: {text}", advice="Correct the notebook")


def _reseed() -> None:
    """Seed the random numbers of this process; forks would all have the same."""
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
