from __future__ import annotations

from pathlib import Path

import pytest
from worker_samples import meet, work

from ckmreport.errors import CkmError
from ckmreport.execute.workers import run_tasks


def ignore(_task: str) -> None:
    pass


def test_every_task_is_done_by_a_worker() -> None:
    started: list[str] = []
    results = dict(run_tasks(work, ["do a", "do b", "do c"], jobs=2, on_start=started.append))
    assert results == {"do a": "A", "do b": "B", "do c": "C"}
    assert started == ["do a", "do b", "do c"]


def test_nothing_to_do_starts_nothing() -> None:
    assert list(run_tasks(work, [], jobs=2, on_start=ignore)) == []


def test_a_failure_stops_the_others_and_lets_them_clean_up(tmp_path: Path) -> None:
    note = tmp_path / "note"
    with pytest.raises(CkmError, match="mis") as caught:
        list(run_tasks(meet, [f"wait {note}", f"fail {note}"], jobs=2, on_start=ignore))
    assert caught.value.place == "hier"
    assert note.read_text(encoding="utf-8") == "cleaned up"


def test_an_interruption_stops_the_workers(tmp_path: Path) -> None:
    note = tmp_path / "note"
    running = run_tasks(meet, [f"wait {note}", f"do {note}"], jobs=2, on_start=ignore)
    assert next(running) == (f"do {note}", "MIS")
    with pytest.raises(KeyboardInterrupt):
        running.throw(KeyboardInterrupt())  # type: ignore[attr-defined]
    assert note.read_text(encoding="utf-8") == "cleaned up"


def test_an_unexpected_exception_tells_where_it_came_from() -> None:
    with pytest.raises(KeyError) as caught:
        list(run_tasks(work, ["crash x"], jobs=1, on_start=ignore))
    assert "worker_samples.py" in caught.value.__notes__[0]


def test_a_worker_that_dies_is_noticed() -> None:
    with pytest.raises(CkmError, match="the process that worked on die now died"):
        list(run_tasks(work, ["die now"], jobs=1, on_start=ignore))
