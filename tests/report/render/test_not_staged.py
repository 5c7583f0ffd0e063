"""Quarto in the folder of the sources: it says what to run instead, and changes nothing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from project_samples import ROOT
from render_samples import project_settings, staged_book

GUARD = "_extensions/ckm/not-staged.ts"
#: What Quarto adds to a `.gitignore` that lacks it.
OF_QUARTO = {"/.quarto/", "**/*.quarto_ipynb"}


def test_the_sources_name_what_tells_a_person_what_to_run() -> None:
    settings = yaml.safe_load((ROOT / "_quarto.yml").read_text("utf-8"))
    assert settings["engines"] == [{"path": GUARD}]
    said = (ROOT / GUARD).read_text("utf-8")
    assert "`ckm report`" in said
    assert "`quarto preview _build/" in said


def test_a_staged_book_is_for_quarto_to_render(tmp_path: Path) -> None:
    settings = {**project_settings(), "engines": [{"path": GUARD}]}
    book = staged_book(tmp_path, settings=settings)
    assert "engines" not in yaml.safe_load((book.folder / "_quarto.yml").read_text("utf-8"))


def test_quarto_finds_nothing_to_add_to_the_ignored_files() -> None:
    assert set((ROOT / ".gitignore").read_text("utf-8").splitlines()) >= OF_QUARTO


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("quarto") is None, reason="Quarto is not on the PATH")
@pytest.mark.parametrize(
    "words",
    ["render", "preview --no-browser", "render notebooks/03-resultaten.ipynb", "render --to html"],
)
def test_each_command_of_quarto_says_it_in_one_sentence(tmp_path: Path, words: str) -> None:
    project = tmp_path / "project"
    files = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    for name in filter(None, files):
        if name.split("/")[0] not in {"src", "tests", "docs", "benchmarks"}:
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, project / name)
    subprocess.run(["git", "init", "--quiet"], cwd=project, check=True)
    subprocess.run(["git", "add", "--all", "--force"], cwd=project, check=True)
    done = subprocess.run(
        ["quarto", *words.split()],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    (sentence,) = done.stderr.strip().splitlines()
    assert sentence.startswith("These notebooks get their numbers and texts from `ckm report`")
    status = subprocess.run(
        ["git", "status", "--porcelain"], cwd=project, capture_output=True, text=True, check=True
    )
    assert [line for line in status.stdout.splitlines() if not line.startswith("A  ")] == []
