"""A chapter that asks for an earlier wave is in the book of those waves that have one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from project_samples import ROOT, Project, copy_project

from ckmreport.cli.making import book_chapters
from ckmreport.cli.occasions import fitting
from ckmreport.errors import CkmError

CHAPTER = "notebooks/ontwikkeling.ipynb"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path / "project")


def named(project: Project, wave: str) -> list[str]:
    folder = project.folder
    found = fitting(book_chapters(folder), folder, folder / "data", wave)
    return [chapter.source.as_posix() for chapter in found]


def test_the_first_wave_has_no_development(project: Project) -> None:
    every = [chapter.source.as_posix() for chapter in book_chapters(project.folder)]
    assert CHAPTER in every
    assert named(project, "2023") == [name for name in every if name != CHAPTER]


def test_a_later_wave_has_it_between_results_and_conclusion(project: Project) -> None:
    waves = project.folder / "data" / "waves"
    shutil.copytree(ROOT / "data/waves/2023", waves / "2025")
    chapters = named(project, "2025")
    place = chapters.index(CHAPTER)
    assert "resultaten" in chapters[place - 1]
    assert "conclusie" in chapters[place + 1]
    assert CHAPTER not in named(project, "2023")  # of an older wave the book stays as it was


def test_an_unknown_occasion_is_named(project: Project) -> None:
    path = project.folder / CHAPTER
    path.write_text(path.read_text("utf-8").replace("earlier_waves", "full_moon"), "utf-8")
    with pytest.raises(CkmError, match="asks for 'full_moon'") as caught:
        named(project, "2023")
    assert caught.value.place == CHAPTER
    assert caught.value.advice == "Known: earlier_waves"
