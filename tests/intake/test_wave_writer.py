"""Answers are in one place only, whatever is killed when."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from export_samples import DATA, wave_rows, write_limesurvey
from kill_samples import is_killed_before

from ckmreport.foundation.atomic_files import clear_up
from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.file_locks import locked
from ckmreport.intake.add_wave import Prepared, Request, add, parse_fieldwork, prepare
from ckmreport.intake.matching.mapping import ExportMapping
from ckmreport.survey.questionnaire import Questionnaire, load_questionnaire
from ckmreport.survey.waves.wave_folders import STUDY_FILES

TODAY = dt.date(2026, 1, 5)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder without waves."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name in STUDY_FILES:
        shutil.copy(DATA / name, folder / name)
    return folder


def refuse(_: ExportMapping, __: Questionnaire) -> ExportMapping:
    raise CkmError("columns to confirm")


def prepared_wave(data: Path, respondents: int = 10) -> Prepared:
    path = data.parent / "export.csv"
    questionnaire = load_questionnaire(data / "questionnaire.yml")
    write_limesurvey(path, questionnaire, wave_rows(respondents))
    fieldwork = parse_fieldwork("2023-06-01/2023-10-31")
    return prepare(Request(export=path, data=data, wave="2025", fieldwork=fieldwork), refuse)


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def git(folder: Path, *arguments: str) -> list[str]:
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def sees_answers(data: Path) -> list[str]:
    """Give the answers that git would take."""
    seen = git(data, "ls-files", "--cached", "--others", "--exclude-standard")
    return [path for path in seen if path.endswith("responses.csv")]


def waves(data: Path) -> dict[str, dict[str, bytes]]:
    return {path.name: contents(path) for path in (data / "waves").iterdir()}


def after_kills(data: Path, prepared: Prepared, reason: str | None, *, step: int) -> None:
    """Kill the writing of a wave before every so manieth file operation, and look what is left."""
    git(data, "init", "--quiet")
    before = data.with_name("before")
    shutil.copytree(data, before)

    def write() -> None:
        add(prepared, reason=reason, today=TODAY)

    write()
    new, old = waves(data), waves(before) if (before / "waves").exists() else {}
    assert new != old
    seen = set()
    for operation in itertools.count(step=step):
        shutil.rmtree(data)
        shutil.copytree(before, data)
        killed = is_killed_before(operation, write, data)
        assert sees_answers(data) == []
        clear_up(data / "waves")
        left = waves(data) if (data / "waves").exists() else {}
        assert left in (old, new)
        seen.add(left == new)
        if not killed:
            break
    assert operation > 20
    assert True in seen
    assert False in seen


@pytest.mark.slow
@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.long)])
def test_a_killed_first_writing_leaves_the_wave_or_nothing(data: Path, step: int) -> None:
    after_kills(data, prepared_wave(data), None, step=step)


@pytest.mark.slow
@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.long)])
def test_a_killed_replacement_leaves_the_old_wave_or_the_new(data: Path, step: int) -> None:
    folder = add(prepared_wave(data), today=TODAY)
    (folder / "text" / "doel.md").write_text("Een doel.\n", "utf-8")
    twelve = prepared_wave(data, 12)
    after_kills(data, twelve, "Er kwamen er nog twee.", step=step)


def test_who_writes_a_wave_that_is_being_written_is_told(data: Path) -> None:
    prepared = prepared_wave(data)
    (data / "waves").mkdir()
    being_made = data / "waves" / ".2025.ckm"
    with locked(being_made / "lock"), pytest.raises(CkmError, match="another run is at work"):
        add(prepared, today=TODAY)
    assert not (data / "waves" / "2025").exists()


def test_answers_stay_on_the_volume_that_the_wave_is_on(data: Path) -> None:
    prepared = prepared_wave(data)
    folder = add(prepared, today=TODAY)
    volume = data.parent / "volume"
    volume.mkdir()
    shutil.move(folder, volume / "2025")
    folder.symlink_to(volume / "2025")
    shutil.move(volume / "2025" / "text", volume / "text")
    (volume / "2025" / "text").symlink_to(os.path.relpath(volume / "text", volume / "2025"))
    add(prepared, reason="Nog eens.", today=TODAY)
    assert [path.name for path in (data / "waves").iterdir()] == ["2025"]
    assert folder.is_symlink()
    assert (volume / "2025/previous/1/responses.csv").exists()
    assert (volume / "2025" / "text").is_symlink()
    assert (volume / "2025" / "text" / "README.md").exists()


@pytest.mark.parametrize("name", ["responses.csv", "previous"])
def test_answers_behind_a_link_are_not_replaced(data: Path, name: str) -> None:
    prepared = prepared_wave(data)
    folder = add(prepared, today=TODAY)
    add(prepared, reason="Nog eens.", today=TODAY)
    shutil.move(folder / name, data.parent / name)
    (folder / name).symlink_to(data.parent / name)
    before = contents(folder)
    with pytest.raises(CkmError, match="this is a link"):
        add(prepared, reason="Nog eens.", today=TODAY)
    assert contents(folder) == before
