from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from survey_samples import RESPONSES, SampleData

from ckmreport.report.proof import input_hashes as hashes
from ckmreport.report.proof.input_hashes import source_hashes
from ckmreport.survey.waves.data_files import source_files

TEXT = "waves/2025/text/doel.md"


@pytest.fixture
def folder(data: SampleData) -> Path:
    (data.folder / TEXT).parent.mkdir()
    (data.folder / TEXT).write_text("Tekst.", "utf-8")
    data.survey({})
    return data.folder


def test_the_data_are_those_that_the_report_lists(data: SampleData) -> None:
    listed = source_files(data.synthetic().survey({}).wave)
    found = source_hashes(data.folder, "2025")
    assert found["data"] == {file.name: file.sha256 for file in listed}
    assert RESPONSES in found["data"]


def test_earlier_waves_count_and_later_ones_do_not(data: SampleData, folder: Path) -> None:
    for name in ("2023", "2027"):
        shutil.copytree(folder / "waves/2025", folder / f"waves/{name}")
        data.replace(f"waves/{name}/wave.yml", 'wave: "2025"', f'wave: "{name}"')
    names = source_hashes(folder, "2025")["data"]
    assert "waves/2023/wave.yml" in names
    assert "waves/2027/wave.yml" not in names


def test_a_change_changes_the_checksum_of_that_file_only(folder: Path) -> None:
    before = source_hashes(folder, "2025")
    assert source_hashes(folder, "2025") == before
    (folder / TEXT).write_text("Anders.", "utf-8")
    after = source_hashes(folder, "2025")
    assert after["texts"] == {TEXT: hashlib.sha256(b"Anders.").hexdigest()} != before["texts"]
    assert (after["data"], after["package"]) == (before["data"], before["package"])


def test_the_code_counts_by_content_and_name(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "package"
    code.mkdir()
    (code / "a.py").write_text("x = 1", encoding="utf-8")
    monkeypatch.setattr(hashes, "PACKAGE", code)
    first = source_hashes(folder, "2025")["package"]
    (code / "a.py").rename(code / "b.py")
    second = source_hashes(folder, "2025")["package"]
    (code / "b.py").write_text("x = 2", encoding="utf-8")
    third = source_hashes(folder, "2025")["package"]
    assert len({str(first), str(second), str(third)}) == 3
