"""Invented waves of every shape, and the text of a chapter as such a wave gives it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
from invented_wave import Row, write_invented_wave
from project_samples import ROOT

from ckmreport.report.execute.cell_results import asks, write_results
from ckmreport.report.execute.engine import InlineEngine
from ckmreport.report.execute.markdown.expressions import substitute
from ckmreport.report.execute.markdown.spans import without_spans
from ckmreport.survey.questionnaire import Question

WAVE = "2031"
CHAPTERS = ("index", "02-methodologie", "03-resultaten", "04-conclusie", "05-aanbevelingen")
SIZES = (1, 2, 5, 17, 45, 100, 180, 300, 700, 2000)
MINIMA = (0, 5, 10)
SHAPES = ("last", "first", "even", "ties", "nobody", "alike")
MUNICIPALITIES = ("de gemeente Groningen", "de gemeente Hoogezand-Noord", "de stad Utrecht")


@dataclass(frozen=True)
class Spec:
    """What is drawn of an invented wave."""

    n: int
    shape: str
    min_cell: int
    seed: int
    dropped: str = ""

    def __str__(self) -> str:
        return f"n={self.n} {self.shape} min_cell={self.min_cell} seed={self.seed} {self.dropped}"


def specs(number: int) -> list[Spec]:
    """Give so many waves, all combinations of size, shape and least number before any comes twice.

    One in five did not ask a question that the chapters speak of.
    """
    every = [(n, shape, least) for shape in SHAPES for n in SIZES for least in MINIMA]
    step = 77  # prime to their number, so that a few of them are of every sort
    found = []
    for k in range(number):
        n, shape, least = every[k * step % len(every)]
        dropped = ("interesse", "afspraken", "ce_st_zorgen")[k % 3] if k % 5 == 4 else ""
        found.append(Spec(n, shape, least, k + 1, dropped))
    return found


def write(data: Path, spec: Spec) -> Path:
    """Put a wave into a data folder, in place of the one before."""
    shutil.rmtree(data / "waves" / WAVE, ignore_errors=True)
    folder = write_invented_wave(
        data,
        WAVE,
        n=spec.n,
        seed=spec.seed,
        min_cell=spec.min_cell,
        respond=_answers(spec),
        dropped=spec.dropped,
    )
    town = folder / "municipality.yml"
    shutil.copyfile(data / "municipality.yml", town)
    named = MUNICIPALITIES[spec.seed % len(MUNICIPALITIES)]
    town.write_text(re.sub(r"(?m)^full: .*$", f"full: {named}", town.read_text("utf-8")), "utf-8")
    return folder


def _answers(spec: Spec) -> Any:
    """Give the way in which respondents of a shape answer a question."""
    count = 0

    def choose(question: Question, generator: np.random.Generator) -> Row:
        nonlocal count
        count += 1
        codes = list(question.codes)
        if spec.shape == "nobody" and question.name == "signaal":
            return {question.name: "nee"}
        place = {"first": 0, "alike": 0, "ties": count % len(codes)}.get(spec.shape)
        if spec.shape == "first" and generator.random() < 0.3:
            place = int(generator.integers(len(codes)))
        if place is None:
            place = int(generator.integers(len(codes)))
        if question.kind != "multi":
            return {question.name: codes[place]}
        ticked = {codes[place]}
        if codes[place] not in question.exclusive and spec.shape != "alike":
            ticked |= {
                code
                for code in codes
                if code not in question.exclusive and generator.random() < 0.2
            }
        return {f"{question.name}__{code}": str(int(code in ticked)) for code in codes}

    return None if spec.shape == "last" else choose


def texts(data: Path, folder: Path) -> dict[str, str]:
    """Give the prose of each chapter as it would be printed, without its figures and tables."""
    found = {}
    for chapter in CHAPTERS:
        path = ROOT / ("index.ipynb" if chapter == "index" else f"notebooks/{chapter}.ipynb")
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            if "parameters" in cell.metadata.get("tags", []):
                cell.source = f"wave, data = {WAVE!r}, {str(data)!r}"
        occasions = {"interviews": True, "edition": True, "export": True, "earlier_waves": True}
        executed = InlineEngine.execute_notebook(
            notebook, "", progress_bar=False, wave_folder=folder, occasions=occasions, run=_run
        )
        found[chapter] = "\n\n".join(_printed(executed.cells))
    return found


def _run(notebook: nbformat.NotebookNode, _: Mapping[str, str]) -> nbformat.NotebookNode:
    """Execute a notebook here and now: a process of its own would take most of the time."""
    names: dict[str, Any] = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, cell.id, "exec"), names)
        elif asks(cell.source):
            write_results(cell, lambda text: eval(text, names), "")
    return notebook


def _printed(cells: list[nbformat.NotebookNode]) -> Iterator[str]:
    for cell in cells:
        if cell.cell_type == "markdown":
            results = {
                one["expression"]: one["result"]["data"]["text/markdown"]
                for one in cell.metadata.get("user_expressions", [])
            }
            yield without_spans(substitute(cell.source, results))
