from __future__ import annotations

from pathlib import Path

import pytest

from ckmreport.freshness.filehashes import FileHashes
from ckmreport.freshness.reach import Package
from ckmreport.freshness.record import FILE, Made, Record, load_record, write_record

MADE = Made({"a": "1"}, "result", {"claims": []})


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    hashes = FileHashes()
    package = Package(tmp_path / "house", hashes)
    package.reached(["import house"])
    write_record(tmp_path, {"one": MADE}, hashes, package)
    record = load_record(tmp_path)
    assert record.made == {"one": MADE}
    assert record.imports == package.imports != {}
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 0}', '{"version": 1}'])
def test_a_record_that_cannot_be_used_is_empty(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content, "utf-8")
    assert load_record(tmp_path) == load_record(tmp_path / "nowhere") == Record()


@pytest.mark.parametrize(
    ("name", "inputs", "output", "fresh"),
    [
        ("one", {"a": "1"}, "result", True),
        ("one", {"a": "2"}, "result", False),
        ("one", {"a": "1", "b": "1"}, "result", False),
        ("one", {"a": "1"}, "edited", False),
        ("two", {"a": "1"}, "result", False),
    ],
)
def test_only_the_same_from_the_same_is_fresh(
    name: str, inputs: dict[str, str], output: str, fresh: bool
) -> None:
    assert Record(made={"one": MADE}).is_fresh(name, inputs, output) is fresh
