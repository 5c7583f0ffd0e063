from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ckmreport.review import hashes
from ckmreport.review.hashes import source_hashes


@pytest.fixture
def wave(tmp_path: Path) -> Path:
    folder = tmp_path / "waves" / "2023"
    (folder / "text").mkdir(parents=True)
    (tmp_path / "questionnaire.yml").write_text("a", encoding="utf-8")
    (folder / "wave.yml").write_text("b", encoding="utf-8")
    (folder / "text" / "doel.md").write_text("c", encoding="utf-8")
    return folder


def test_every_file_has_its_checksum(wave: Path, tmp_path: Path) -> None:
    found = source_hashes(tmp_path, wave)
    assert found["data"] == {"questionnaire.yml": hashlib.sha256(b"a").hexdigest()}
    assert found["wave"] == {
        "text/doel.md": hashlib.sha256(b"c").hexdigest(),
        "wave.yml": hashlib.sha256(b"b").hexdigest(),
    }


def test_a_change_changes_the_checksum_of_that_file_only(wave: Path, tmp_path: Path) -> None:
    before = source_hashes(tmp_path, wave)
    assert source_hashes(tmp_path, wave) == before
    (wave / "wave.yml").write_text("d", encoding="utf-8")
    after = source_hashes(tmp_path, wave)
    assert after["wave"]["wave.yml"] != before["wave"]["wave.yml"]
    assert after["wave"]["text/doel.md"] == before["wave"]["text/doel.md"]
    assert after["package"] == before["package"]


def test_the_code_counts_by_content_and_name(
    wave: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "package"
    code.mkdir()
    (code / "a.py").write_text("x = 1", encoding="utf-8")
    monkeypatch.setattr(hashes, "PACKAGE", code)
    first = source_hashes(tmp_path, wave)["package"]
    (code / "a.py").rename(code / "b.py")
    second = source_hashes(tmp_path, wave)["package"]
    (code / "b.py").write_text("x = 2", encoding="utf-8")
    assert len({str(first), str(second), str(source_hashes(tmp_path, wave)["package"])}) == 3
