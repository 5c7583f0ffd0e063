from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from ckmreport.report.freshness.filehashes import ABSENT, FileHashes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a"
    path.write_bytes(b"een")
    return path


def test_a_checksum_is_that_of_the_content(path: Path) -> None:
    assert FileHashes()[path] == hashlib.sha256(b"een").hexdigest()
    assert FileHashes()[path.with_name("b")] == ABSENT


def test_a_file_that_looks_the_same_is_not_read_again(path: Path) -> None:
    known = {str(path): (*looks(path), "known")}
    assert FileHashes(known)[path] == "known"
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))
    assert FileHashes(known)[path] != "known"


def looks(path: Path) -> tuple[int, int, int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def test_one_of_the_same_size_that_keeps_its_time_is_read_again(path: Path) -> None:
    known = {str(path): (*looks(path), "known")}
    kept = path.stat().st_mtime_ns
    time.sleep(0.02)  # a tick of the clock of the disk
    path.write_bytes(b"nul")
    os.utime(path, ns=(kept, kept))
    assert FileHashes(known)[path] != "known"


def test_one_that_was_changed_and_changed_back_was_touched(path: Path) -> None:
    hashes = FileHashes()
    first, absent = hashes[path], path.with_name("b")
    assert hashes[absent] == ABSENT
    assert hashes.touched() == []
    time.sleep(0.02)
    path.write_bytes(b"nul")
    path.write_bytes(b"een")
    assert hashes.touched() == [str(path)]
    absent.touch()
    assert hashes.touched() == [str(path), str(absent)]
    assert hashes[path] == first


def test_another_size_is_another_file(path: Path) -> None:
    hashes, status = FileHashes(), path.stat()
    first = hashes[path]
    path.write_bytes(b"twee")
    os.utime(path, ns=(0, status.st_mtime_ns))
    assert hashes[path] != first


def test_a_file_is_remembered(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FileHashes, "_YOUNG", -60_000_000_000)  # nothing can have an old `ctime`
    hashes = FileHashes()
    digest = hashes[path]
    assert hashes.remembered == {str(path): (*looks(path), digest)}


def test_one_that_was_changed_just_before_it_was_read_is_read_again(path: Path) -> None:
    hashes, changed = FileHashes(), path.stat().st_mtime_ns
    first = hashes[path]
    path.write_bytes(b"nul")  # within the same tick of a coarse clock
    os.utime(path, ns=(0, changed))
    assert hashes[path] != first
    assert hashes.remembered == {}


def test_one_that_goes_while_it_is_looked_at_is_absent(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status = path.stat()
    path.unlink()
    monkeypatch.setattr(Path, "stat", lambda _: status)
    assert FileHashes()[path] == ABSENT
