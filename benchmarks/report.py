"""How much faster `ckm report` is than plain papermill, and how little it does again.

All are timed in turn in one run of this script, so that their ratios mean something on a machine
that other work makes slow. Papermill only executes: it leaves the numbers in the text unevaluated
and renders nothing. So the same renderer is timed apart, and added to it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from project_copy import Run, changed_sentence, copy_project, median, new_sentence, run_module

from ckmreport.report.freshness.inputs import Study
from ckmreport.report.make import book_chapters
from ckmreport.report.render.pandoc_cache import FOLDER
from ckmreport.report.wave_features import fitting, occasions_of
from ckmreport.survey.waves import wave_folder

NOTHING = "nothing changed"
PAPERMILL = "papermill, one notebook after the other"
RENDERING = "rendering of chapters that are kept"
COLD = "everything executed and rendered"
SENTENCE = "one sentence changed"
FIGURES = "one sentence changed beside figures"


def papermill_sequential(project: Path) -> Run:
    """Run the notebooks of the book with the `papermill` command, one by one, as a script would."""
    data, plain = project / "data", str(project / "_plain.ipynb")
    options = ("--no-progress-bar", "--cwd", str(project))
    runs = []
    occasions = occasions_of(Study(project, data, wave_folder(data).name))
    for chapter in fitting(book_chapters(project), project, occasions):
        runs.append(run_module(project, "papermill", *options, str(chapter.source), plain))
    return Run(sum(run.seconds for run in runs), max(run.memory for run in runs))


def cold(project: Path) -> Run:
    """Make the whole report: execution, HTML and PDF, with nothing kept of an earlier run."""
    shutil.rmtree(project / "_build", ignore_errors=True)
    return report(project)


def rendering(project: Path) -> Run:
    """Make it with every chapter kept from the last run, and nothing that pandoc made of it."""
    shutil.rmtree(project / "_book")
    for kept in project.glob(f"_build/*/{FOLDER}"):
        shutil.rmtree(kept)
    return report(project)


def nothing(project: Path) -> Run:
    """Ask for it again."""
    return report(project)


def sentence(project: Path) -> Run:
    """Change a sentence of a chapter, and make it again."""
    return changed(project, "04-conclusie")


def beside_figures(project: Path) -> Run:
    """Change a sentence of the chapter with most figures, and make it again."""
    return changed(project, "03-resultaten")


def changed(project: Path, chapter: str) -> Run:
    """Change a sentence of this chapter, and make it again."""
    path = project / "notebooks" / f"{chapter}.ipynb"
    old = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(changed_sentence(old, new_sentence())), "utf-8")
    return report(project)


def report(project: Path, *options: str) -> Run:
    """Make the report of the newest wave."""
    return run_module(project, "ckmreport", "report", *options)


#: In this order each finds what the one before it left.
WORK: Mapping[str, Callable[[Path], Run]] = {
    PAPERMILL: papermill_sequential,
    COLD: cold,
    RENDERING: rendering,
    NOTHING: nothing,
    SENTENCE: sentence,
    FIGURES: beside_figures,
}


def main() -> None:
    """Print the medians, and their ratios to a report of which everything is made."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default 5)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "project")
        done: dict[str, list[Run]] = {name: [] for name in WORK}
        for _ in range(runs):  # in turn, so that a slow minute hits all
            for name, work in WORK.items():
                done[name].append(work(project))
    medians = {name: median(found) for name, found in done.items()}
    base = medians[COLD].seconds
    print(f"{runs} runs of each, on {os.cpu_count()} cores; medians, memory of the largest process")
    for name, run in medians.items():
        ratio = f"{run.seconds / base:6.2f} of all"
        print(f"{name:42}{run.seconds:7.2f} s{run.memory:7.2f} GiB  {ratio}")
    plain = medians[PAPERMILL].seconds + medians[RENDERING].seconds
    print(f"{'papermill and the same renderer':42}{plain:7.2f} s")
    print(f"{'that is, times as long as all':42}{plain / base:7.2f}")


if __name__ == "__main__":
    main()
