from __future__ import annotations

from pathlib import Path

import pytest

from ckmreport.report.freshness.record import Made, Record, load_record, write_record

RECORD = Record(
    made={"one": Made({"a": "1"}, "result", {"claims": []})},
    files={"a": (3, 1, 1, 7, "digest")},
)


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "new" / "record.json"
    write_record(path, RECORD)
    assert load_record(path) == RECORD
    assert [one.name for one in path.parent.iterdir()] == ["record.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 0}', '{"version": 2}'])
def test_a_record_that_cannot_be_used_is_empty(tmp_path: Path, content: str) -> None:
    path = tmp_path / "record.json"
    path.write_text(content, "utf-8")
    assert load_record(path) == load_record(tmp_path / "nowhere") == Record()
