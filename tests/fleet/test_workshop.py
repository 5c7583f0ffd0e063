"""A workshop makes reports one after the other, and nothing of it outlives its owner."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fleet_samples import FIGURES, Maker, job_of
from process_samples import children_of, eventually, has_ended

from ckmreport.fleet.workshop import Workshop
from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.processes import CAN_FORK, Preload

TESTS = Path(__file__).parents[1]
pytestmark = pytest.mark.skipif(not CAN_FORK, reason="processes are looked up as Linux keeps them")


@pytest.fixture(autouse=True)
def samples_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(TESTS))


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    return Maker(tmp_path)


def test_one_process_makes_all_reports_each_in_an_empty_folder(maker: Maker) -> None:
    workshop = Workshop(Preload(("colorsys",)))
    try:
        for name in ("assen", "breda"):
            figures = workshop.make(maker, job_of(name))
            assert (figures.municipality, figures.shares) == (name, FIGURES.shares)
    finally:
        workshop.close()
    assert maker.processes("assen") == maker.processes("breda")
    folders = {(maker.folder / f"{name}-1").read_text().split()[2] for name in ("assen", "breda")}
    assert len(folders) == 2
    assert not any(Path(folder).parent.exists() for folder in folders)
    assert has_ended(maker.processes("assen")[0])


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("broken", "this municipality is broken"),
        ("fault", "the program itself failed: ZeroDivisionError: nobody"),
        ("dies", "the process that made the report dies/2031 died"),
    ],
)
def test_after_a_failure_the_next_report_is_made_by_a_new_process(
    maker: Maker, name: str, message: str
) -> None:
    workshop = Workshop(Preload(()))
    try:
        with pytest.raises(CkmError, match=message):
            workshop.make(maker, job_of(name))
        assert workshop.make(maker, job_of("assen")).municipality == "assen"
    finally:
        workshop.close()
    assert maker.processes("assen")[0] != maker.processes(name)[0]
    assert has_ended(maker.processes(name)[0])


def test_closed_while_it_is_at_work_it_stops_for_good(maker: Maker) -> None:
    workshop = Workshop(Preload(()))
    with ThreadPoolExecutor() as owners:
        at_work = owners.submit(workshop.make, maker, job_of("sleeps"))
        assert eventually(lambda: bool(maker.processes("sleeps")))
        waiting = owners.submit(workshop.make, maker, job_of("assen"))
        workshop.close()
        assert "died" in str(at_work.exception())
        assert "was stopped" in str(waiting.exception())
    with pytest.raises(CkmError, match="was stopped"):
        workshop.make(maker, job_of("assen"))
    assert has_ended(maker.processes("sleeps")[0])
    assert maker.processes("assen") == []


_OWNER = """\
import sys
from pathlib import Path
from fleet_samples import Maker, job_of
from ckmreport.report.execute.processes import Preload
from ckmreport.fleet.workshop import Workshop
Workshop(Preload(("colorsys",))).make(Maker(Path(sys.argv[1])), job_of("sleeps"))
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_nothing_outlives_its_owner(maker: Maker, number: signal.Signals) -> None:
    owner = subprocess.Popen([sys.executable, "-c", _OWNER, str(maker.folder)])
    assert eventually(lambda: bool(maker.processes("sleeps")))
    pid, _ = maker.processes("sleeps")
    group = children_of(pid)
    assert len(group) >= 2  # the fork server, and what the report started
    os.kill(owner.pid, number)
    owner.wait()
    assert eventually(lambda: all(map(has_ended, [pid, *group])))
