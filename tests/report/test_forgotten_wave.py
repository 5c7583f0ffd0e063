from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from project_samples import Project, small_project

from ckmreport.foundation.errors import CkmError
from ckmreport.report.forgotten_wave import forget, traces_of
from ckmreport.report.freshness.inputs import Study


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_project(tmp_path / "project")


def mentions(folder: Path, text: str) -> list[Path]:
    return [
        path for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()
    ]


def test_all_that_a_wave_left_goes_and_nothing_of_others(project: Project) -> None:
    folder, waves = project.folder, project.folder / "data/waves"
    shutil.copytree(waves / "2023", waves / "2021")
    (waves / "2021/previous/1").mkdir(parents=True)
    for place in (
        "data/waves/2021/previous/1/responses.csv",
        "data/waves/2021/text/.a.swp",
        "_build/2021/.kept/a",
        "_build/2021/index.ipynb",
        "_build/2023/index.ipynb",  # compares itself with the wave before it
        "_book/2021/html/index.html",
        "_book/2023/html/index.html",
    ):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text("of the wave of 2021", "utf-8")
    study = Study(folder, folder / "data", "2021")
    traces = traces_of(study, folder / "_book")
    for name in ("../waves/2023", "..", ".2023", "", "2019"):
        with pytest.raises(CkmError):
            traces_of(Study(folder, folder / "data", name), folder / "_book")
    assert any("latere metingen (2023)" in text for text in traces.unreachable)
    forget(study, traces)
    assert mentions(folder, "of the wave of 2021") == [folder / "_book/2023/html/index.html"]
    assert [path.name for path in waves.iterdir()] == ["2023"]
    with pytest.raises(CkmError, match="nothing is left of a wave '2021'"):
        traces_of(study, folder / "_book")


def test_answers_behind_a_link_go_with_the_link(project: Project, tmp_path: Path) -> None:
    waves = project.folder / "data/waves"
    shutil.copytree(waves / "2023", tmp_path / "volume/2021")
    (waves / "2021").symlink_to(tmp_path / "volume/2021")
    study = Study(project.folder, project.folder / "data", "2021")
    forget(study, traces_of(study, project.folder / "_book"))
    assert list((tmp_path / "volume").iterdir()) == []
    assert [path.name for path in waves.iterdir()] == ["2023"]


def test_the_command_asks_and_says_what_it_cannot_reach(project: Project) -> None:
    assert project.ckm("wave", "forget", "2023").returncode == 1  # nobody answers
    assert (project.folder / "data/waves/2023").exists()
    done = project.ckm("wave", "forget", "2023", "--yes")
    assert done.returncode == 0, done.stderr
    assert "de export, de" in done.stdout
    assert not (project.folder / "data/waves/2023").exists()
