from __future__ import annotations

from pathlib import Path

import pytest

from ckmreport.report.freshness.files import files_in

COUNTED = ("_quarto.yml", "notebooks/a.ipynb", "notebooks/deep/b.ipynb")
IGNORED = (
    ".git/config",
    "notebooks/.a.ipynb.swp",
    "notebooks/.ipynb_checkpoints/a.ipynb",
    "notebooks/__pycache__/a.pyc",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (*IGNORED, *COUNTED):
        path = tmp_path / ".hidden" / "folder" / name  # only what is below the folder may not hide
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path / ".hidden" / "folder"


def names(folder: Path, *patterns: str) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in files_in(folder, *patterns)]


def test_files_count_unless_they_are_hidden_or_compiled(folder: Path) -> None:
    assert names(folder) == sorted(COUNTED)


@pytest.mark.parametrize(
    ("patterns", "found"),
    [
        (("*",), ["_quarto.yml"]),
        (("notebooks/**/*", "notebooks/*.ipynb"), ["notebooks/a.ipynb", "notebooks/deep/b.ipynb"]),
        (("_quarto.yml", "absent.yml"), ["_quarto.yml"]),
    ],
)
def test_patterns_limit_them_and_each_is_given_once(
    folder: Path, patterns: tuple[str, ...], found: list[str]
) -> None:
    assert names(folder, *patterns) == found


def test_where_there_is_no_folder_there_are_no_files(folder: Path) -> None:
    assert names(folder / "absent") == []


def test_a_link_that_goes_round_ends(folder: Path) -> None:
    (folder / "notebooks" / "round").symlink_to(folder)
    (folder / "nowhere").symlink_to(folder / "absent")
    assert names(folder) == sorted(COUNTED)
