"""papermill by hand, as people type it: with the engine `ckm` and without."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from project_samples import ROOT, Project, copy_project

from ckmreport.cli.papermill_engine import Engine, _parameters
from ckmreport.report.execute.notebook_files import INJECTED, has_tag
from ckmreport.report.recount_line import TAG
from ckmreport.report.render.book import PROJECT_FILE, read_chapters

CHAPTERS = [chapter.path for chapter in read_chapters(ROOT / PROJECT_FILE)]
#: The chapter that is in the book only where there is an earlier wave.
TREND = "notebooks/ontwikkeling.ipynb"
FEW = ["index.ipynb", "notebooks/B-topiclijst.ipynb"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return copy_project(tmp_path_factory.mktemp("by-hand") / "project")


@pytest.fixture(scope="module")
def staged(project: Project) -> Path:
    """The executed notebooks of a report."""
    done = project.ckm("report", "2023", "--renderer", "embedded", "--to", "html")
    assert done.returncode == 0, done.stderr
    return project.folder / "_build" / "2023"


def papermill(project: Project, chapter: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "papermill", chapter, "out.ipynb", "--no-progress-bar"]
    return subprocess.run(
        [*command, *options], cwd=project.folder, capture_output=True, text=True, check=False
    )


def content(path: Path) -> dict[str, Any]:
    """Give a notebook without what papermill says of its own run.

    Nor has it the line that counts the numbers of all chapters: one chapter cannot know it.
    """
    notebook: dict[str, Any] = nbformat.read(path, as_version=4)
    for part in (notebook, *notebook["cells"]):
        part["metadata"].pop("papermill", None)
    for cell in notebook["cells"]:
        if has_tag(cell, TAG):
            cell["source"] = ""
            cell["metadata"].pop("ckm", None)
    return notebook


def assert_as_in_report(project: Project, staged: Path, chapter: str, *options: str) -> None:
    done = papermill(project, chapter, "--engine", "ckm", *options)
    assert done.returncode == 0, done.stderr
    assert content(project.folder / "out.ipynb") == content(staged / chapter)


@pytest.mark.parametrize("options", [("-p", "wave", "2023"), ("-r", "wave", "2023"), ()])
def test_the_engine_gives_by_hand_what_a_report_holds(
    project: Project, staged: Path, options: tuple[str, ...]
) -> None:
    assert_as_in_report(project, staged, "index.ipynb", *options)


@pytest.mark.long
@pytest.mark.parametrize("chapter", [one for one in CHAPTERS if one != TREND])
def test_the_engine_gives_each_chapter_by_hand(
    project: Project, staged: Path, chapter: str
) -> None:
    assert_as_in_report(project, staged, chapter, "-p", "wave", "2023")


@pytest.mark.parametrize("chapter", FEW)
def test_papermill_alone_runs_a_chapter_of_a_wave_whose_name_is_a_number(
    project: Project, chapter: str
) -> None:
    done = papermill(project, chapter, "-p", "wave", "2023")
    assert done.returncode == 0, done.stderr


@pytest.mark.long
@pytest.mark.parametrize("chapter", [one for one in CHAPTERS if one not in (TREND, *FEW)])
def test_papermill_alone_runs_each_chapter(project: Project, chapter: str) -> None:
    done = papermill(project, chapter, "-p", "wave", "2023")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("engine", [(), ("--engine", "ckm")])
def test_what_is_wrong_is_one_sentence_with_what_to_do(
    project: Project, engine: tuple[str, ...]
) -> None:
    done = papermill(project, "index.ipynb", "-p", "wave", "2024", *engine)
    assert done.returncode != 0
    assert done.stderr.rstrip().endswith("there is no wave '2024'. Waves here: 2023.")
    done = papermill(project, TREND, *engine)
    assert "there is no wave before 2023 to compare with" in done.stderr
    assert "`ckm report` leaves this chapter out" in done.stderr


def test_a_notebook_that_is_no_chapter_runs_in_any_folder(tmp_path: Path) -> None:
    text, code = "Dat is `{python} 6 * 7`.", "1"
    cells = [nbformat.v4.new_markdown_cell(text), nbformat.v4.new_code_cell(code)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "in.ipynb")
    done = papermill(Project(tmp_path), "in.ipynb", "--engine", "ckm")
    assert done.returncode == 0, done.stderr
    prose, shown = content(tmp_path / "out.ipynb")["cells"]
    (said,) = prose["metadata"]["user_expressions"][0]["result"]["data"].values()
    assert re.fullmatch(r"\[42\]\{\.getal data-id=\S+\}", said)  # as in a chapter
    assert shown["outputs"][0]["data"]["text/plain"] == "1"


@pytest.mark.parametrize(
    ("source", "wave"),
    [
        ('wave: str = ""\ndata: str = "data"', ""),
        ("wave = 2023\ndata = 'data'", 2023),
        ("wave = data = 'x'", "x"),
        ("wave, data = 1, 2", None),
        ("wave = f(", None),
    ],
)
def test_parameters_are_read_as_they_stand(source: str, wave: object) -> None:
    cell = nbformat.v4.new_code_cell(source, metadata={"tags": [INJECTED]})
    assert _parameters(nbformat.v4.new_notebook(cells=[cell])).get("wave") == wave
    assert Engine.nb_kernel_name() == "python3"
