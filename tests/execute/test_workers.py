from __future__ import annotations

import os
import signal
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from process_samples import eventually, has_ended
from worker_samples import meet, work

from ckmreport.errors import CkmError
from ckmreport.execute.workers import Workers


def ignore(_task: str) -> None:
    pass


def run(
    function: Callable[[str], str],
    *tasks: str,
    jobs: int = 2,
    on_start: Callable[[str], None] = ignore,
) -> Generator[tuple[str, str]]:
    with Workers(function, jobs) as workers:
        yield from workers.run(tasks, on_start)


def test_every_task_is_done_by_a_worker() -> None:
    started: list[str] = []
    results = dict(run(work, "do a", "do b", "do c", on_start=started.append))
    assert results == {"do a": "A", "do b": "B", "do c": "C"}
    assert started == ["do a", "do b", "do c"]


def test_nothing_to_do_starts_nothing() -> None:
    assert list(run(work)) == []


def test_a_failure_stops_the_others_and_lets_them_clean_up(tmp_path: Path) -> None:
    note = tmp_path / "note"
    with pytest.raises(CkmError, match="mis") as caught:
        list(run(meet, f"wait {note}", f"fail {note}"))
    assert caught.value.place == "hier"
    assert note.read_text(encoding="utf-8") == "cleaned up"


def test_an_interruption_stops_the_workers(tmp_path: Path) -> None:
    note = tmp_path / "note"
    running = run(meet, f"wait {note}", f"do {note}")
    assert next(running) == (f"do {note}", "MIS")
    with pytest.raises(KeyboardInterrupt):
        running.throw(KeyboardInterrupt())
    assert note.read_text(encoding="utf-8") == "cleaned up"


def test_an_unexpected_exception_tells_where_it_came_from() -> None:
    with pytest.raises(KeyError) as caught:
        list(run(work, "crash x", jobs=1))
    assert "worker_samples.py" in caught.value.__notes__[0]


def test_a_worker_that_dies_is_noticed() -> None:
    with pytest.raises(CkmError, match="the process that worked on die now died"):
        list(run(work, "die now", jobs=1))


def test_they_stay_for_more_tasks_until_they_are_no_longer_needed() -> None:
    with Workers(work, 1) as workers:
        pids = {pid for _ in range(2) for _, pid in workers.run(["pid"], ignore)}
    assert len(pids) == 1
    assert has_ended(int(*pids))


def test_one_that_died_while_it_had_nothing_to_do_is_replaced() -> None:
    with Workers(work, 1) as workers:
        ((_, pid),) = workers.run(["pid"], ignore)
        os.kill(int(pid), signal.SIGTERM)
        assert eventually(lambda: has_ended(int(pid)))
        ((_, other),) = workers.run(["pid"], ignore)
    assert other != pid


def test_after_a_failure_others_take_over() -> None:
    with Workers(work, 2) as workers:
        with pytest.raises(KeyError):
            list(workers.run(["crash x", "do a"], ignore))
        assert list(workers.run(["do b"], ignore)) == [("do b", "B")]
