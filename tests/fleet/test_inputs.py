from __future__ import annotations

from pathlib import Path

import pytest

from ckmreport.fleet.inputs import common_inputs, inputs_of
from ckmreport.fleet.plan import Job

PROJECT = ("_quarto.yml", "references.bib", "index.ipynb", "notebooks/a.ipynb")
DATA = (
    "questionnaire.yml",
    "publication/2023/figures.yml",
    "waves/2023/responses.csv",
    "waves/2025/responses.csv",
    "waves/2025/text/x.md",
)


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, "utf-8")


@pytest.fixture
def job(tmp_path: Path) -> Job:
    write(tmp_path / "data", *DATA, "waves/2027/responses.csv")
    return Job("assen", "2025", tmp_path / "data")


@pytest.mark.parametrize("name", DATA)
def test_whatever_the_report_is_made_from_counts(job: Job, name: str) -> None:
    before = inputs_of(job, "common")
    assert inputs_of(job, "common") == before
    (job.data / name).write_text("other", "utf-8")
    assert inputs_of(job, "common") != before


@pytest.mark.parametrize("name", ["waves/2027/responses.csv", ".cache/x", "waves/2025/.swp"])
def test_later_waves_and_hidden_files_do_not_count(job: Job, name: str) -> None:
    before = inputs_of(job, "common")
    write(job.data, name)
    (job.data / name).write_text("other", "utf-8")
    assert inputs_of(job, "common") == before


def test_a_file_under_another_name_counts(job: Job) -> None:
    before = inputs_of(job, "common")
    (job.data / "questionnaire.yml").rename(job.data / "vragen.yml")
    assert inputs_of(job, "common") != before


def test_what_is_common_counts_for_every_report(job: Job) -> None:
    assert inputs_of(job, "one") != inputs_of(job, "other")


@pytest.mark.parametrize("name", PROJECT)
def test_the_project_is_common(tmp_path: Path, name: str) -> None:
    write(tmp_path, *PROJECT)
    before = common_inputs(tmp_path)
    write(tmp_path, "_book/index.html", "README.md")
    assert common_inputs(tmp_path) == before
    (tmp_path / name).write_text("other", "utf-8")
    assert common_inputs(tmp_path) != before
