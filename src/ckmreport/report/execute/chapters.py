"""Chapters of the book: notebooks that are executed with parameters, several at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.markdown.claims import Claim
from ckmreport.report.execute.pictures import fill
from ckmreport.report.execute.processes import Pool

CELL_SECONDS = 600
_FUNCTION = "ckmreport.report.execute.chapter:execute_chapter"


@dataclass(frozen=True)
class Chapter:
    """A notebook of the book; `source` is relative to the project's folder."""

    source: Path


@dataclass(frozen=True)
class Started:
    """A process begins with a chapter."""

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
class Task:
    """The task of a process: one chapter to execute."""

    chapter: Chapter
    parameters: Mapping[str, object]
    project: Path
    wave_folder: Path
    occasions: Mapping[str, bool]
    output: Path
    draws_apart: bool
    keeps_pictures: bool

    def __str__(self) -> str:
        return str(self.chapter.source)


def execute(
    chapters: Sequence[Chapter],
    parameters: Mapping[str, object],
    *,
    project: Path,
    wave_folder: Path,
    occasions: Mapping[str, bool] | None = None,
    output: Path,
    pool: Pool | None = None,
    cell_seconds: float = CELL_SECONDS,
    pictured: Collection[Chapter] = (),
    on_event: Callable[[Started | Executed], None] = lambda _: None,
) -> list[Executed]:
    """Execute chapters and write them, in Quarto's form, at the same path below `output`.

    Args:
        chapters: the notebooks; the longest start first.
        parameters: values for each notebook's `parameters` cell; a notebook without code gets
            none.
        project: the folder with `_quarto.yml`, in which they run.
        wave_folder: the folder of the wave, with the texts that the notebooks include.
        occasions: what the metadata of a cell can ask for, and whether the wave has it; see
            `report/execute/conditional_cells.py`.
        output: the folder for the executed notebooks.
        pool: the processes that execute them; by default one at a time.
        cell_seconds: how long one cell may take.
        pictured: the chapters whose executed notebooks in `output` hold pictures that can be used
            again, where they are of the same figures.
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
    pool = pool or Pool(1)
    tasks = [
        Task(
            chapter=chapter,
            parameters=dict(parameters),
            project=project,
            wave_folder=wave_folder.resolve(),
            occasions=dict(occasions or {}),
            output=output.resolve(),
            draws_apart=pool.forks,
            keeps_pictures=chapter in pictured,
        )
        # The others would have to wait for a long one in the end.
        for chapter in sorted(chapters, key=lambda one: _size(project / one.source), reverse=True)
    ]
    done: dict[Chapter, Executed] = {}
    drawn: dict[str, str] = {}
    unfilled: list[tuple[Executed, Collection[str]]] = []
    for task, result in pool.run(
        _FUNCTION,
        tasks,
        seconds=cell_seconds,
        on_start=lambda task: on_event(Started(task.chapter)),
    ):
        if isinstance(task, list):
            drawn |= result
        else:
            unfilled.append(result)
        for executed, keys in [one for one in unfilled if drawn.keys() >= set(one[1])]:
            unfilled.remove((executed, keys))
            if keys:
                fill(executed.path, drawn)
            done[executed.chapter] = executed
            on_event(executed)
    return [done[chapter] for chapter in chapters]


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
