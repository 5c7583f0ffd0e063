from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ckmreport.errors import CkmError
from ckmreport.waves.changes import Change, load_changes

ENTRY = "{date: 2025-07-01, reason: Te laat ontvangen., before: 2, after: 3, previous: previous/1}"


def test_changes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "changes.yml"
    path.write_text(f"changes:\n  - {ENTRY}\n", "utf-8")
    expected = Change(dt.date(2025, 7, 1), "Te laat ontvangen.", 2, 3, "previous/1")
    assert load_changes(path) == (expected,)


def test_no_file_means_no_changes(tmp_path: Path) -> None:
    assert load_changes(tmp_path / "changes.yml") == ()


def test_a_malformed_entry_is_named(tmp_path: Path) -> None:
    path = tmp_path / "changes.yml"
    path.write_text("changes:\n  - {date: 2025-07-01}\n", "utf-8")
    with pytest.raises(CkmError, match="line 2: 'changes' lacks after"):
        load_changes(path)
