"""Reports on a cluster: failures, workers that die, and what is left afterwards."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fleet_samples import Maker, job_of
from process_samples import eventually, has_ended

from ckmreport.fleet.events import Begun, Event, Finished
from ckmreport.fleet.run import Cluster, run_fleet
from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.processes import CAN_FORK, Preload

TESTS = Path(__file__).parents[1]
LITTLE = Preload(("colorsys",))
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CAN_FORK, reason="processes are looked up as Linux keeps them"),
    # What the library leaves open when it ends its workers is not this project's to mend.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning"),
]


@pytest.fixture(autouse=True)
def samples_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(TESTS))


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    return Maker(tmp_path)


def run(maker: Maker, *names: str, cluster: Cluster) -> list[Event]:
    jobs = [job_of(name) for name in names]
    with closing(run_fleet(jobs, maker, cluster, preload=LITTLE)) as events:
        return list(events)


def outcomes(events: list[Event]) -> dict[str, str]:
    """Give what became of each municipality: its own name again, or the message."""
    return {
        event.job.municipality: event.figures.municipality
        if isinstance(event, Finished)
        else str(event.error)
        for event in events
        if not isinstance(event, Begun)
    }


def test_what_fails_or_dies_does_not_stop_the_others(maker: Maker) -> None:
    names = ("assen", "broken", "dies", "breda")
    events = run(maker, *names, cluster=Cluster(workers=2, retries=1))
    found = outcomes(events)
    assert found.pop("broken") == "wave.yml: this municipality is broken."
    assert found == {name: name for name in ("assen", "dies", "breda")}
    assert len(events) - len(names) >= len(names)  # each has begun, some twice
    assert {event.job.municipality for event in events if isinstance(event, Begun)} == set(names)
    tries = {name: len(maker.processes(name)) // 2 for name in names}
    assert tries == {"assen": 1, "breda": 1, "broken": 2, "dies": 2}
    workshops = [maker.processes(name)[0] for name in names]
    assert eventually(lambda: all(map(has_ended, workshops)))


def listening() -> set[str]:
    """Give the addresses at which this process listens, as the kernel writes them."""
    own = set()
    for fd in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            own.add(str(fd.readlink()))
    lines = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]
    ]
    return {line[1] for line in lines if line[3] == "0A" and f"socket:[{line[9]}]" in own}


def test_nobody_else_can_send_work_to_this_machine(maker: Maker) -> None:
    before, jobs = listening(), [job_of("assen"), job_of("breda")]
    with closing(run_fleet(jobs, maker, Cluster(workers=2), preload=LITTLE)) as events:
        for event in events:
            assert listening() == before, event


def test_without_retries_a_report_is_tried_once(maker: Maker) -> None:
    found = outcomes(run(maker, "broken", "dies", cluster=Cluster(retries=0)))
    assert found["dies"].startswith("the process that made the report dies/2031 died.")
    assert [len(maker.processes(name)) for name in ("broken", "dies")] == [2, 2]


def test_a_scheduler_that_does_not_answer_is_told(maker: Maker) -> None:
    with pytest.raises(CkmError, match="no Dask scheduler answers at tcp"):
        run(maker, "assen", cluster=Cluster(scheduler="tcp://127.0.0.1:1"))


def test_a_cluster_without_its_package_is_told(
    maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ckmreport.fleet.cluster", None)
    with pytest.raises(CkmError, match=r"which is not installed") as caught:
        run(maker, "assen", cluster=Cluster(scheduler="tcp://127.0.0.1:1"))
    assert "ckmreport[fleet]" in str(caught.value)


def address_in(file: Path) -> str:
    """Give the address that a scheduler wrote; it makes the file before it fills it."""
    try:
        return str(json.loads(file.read_text())["address"])
    except (OSError, ValueError):
        return ""


PROCESSES: list[int] = []  # of the scheduler and its worker


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """A cluster of somebody else: its worker may have no children, and stays afterwards."""
    pytest.importorskip("distributed", reason="a cluster is an extra")
    address = tmp_path / "scheduler.json"
    nothing = ["--no-dashboard"]
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0", *nothing]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", *nothing, "--nthreads", "2"]
    processes = [
        subprocess.Popen([*command, "--scheduler-file", str(address)], stderr=subprocess.DEVNULL)
        for command in (dask, worker)
    ]
    PROCESSES[:] = [process.pid for process in processes]
    try:
        assert eventually(lambda: address_in(address) != "")
        yield address_in(address)
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()


def test_any_scheduler_can_be_used_by_its_address(maker: Maker, scheduler: str) -> None:
    for names in (("assen", "breda"), ("cuijk", "broken")):
        found = outcomes(run(maker, *names, cluster=Cluster(scheduler=scheduler)))
        assert found.pop("broken", "") in ("", "wave.yml: this municipality is broken.")
        assert found == {name: name for name in names if name != "broken"}
    workshops = [maker.processes(name)[0] for name in ("assen", "breda", "cuijk")]
    workers = [maker.processes(name)[1] for name in ("assen", "breda", "cuijk")]
    assert workshops[0] == workshops[1] != workshops[2]
    assert len(set(workers)) == 1
    assert eventually(lambda: all(map(has_ended, workshops)))
    assert not has_ended(workers[0])


def test_who_stops_listening_stops_the_work(maker: Maker, scheduler: str) -> None:
    jobs = [job_of("sleeps"), job_of("sleeps_too")]
    with closing(run_fleet(jobs, maker, Cluster(scheduler=scheduler), preload=LITTLE)) as events:
        assert isinstance(next(events), Begun)
        assert eventually(lambda: bool(maker.processes("sleeps")))
    workshop, worker = maker.processes("sleeps")
    assert eventually(lambda: has_ended(workshop))
    assert not has_ended(worker)


def test_a_scheduler_that_goes_away_is_told_in_one_sentence(
    maker: Maker, scheduler: str, capfd: pytest.CaptureFixture[str]
) -> None:
    jobs = [job_of("assen"), job_of("sleeps")]
    cluster = Cluster(scheduler=scheduler)
    done = []
    with (
        pytest.raises(CkmError, match=r"the Dask scheduler at tcp://.* has gone") as caught,
        closing(run_fleet(jobs, maker, cluster, preload=LITTLE)) as events,
    ):
        for event in events:
            if isinstance(event, Finished):
                done.append(event.job.municipality)
                assert eventually(lambda: bool(maker.processes("sleeps")))
                os.kill(PROCESSES[0], signal.SIGKILL)
    assert done == ["assen"]
    assert "run the command again" in str(caught.value)
    assert "Traceback" not in capfd.readouterr().err
    assert eventually(lambda: has_ended(maker.processes("sleeps")[0]))


_OWNER = """\
import sys
from pathlib import Path
from fleet_samples import Maker, job_of
from ckmreport.report.execute.processes import Preload
from ckmreport.fleet.run import Cluster, run_fleet
if __name__ == "__main__":
    jobs = [job_of("sleeps"), job_of("sleeps_too"), job_of("waits")]
    preload = Preload(("colorsys",))
    list(run_fleet(jobs, Maker(Path(sys.argv[1])), Cluster(workers=2), preload=preload))
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_nothing_outlives_its_owner(maker: Maker, number: signal.Signals) -> None:
    script = maker.folder / "owner.py"
    script.write_text(_OWNER, "utf-8")
    owner = subprocess.Popen(
        [sys.executable, str(script), str(maker.folder)],
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    busy = ("sleeps", "sleeps_too")
    assert eventually(lambda: all(maker.processes(name) for name in busy))
    if number == signal.SIGINT:
        os.killpg(owner.pid, number)  # as Ctrl-C does: every process of the terminal
    else:
        os.kill(owner.pid, number)
    owner.wait(60)
    pids = [pid for name in busy for pid in maker.processes(name)]
    assert eventually(lambda: all(map(has_ended, pids)))
    assert maker.processes("waits") == []
