from __future__ import annotations

import json
from pathlib import Path

import pytest

from ckmreport.report.freshness.books import (
    book_inputs,
    data_inputs,
    program_inputs,
    project_inputs,
    written_inputs,
)
from ckmreport.report.freshness.filehashes import FileHashes
from ckmreport.report.freshness.inputs import Inputs, Study, differences

DATA = (
    "questionnaire.yml",
    "publication/2023/figures.yml",
    "waves/2023/responses.csv",
    "waves/2025/responses.csv",
    "waves/2025/text/x.md",
)
SOURCES = (
    "_quarto.yml",
    "references.bib",
    "index.ipynb",
    "notebooks/a.ipynb",
    "_extensions/ckm/report.typ",
)
NOBODYS = (
    "README.md",
    "_book/2025/html/index.html",
    "_build/2025/index.ipynb",
    "data/.cache/x",
    "data/waves/.2025-x/wave.yml",
    "data/waves/2025/.swp",
    "data/waves/2027/responses.csv",
    "notebooks/.ipynb_checkpoints/a.ipynb",
)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    for name in (*SOURCES, *NOBODYS, *(f"data/{name}" for name in DATA)):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    return Study(tmp_path, tmp_path / "data", "2025")


def test_a_file_that_holds_for_no_wave_does_not_count(study: Study) -> None:
    shared = study.data / "questionnaire.yml"
    (study.data / "waves/2025/questionnaire.yml").touch()
    before = inputs(study)
    shared.write_text("for 2023 and for the next", "utf-8")
    assert differences(before, inputs(study)) == ["data/questionnaire.yml"]
    (study.data / "waves/2023/questionnaire.yml").touch()
    before = inputs(study)
    shared.write_text("for the next", "utf-8")
    assert differences(before, inputs(study)) == []


def inputs(study: Study) -> Inputs:
    return book_inputs(study, FileHashes())


@pytest.mark.parametrize("name", [*SOURCES, *(f"data/{name}" for name in DATA)])
def test_whatever_the_report_is_made_from_counts(study: Study, name: str) -> None:
    before = inputs(study)
    (study.project / name).write_text("other", "utf-8")
    assert differences(before, inputs(study)) == [name]
    (study.project / name).unlink()
    assert differences(before, inputs(study)) == [name]


@pytest.mark.parametrize("name", NOBODYS)
def test_nothing_else_counts(study: Study, name: str) -> None:
    before = inputs(study)
    (study.project / name).write_text("other", "utf-8")
    assert inputs(study) == before


def test_the_package_and_the_libraries_count(study: Study) -> None:
    names = inputs(study).keys()
    assert {"python", "installed libraries", "code: report/make.py"} <= names
    assert any(name.startswith("code: ") and not name.endswith(".py") for name in names)
    assert [name for name in names if name.endswith(".pyc")] == []


def test_program_project_and_data_are_all(study: Study) -> None:
    hashes = FileHashes()
    program, project = program_inputs(hashes), project_inputs(study.project, hashes)
    data = data_inputs(study.data, study.wave, hashes)
    assert {**project, **data} == written_inputs(study, hashes)
    assert {**program, **project, **data} == inputs(study)
    assert len(program) + len(project) + len(data) == len(inputs(study))


@pytest.mark.parametrize(
    ("linked", "name"),
    [
        ("data/waves/2025", "data/waves/2025/responses.csv"),
        ("data/waves/2025/text", "data/waves/2025/text/x.md"),
        ("_extensions/ckm", "_extensions/ckm/report.typ"),
    ],
)
def test_what_lies_behind_a_link_counts(study: Study, linked: str, name: str) -> None:
    folder = study.project / linked
    volume = study.project.with_name(f"{study.project.name}-volume")
    folder.rename(volume)
    folder.symlink_to(volume)
    before = inputs(study)
    (volume / Path(name).relative_to(linked)).write_text("other", "utf-8")
    assert differences(before, inputs(study)) == [name]


def notebook(study: Study, reads: list[str], text: str) -> None:
    cell = {"cell_type": "markdown", "source": text, "metadata": {}, "id": "a"}
    content = {"cells": [cell], "metadata": {"ckm": {"reads": reads}}}
    (study.project / "index.ipynb").write_text(json.dumps(content), "utf-8")


@pytest.mark.parametrize("name", ["figures/place.svg", ".figures/place.svg"])
def test_what_a_notebook_says_it_reads_counts(study: Study, name: str) -> None:
    (study.project / name).parent.mkdir()
    notebook(study, [Path(name).parent.as_posix()], "")
    before = inputs(study)
    (study.project / name).write_text("x", "utf-8")
    assert differences(before, inputs(study)) == [name]


def test_a_hidden_text_that_is_included_counts(study: Study) -> None:
    notebook(study, [], "{{< include text/.x.md >}}")
    before = inputs(study)
    (study.folder / "text/.x.md").write_text("x", "utf-8")
    assert differences(before, inputs(study)) == ["data/waves/2025/text/.x.md"]


def test_a_library_that_is_shadowed_counts(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shadows = tmp_path / "shadows"
    shadows.mkdir()
    monkeypatch.setenv("PYTHONPATH", str(shadows))
    before = inputs(study)
    (shadows / "seaborn.py").touch()
    assert differences(before, inputs(study)) == [f"PYTHONPATH: {shadows / 'seaborn.py'}"]


def test_a_variable_that_a_cell_can_ask_counts(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = inputs(study)
    monkeypatch.setenv("NOBODY_READS_THIS", "1")
    assert inputs(study) == before
    monkeypatch.setenv("XDG_CONFIG_HOME", "/elsewhere")
    assert differences(before, inputs(study)) == ["environment"]
