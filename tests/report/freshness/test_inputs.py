from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ckmreport.report.freshness.filehashes import ABSENT, FileHashes
from ckmreport.report.freshness.inputs import (
    Inputs,
    Study,
    change,
    chapter_inputs,
    differences,
    program_checksum,
)

CHAPTER = Path("notebooks/01.ipynb")
FILES = {
    "house/__init__.py": "",
    "house/tables.py": "",
    "house/figures.py": "",
    "requirements.lock": "",
    "data/questionnaire.yml": "",
    "data/publication/2023/figures.csv": "",
    "data/publication/2025/figures.csv": "",
    "data/waves/2023/responses.csv": "",
    "data/waves/2023/text/doel.md": "",
    "data/waves/2025/responses.csv": "",
    "data/waves/2025/text/doel.md": "",
    "data/waves/2025/text/anders.md": "",
    "data/waves/2027/responses.csv": "",
}


@pytest.fixture
def study(tmp_path: Path) -> Study:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return Study(tmp_path, tmp_path / "data", "2025")


def write(
    study: Study,
    *cells: tuple[str, str],
    metadata: Mapping[str, Any] | None = None,
    of_cells: Mapping[str, Any] | None = None,
) -> None:
    path = study.project / CHAPTER
    path.parent.mkdir(exist_ok=True)
    content = {
        "cells": [
            {"cell_type": kind, "source": text.splitlines(True), "metadata": of_cells or {}}
            for kind, text in cells
        ],
        "metadata": metadata or {},
    }
    path.write_text(json.dumps(content), "utf-8")


def inputs(study: Study) -> Inputs:
    hashes = FileHashes()
    program = program_checksum(hashes, study.project / "house")
    return chapter_inputs(CHAPTER, study, program, hashes)


CODE = ("code", "from house import figures")
INCLUDE = ("markdown", "Tekst.\n\n{{< include text/doel.md >}}")


def changed(study: Study, change: Callable[[], object]) -> list[str]:
    before = inputs(study)
    change()
    return differences(before, inputs(study))


def edit(study: Study, name: str) -> Callable[[], object]:
    return lambda: (study.project / name).write_text("# anders", "utf-8")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("house/figures.py", ["program"]),
        ("house/styles.css", ["program"]),
        ("data/questionnaire.yml", ["data/questionnaire.yml"]),
        ("data/publication/2025/figures.csv", ["data/publication/2025/figures.csv"]),
        ("data/waves/2025/responses.csv", ["data/waves/2025/responses.csv"]),
        ("data/waves/2025/text/doel.md", ["text/doel.md"]),
        ("data/waves/2025/text/anders.md", []),
        ("data/waves/2023/responses.csv", []),
        ("data/publication/2023/figures.csv", []),
        ("requirements.lock", ["requirements.lock"]),
    ],
)
def test_a_chapter_depends_on_what_it_needs(study: Study, name: str, expected: list[str]) -> None:
    write(study, INCLUDE, CODE)
    assert changed(study, edit(study, name)) == expected


def test_a_new_file_of_the_wave_is_a_change(study: Study) -> None:
    write(study, CODE)
    assert changed(study, edit(study, "data/waves/2025/checks.json")) == [
        "data/waves/2025/checks.json"
    ]


def test_a_text_that_is_still_to_be_written_is_known_as_absent(study: Study) -> None:
    write(study, ("markdown", "{{< include text/nieuw.md >}}"))
    assert inputs(study)["text/nieuw.md"] == ABSENT
    assert changed(study, edit(study, "data/waves/2025/text/nieuw.md")) == ["text/nieuw.md"]


@pytest.mark.parametrize("note", [{"when": "earlier_waves"}, {"reads": ["earlier_waves"]}])
@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("data/waves/2023/responses.csv", True),
        ("data/waves/2023/text/doel.md", False),
        ("data/publication/2023/figures.csv", True),
        ("data/waves/2027/responses.csv", False),
    ],
)
def test_earlier_waves_count_where_the_chapter_is_about_them(
    study: Study, note: Mapping[str, Any], name: str, counts: bool
) -> None:
    write(study, CODE, metadata={"ckm": note})
    assert changed(study, edit(study, name)) == ([name] if counts else [])


def test_a_cell_that_not_every_wave_has_depends_on_what_tells(study: Study) -> None:
    wave, earlier = "data/waves/2025/wave.yml", "data/waves/2023/responses.csv"
    write(study, INCLUDE, of_cells={"ckm": {"when": "interviews"}})
    assert changed(study, edit(study, wave)) == [wave]
    assert changed(study, edit(study, earlier)) == []
    write(study, INCLUDE, of_cells={"ckm": {"when": "earlier_waves"}})
    (study.project / earlier).unlink()
    assert changed(study, edit(study, earlier)) == [earlier]


@pytest.mark.parametrize("reads", ["notebooks", "notebooks/other.ipynb"])
def test_a_chapter_can_say_what_else_it_reads(study: Study, reads: str) -> None:
    write(study, CODE, metadata={"ckm": {"reads": [reads]}})
    other = "notebooks/other.ipynb"
    assert changed(study, edit(study, other)) == [f"read: {other}"]


def test_figures_look_as_the_tokens_of_the_project_say(study: Study) -> None:
    tokens = "_extensions/ckm/tokens.yml"
    (study.project / tokens).parent.mkdir(parents=True)
    write(study, CODE)
    assert changed(study, edit(study, tokens)) == [tokens]


def test_a_chapter_that_refers_to_others_depends_on_what_stands_where(study: Study) -> None:
    write(study, CODE, metadata={"ckm": {"reads": ["outline"]}})
    other = study.project / "notebooks" / "other.ipynb"

    def write_other(heading: str, prose: str, label: str) -> None:
        cells = [
            {"id": "a", "cell_type": "markdown", "source": f"# {heading} {{#sec-a}}\n\n{prose}"},
            {"id": "b", "cell_type": "code", "source": [f"#| label: {label}\n", "draw()"]},
        ]
        other.write_text(json.dumps({"cells": cells}), "utf-8")

    write_other("Kop", "Zin.", "fig-a")
    assert changed(study, lambda: write_other("Kop", "Andere zin.", "fig-a")) == []
    name = "outline: notebooks/other.ipynb"
    assert changed(study, lambda: write_other("Andere kop", "Zin.", "fig-a")) == [name]
    assert changed(study, lambda: write_other("Andere kop", "Zin.", "fig-b")) == [name]
    assert changed(study, other.unlink) == [name]


def test_copies_that_an_editor_keeps_are_nobodys_input(study: Study) -> None:
    write(study, CODE, metadata={"ckm": {"reads": ["notebooks"]}})
    copies = ("notebooks/.ipynb_checkpoints/01.ipynb", "data/waves/2025/.ipynb_checkpoints/x.csv")
    for name in copies:
        (study.project / name).parent.mkdir()
        assert changed(study, edit(study, name)) == []


def test_a_chapter_of_text_alone_depends_on_itself_and_the_program(study: Study) -> None:
    write(study, ("markdown", "# Literatuur"))
    assert set(inputs(study)) == {CHAPTER.as_posix(), "program"}


def test_another_wave_is_another_chapter(study: Study) -> None:
    write(study, CODE)
    assert "wave" in differences(inputs(study), inputs(replace(study, wave="2023")))


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("", ""),
        ("b", "b changed"),
        ("dbca", "a, b, c, d changed"),
        ("fdbcae", "a, b, c, d and 2 more changed"),
    ],
)
def test_what_changed_is_said_in_a_few_words(names: str, words: str) -> None:
    same = {"z": "1"}
    assert change(same, same | dict.fromkeys(names, "1")) == words
    assert change(same | dict.fromkeys(names, "1"), same) == words


def keep(study: Study, name: str, *waves: str) -> None:
    for wave in waves:
        (study.data / "waves" / wave / name).write_text("", "utf-8")


@pytest.mark.parametrize("name", ["questionnaire.yml", "municipality.yml", "topics.yml"])
def test_what_a_wave_has_of_its_own_counts_instead_of_the_shared_file(
    study: Study, name: str
) -> None:
    write(study, CODE)
    shared, own = f"data/{name}", f"data/waves/2025/{name}"
    assert changed(study, edit(study, shared)) == [shared]
    keep(study, name, "2025")
    assert changed(study, edit(study, shared)) == []
    assert changed(study, edit(study, own)) == [own]


def test_the_shared_file_counts_while_an_earlier_wave_reads_it(study: Study) -> None:
    write(study, CODE, metadata={"ckm": {"reads": ["earlier_waves"]}})
    shared, earlier = "data/questionnaire.yml", "data/waves/2023/questionnaire.yml"
    keep(study, "questionnaire.yml", "2025")
    assert changed(study, edit(study, shared)) == [shared]
    keep(study, "questionnaire.yml", "2023")
    (study.project / shared).write_text("nog anders", "utf-8")
    assert changed(study, edit(study, shared)) == []
    assert changed(study, edit(study, earlier)) == [earlier]
