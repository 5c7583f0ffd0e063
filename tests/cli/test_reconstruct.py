"""The command that rebuilds rows, as a user sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
from project_samples import Project, copy_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path / "project")


@pytest.mark.slow
def test_the_rows_of_the_wave_are_written_where_asked(project: Project, tmp_path: Path) -> None:
    out = tmp_path / "rows.csv"
    made = project.ckm("reconstruct", "2023", "--out", str(out))
    assert (made.returncode, made.stdout) == (0, f"Written: {out}\n")
    committed = project.folder / "data/waves/2023/responses.csv"
    assert len(out.read_text("utf-8").splitlines()) == len(committed.read_text().splitlines())


def test_a_contradiction_in_the_printed_figures_is_named(project: Project, tmp_path: Path) -> None:
    figures = project.folder / "data/publication/2023/figures.csv"
    text = figures.read_text("utf-8")
    line = next(line for line in text.splitlines() if ",stadsdeel,binnenstad," in line)
    figures.write_text(text.replace(line, line.replace(",26,all", ",27,all")), "utf-8")
    made = project.ckm("reconstruct", "2023", "--out", str(tmp_path / "rows.csv"))
    assert made.returncode == 1
    assert line.partition(",")[0] in made.stderr
    assert "Traceback" not in made.stderr
    assert not (tmp_path / "rows.csv").exists()


def test_a_wave_without_printed_figures_is_refused(project: Project, tmp_path: Path) -> None:
    made = project.ckm("reconstruct", "2031", "--out", str(tmp_path / "rows.csv"))
    assert made.returncode == 1
    assert "publication/2031" in made.stderr


def test_a_folder_that_does_not_exist_is_refused(project: Project, tmp_path: Path) -> None:
    made = project.ckm("reconstruct", "2023", "--out", str(tmp_path / "nowhere/rows.csv"))
    assert made.returncode == 1
    assert "there is no such folder" in made.stderr
