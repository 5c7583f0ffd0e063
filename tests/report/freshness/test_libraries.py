from __future__ import annotations

from pathlib import Path

import pytest

from ckmreport.report.freshness.libraries import installed


@pytest.fixture
def place(tmp_path: Path) -> Path:
    for name in ("pandas-3.0.1.dist-info", "old-1.0.egg-info", "pandas"):
        (tmp_path / name).mkdir()
    return tmp_path


def checksum(place: Path) -> str:
    return installed([str(place), str(place / "absent")])


@pytest.mark.parametrize(
    ("name", "new"),
    [
        ("pandas-3.0.1.dist-info", "pandas-3.0.2.dist-info"),
        ("pandas-3.0.1.dist-info", "polars-3.0.1.dist-info"),
        ("old-1.0.egg-info", "old-1.1.egg-info"),
    ],
)
def test_another_version_or_another_library_is_a_change(place: Path, name: str, new: str) -> None:
    before = checksum(place)
    (place / name).rename(place / new)
    assert checksum(place) != before


def test_where_libraries_are_and_what_is_in_them_does_not_count(
    place: Path, tmp_path: Path
) -> None:
    before = checksum(place)
    (place / "pandas-3.0.1.dist-info" / "RECORD").touch()
    (place / "pandas" / "__init__.py").touch()
    assert checksum(place) == before
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    (place / "old-1.0.egg-info").rename(moved / "old-1.0.egg-info")
    assert installed([str(moved), str(place)]) == before


def test_what_python_itself_finds_is_the_default() -> None:
    assert installed() == installed()
    assert installed() != installed([])
