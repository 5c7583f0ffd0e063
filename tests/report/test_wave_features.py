"""A chapter that asks for something is in the book of those waves that have it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from project_samples import ROOT, Project, copy_project

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.texts_to_write import ExpectedText, texts_page
from ckmreport.report.freshness.inputs import Study
from ckmreport.report.make import book_chapters
from ckmreport.report.wave_features import fitting, occasions_of

CHAPTER = "notebooks/ontwikkeling.ipynb"
TOPICS = "notebooks/B-topiclijst.ipynb"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path / "project")


def named(project: Project, wave: str) -> list[str]:
    folder = project.folder
    occasions = occasions_of(Study(folder, folder / "data", wave))
    found = fitting(book_chapters(folder), folder, occasions)
    return [chapter.source.as_posix() for chapter in found]


def replace(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def test_the_first_wave_has_no_development(project: Project) -> None:
    every = [chapter.source.as_posix() for chapter in book_chapters(project.folder)]
    assert CHAPTER in every
    assert named(project, "2023") == [name for name in every if name != CHAPTER]


def test_a_later_wave_has_it_between_results_and_conclusion(project: Project) -> None:
    later = project.folder / "data" / "waves" / "2025"
    shutil.copytree(ROOT / "data/waves/2023", later)
    replace(later / "wave.yml", 'wave: "2023"', 'wave: "2025"')
    chapters = named(project, "2025")
    place = chapters.index(CHAPTER)
    assert "resultaten" in chapters[place - 1]
    assert "conclusie" in chapters[place + 1]
    assert CHAPTER not in named(project, "2023")  # of an older wave the book stays as it was


def test_a_wave_without_interviews_has_no_appendix_about_them(project: Project) -> None:
    before = named(project, "2023")
    replace(project.folder / "data/waves/2023/wave.yml", "interviews: {", "# interviews: {")
    assert TOPICS in before
    assert named(project, "2023") == [name for name in before if name != TOPICS]


def test_a_reconstruction_has_no_export(project: Project) -> None:
    study = Study(project.folder, project.folder / "data", "2023")
    assert not occasions_of(study)["export"]
    replace(project.folder / "data/waves/2023/wave.yml", "synthetic: true", "synthetic: false")
    assert occasions_of(study)["export"]


def test_whoever_writes_the_texts_is_told_of_every_occasion(project: Project) -> None:
    for name in occasions_of(Study(project.folder, project.folder / "data", "2023")):
        assert "altijd" not in texts_page([ExpectedText("text/a.md", "", "", name)])


def test_an_unknown_occasion_is_named(project: Project) -> None:
    replace(project.folder / CHAPTER, "earlier_waves", "full_moon")
    with pytest.raises(CkmError, match="asks for 'full_moon'") as caught:
        named(project, "2023")
    assert caught.value.place == CHAPTER
    assert caught.value.advice == "Known: earlier_waves, edition, export, interviews"


def test_what_kind_of_edition_it_is_may_be_left_unsaid(project: Project) -> None:
    study = Study(project.folder, project.folder / "data", "2023")
    assert occasions_of(study)["edition"]
    path = study.folder / "wave.yml"
    text = re.sub(r"(?ms)^edition: .*?(?=^colophon)", "", path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    assert not occasions_of(study)["edition"]
