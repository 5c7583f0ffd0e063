from __future__ import annotations

from pathlib import Path

import pytest

import ckmreport.report.freshness.inputs
import ckmreport.survey.waves
from ckmreport.foundation.errors import CkmError
from ckmreport.survey.waves import folders_passed_over, wave_folder, wave_names
from ckmreport.survey.waves.wave_folders import STUDY_FILES, keep_study_files, study_file


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name in ("2026", "2024", "2025"):
        (tmp_path / "waves" / name).mkdir(parents=True)
        (tmp_path / "waves" / name / "wave.yml").touch()
    (tmp_path / "waves" / "notes").mkdir()
    return tmp_path


def test_waves_are_listed_oldest_first(data: Path) -> None:
    assert wave_names(data) == ["2024", "2025", "2026"]


def test_the_newest_wave_is_meant_unless_one_is_named(data: Path) -> None:
    assert wave_folder(data) == data / "waves" / "2026"
    assert wave_folder(data, "2025") == data / "waves" / "2025"


def test_an_unknown_wave_is_refused_with_those_there_are(data: Path) -> None:
    with pytest.raises(CkmError, match="there is no wave '2019'") as caught:
        wave_folder(data, "2019")
    assert caught.value.advice == "Waves here: 2024, 2025, 2026"


def test_a_folder_without_waves_is_refused(data: Path) -> None:
    with pytest.raises(CkmError, match="there is no wave in this data folder") as caught:
        wave_names(data / "waves")
    assert caught.value.place == str(data / "waves" / "waves")


def test_a_folder_without_a_wave_is_told_apart_from_what_a_killed_run_left(data: Path) -> None:
    (data / "waves" / ".new-abc" / "2027").mkdir(parents=True)
    (data / "waves" / "README.md").touch()
    assert folders_passed_over(data) == [data / "waves" / "notes"]


@pytest.mark.parametrize("name", ckmreport.survey.waves.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(ckmreport.survey.waves, name).__module__.startswith("ckmreport.survey.waves.")


@pytest.mark.parametrize("name", STUDY_FILES)
def test_what_a_wave_keeps_of_the_study_holds_for_it(data: Path, name: str) -> None:
    (data / name).touch()
    assert study_file(data, "2025", name) == data / name
    own = data / "waves" / "2025" / name
    own.touch()
    assert study_file(data, "2025", name) == own
    assert study_file(data, "2026", name) == data / name
    assert study_file(data, "2027", name) == data / name  # it is still to be added


def test_what_reports_are_made_from_knows_the_same_files() -> None:
    assert ckmreport.report.freshness.inputs._OWN == STUDY_FILES


def test_a_wave_keeps_the_study_as_it_is_now(data: Path) -> None:
    folder = data / "waves" / "2026"
    for name in STUDY_FILES:
        (data / name).write_text(f"# $schema=schemas/{name}\nnu: 1\n", "utf-8")
    (folder / "topics.yml").write_text("eigen: 1\n", "utf-8")
    keep_study_files(data, folder)
    kept = {name: (folder / name).read_text("utf-8") for name in STUDY_FILES}
    assert kept["questionnaire.yml"] == "# $schema=../../schemas/questionnaire.yml\nnu: 1\n"
    assert kept["topics.yml"] == "eigen: 1\n"
