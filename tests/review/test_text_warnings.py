"""What `ckm check` warns of in texts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from project_samples import ROOT, Project, copy_project

from ckmreport.review.text_warnings import text_warnings

TEXT = "data/waves/2023/text/doel.md"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path / "project")


def unknown(project: Path, data: Path | None = None) -> list[str]:
    return [str(one) for one in text_warnings(project, data or project / "data").unknown_words]


def test_the_texts_of_the_project_have_no_misspelling() -> None:
    assert unknown(ROOT) == []


def test_few_sentences_of_the_project_ask_much() -> None:
    assert len(text_warnings(ROOT, ROOT / "data").hard_to_read) < 20


def test_a_misspelling_is_named_once_with_what_was_meant(project: Project) -> None:
    path = project.folder / TEXT
    lines = len(path.read_text("utf-8").splitlines())
    with path.open("a", encoding="utf-8") as file:
        file.write("\nVeel slachtofers.\nAlle slachtofers.\n")
    assert unknown(project.folder) == [
        f"{TEXT}, line {lines + 2}: 'slachtofers' is in no dictionary;"
        " do you mean 'slachtoffers'? (1 more)"
    ]


def test_another_data_folder_adds_its_words_to_those_of_the_project(
    project: Project, tmp_path: Path
) -> None:
    data = tmp_path / "elders"
    shutil.copytree(project.folder / "data", data)
    (data / "woordenlijst.txt").write_text("Zwolkstra\n", "utf-8")
    municipality = data / "municipality.yml"
    text = municipality.read_text("utf-8").replace("Noord-Nederland", "Wrokkum")
    municipality.write_text(text, "utf-8")
    path = data / "waves/2023/text/doel.md"
    path.write_text("In Wrokkum spreekt CoMensha Zwolkstra en Vlorpstra.\n", "utf-8")
    (found,) = unknown(project.folder, data)
    assert found == f"{path}, line 1: 'Vlorpstra' is in no dictionary"


def test_a_malformed_text_is_left_to_the_other_checks(project: Project) -> None:
    (project.folder / TEXT).write_text("Van `{python} a (` de slachtofers.\n", "utf-8")
    assert unknown(project.folder) == []


def test_the_command_warns_and_succeeds(project: Project) -> None:
    names = " ".join(f"Zxq{letter}wrok" for letter in "bcdfghjklmnpqrs")
    (project.folder / TEXT).write_text(f"{names} verteltt.\n", "utf-8")
    done = project.ckm("check")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "The sources are in order.\n"
    assert "Warning: Words in no dictionary: 16" in done.stderr
    assert done.stderr.count("is in no dictionary") == 12
    assert "… and 4 more; --all shows them" in done.stderr
    everything = project.ckm("check", "--all")
    assert everything.stderr.count("is in no dictionary") == 16
    assert "verteltt" in everything.stderr
