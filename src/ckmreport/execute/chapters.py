"""Chapters of the book: notebooks that are executed with parameters, several at a time."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from ckmreport.errors import CkmError
from ckmreport.execute.claims import Claim
from ckmreport.execute.forking import CAN_FORK, Preload, Server, fork_server
from ckmreport.execute.notebooks import (
    KERNEL_NAME,
    LANGUAGE,
    has_tag,
    placed,
    read_notebook,
    write_notebook,
)
from ckmreport.execute.workers import Workers

CELL_SECONDS = 600


@dataclass(frozen=True)
class Chapter:
    """A notebook of the book; `source` is relative to the project's folder."""

    source: Path


@dataclass(frozen=True)
class Started:
    """A worker begins with a chapter."""

    chapter: Chapter


@dataclass(frozen=True)
class Executed:
    """A chapter that has been executed.

    Attributes:
        chapter: which one.
        path: the executed notebook, in Quarto's form.
        claims: its claims, in reading order.
        missing: the texts of the wave that it asks and that do not exist yet, as
            `text/NAME.md`.
        warnings: what its cells printed to stderr, each with its place.
        seconds: how long it took.
    """

    chapter: Chapter
    path: Path
    claims: tuple[Claim, ...]
    missing: tuple[str, ...]
    warnings: tuple[str, ...]
    seconds: float


@dataclass(frozen=True)
class _Task:
    """What a worker needs to know to execute one chapter."""

    chapter: Chapter
    parameters: Mapping[str, object]
    project: Path
    wave_folder: Path
    occasions: Mapping[str, bool]
    output: Path
    cell_seconds: int
    fork_server: Path | None
    rewritten: bool

    def __str__(self) -> str:
        return str(self.chapter.source)


@dataclass(frozen=True)
class Standby:
    """What executes chapters, kept at hand for many calls of `execute`.

    `server` is None where kernels are started one by one.
    """

    server: Server | None
    workers: Workers[_Task, Executed]


@contextlib.contextmanager
def stand_by(preload: Preload | None, jobs: int) -> Iterator[Standby]:
    """Keep at hand what executes chapters.

    Args:
        preload: what kernels find done; None has each start a Python, as where forks do not work.
        jobs: how many chapters are executed at the same time.
    """
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(fork_server(preload)) if preload and CAN_FORK else None
        yield Standby(server, stack.enter_context(Workers(execute_chapter, jobs)))


def execute(
    chapters: Sequence[Chapter],
    parameters: Mapping[str, object],
    *,
    project: Path,
    wave_folder: Path,
    occasions: Mapping[str, bool] | None = None,
    output: Path,
    jobs: int = 1,
    cell_seconds: int = CELL_SECONDS,
    standby: Standby | None = None,
    full: Collection[Chapter] = (),
    rewritten: Collection[Chapter] = (),
    on_event: Callable[[Started | Executed], None] = lambda _: None,
) -> list[Executed]:
    """Execute chapters and write them, in Quarto's form, at the same path below `output`.

    Args:
        chapters: the notebooks; the longest starts first, and of the others those that need not
            wait.
        parameters: values for each notebook's `parameters` cell; a notebook without code gets
            none.
        project: the folder with `_quarto.yml`, in which the kernels run.
        wave_folder: the folder of the wave, with the texts that the notebooks include.
        occasions: what the metadata of a cell can ask for, and whether the wave has it; see
            `execute/occasions.py`.
        output: the folder for the executed notebooks.
        jobs: without `standby`, how many chapters are executed at the same time.
        cell_seconds: how long one cell may take.
        standby: what executes them, runs already and outlives this call. None starts a process for
            each job, and a Python for every kernel.
        rewritten: the chapters of which only the notebook or its texts changed since what `output`
            holds of them was made; what their cells showed then is taken over where it can be.
        full: the chapters that use what takes long to import; the others do not wait for it.
        on_event: called in this process when a chapter starts and when it is done.

    Returns:
        The executed chapters, in the order in which they were given.

    Raises:
        CkmError: for the first chapter that fails; the others are stopped.
        ValueError: if the output would overwrite the notebooks themselves.
    """
    project = project.resolve()
    if output.resolve() == project:
        raise ValueError(f"output {output} is the folder of the notebooks themselves")
    for chapter in chapters:
        if not (project / chapter.source).resolve().is_relative_to(project):
            raise CkmError(
                "this chapter is not in the folder of the project",
                place=chapter.source,
                advice="Move it there, and name it by its path in the project",
            )
    with contextlib.ExitStack() as stack:
        if standby is None:
            standby = stack.enter_context(stand_by(None, jobs))
        server = standby.server
        tasks = [
            _Task(
                chapter=chapter,
                parameters=dict(parameters),
                project=project,
                wave_folder=wave_folder.resolve(),
                occasions=dict(occasions or {}),
                output=output.resolve(),
                cell_seconds=cell_seconds,
                fork_server=server.socket(full=chapter in full) if server else None,
                rewritten=chapter in rewritten,
            )
            for chapter in _in_order(chapters, full, project)
        ]
        done: dict[Chapter, Executed] = {}
        for task, executed in standby.workers.run(
            tasks, on_start=lambda task: on_event(Started(task.chapter))
        ):
            done[task.chapter] = executed
            on_event(executed)
        return [done[chapter] for chapter in chapters]


def execute_chapter(task: _Task) -> Executed:
    """Execute one chapter in this process, which papermill moves to the project's folder."""
    from papermill import execute_notebook  # noqa: PLC0415, half a second that the parent saves

    # What papermill and the notebook client would log reaches the caller as an error.
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    logging.getLogger("traitlets").setLevel(logging.CRITICAL)
    began = time.monotonic()
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
        cwd=task.project,
        notebook=str(source),
        wave_folder=task.wave_folder,
        occasions=task.occasions,
        earlier=read_notebook(path) if task.rewritten else None,
        execution_timeout=task.cell_seconds,
        fork_server=task.fork_server,
    )
    write_notebook(executed, path)
    notes = [(cell.id, cell.metadata.get("ckm", {})) for cell in executed.cells]
    return Executed(
        chapter=task.chapter,
        path=path,
        claims=tuple(
            Claim(**claim, notebook=str(source), cell_id=cell_id)
            for cell_id, note in notes
            for claim in note.get("claims", [])
        ),
        missing=tuple(note["missing"] for _, note in notes if "missing" in note),
        warnings=tuple(text for _, note in notes for text in note.get("warnings", [])),
        seconds=time.monotonic() - began,
    )


def _declared(notebook: NotebookNode, parameters: Mapping[str, object]) -> dict[str, object]:
    """Check that the notebook declares the parameters, which papermill only warns about."""
    from papermill import inspect_notebook  # noqa: PLC0415

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


def _in_order(
    chapters: Sequence[Chapter], full: Collection[Chapter], project: Path
) -> list[Chapter]:
    """Give the order in which they start.

    The longest, on which the others would have to wait in the end, is first. Those that wait for
    what takes long to import are last, else every worker might wait for it.
    """
    by_size = sorted(chapters, key=lambda one: _size(project / one.source), reverse=True)
    return by_size[:1] + sorted(by_size[1:], key=lambda one: one in full)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
