from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from ckmreport.survey.waves.revisions import Change, load_changes, revisions

ENTRY = """\
  - date: 2025-07-01
    reason: Te laat ontvangen.
    before: 2
    after: 3
    previous: previous/1
    published: true
"""
CHANGE = Change(dt.date(2025, 7, 1), "Te laat ontvangen.", 2, 3, "previous/1", published=True)


def test_changes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "changes.yml"
    path.write_text(f"changes:\n{ENTRY}", "utf-8")
    assert load_changes(path) == (CHANGE,)


def test_no_file_means_no_changes(tmp_path: Path) -> None:
    assert load_changes(tmp_path / "changes.yml") == ()


def test_readers_are_told_of_changes_since_the_report_was_published() -> None:
    draft, published = replace(CHANGE, published=False), CHANGE
    assert revisions((draft, draft)) == ()
    assert revisions((draft, published, draft)) == (published, draft)
