from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from ckmreport.freshness.filehashes import ABSENT, FileHashes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a"
    path.write_bytes(b"een")
    return path


def test_a_checksum_is_that_of_the_content(path: Path) -> None:
    assert FileHashes()[path] == hashlib.sha256(b"een").hexdigest()
    assert FileHashes()[path.with_name("b")] == ABSENT


def test_a_file_that_looks_the_same_is_not_read_again(path: Path) -> None:
    status = path.stat()
    known = {str(path): (status.st_size, status.st_mtime_ns, "known")}
    assert FileHashes(known)[path] == "known"
    os.utime(path, ns=(0, status.st_mtime_ns + 1))
    assert FileHashes(known)[path] != "known"


def test_another_size_is_another_file(path: Path) -> None:
    hashes, status = FileHashes(), path.stat()
    first = hashes[path]
    path.write_bytes(b"twee")
    os.utime(path, ns=(0, status.st_mtime_ns))
    assert hashes[path] != first


def test_a_file_that_was_changed_just_now_is_not_remembered(path: Path) -> None:
    hashes = FileHashes()
    digest, changed = hashes[path], path.stat().st_mtime_ns
    assert hashes.remembered(changed + 1) == {}
    later = hashes.remembered(changed + 10_000_000_000)
    assert later == {str(path): (3, changed, digest)}
