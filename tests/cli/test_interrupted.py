"""A run that was killed leaves nothing for long, and two runs of one report do not mix."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from process_samples import children_of, eventually
from project_samples import Project, small_project

from ckmreport.foundation.file_locks import locked
from ckmreport.report.execute.processes import CAN_FORK


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_project(tmp_path / "project")


def hidden(project: Project) -> list[Path]:
    return list((project.folder / "_book").glob(".*"))


def test_what_a_killed_run_left_is_removed_by_the_next(project: Project) -> None:
    command = [sys.executable, "-m", "ckmreport", "report", "2023", "--to", "html"]
    with subprocess.Popen(command, cwd=project.folder, stderr=subprocess.DEVNULL) as run:
        assert eventually(lambda: bool(hidden(project)))
        run.send_signal(signal.SIGKILL)
    assert hidden(project) != []
    assert not (project.folder / "_book" / "2023").exists()
    done = project.ckm("report", "2023", "--to", "html")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (project.folder / "_book").iterdir()] == ["2023"]


def test_a_second_run_of_the_same_report_is_refused(project: Project) -> None:
    build = project.folder / "_build" / "2023"
    build.mkdir(parents=True)
    with locked(build / ".lock"):
        done = project.ckm("report", "2023", "--to", "html")
    assert done.returncode == 1
    message = f"{build}: another run is at work in this folder. Wait until it is done, or end it."
    assert message in done.stderr
    assert not (project.folder / "_book" / "2023").exists()


def runs(pid: int, program: str) -> bool:
    try:
        return program.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:  # it has ended
        return False


@pytest.mark.skipif(not CAN_FORK, reason="kernels are forked on Linux only")
def test_ctrl_c_takes_one_line_also_while_what_was_started_still_imports(
    project: Project,
) -> None:
    command = [sys.executable, "-m", "ckmreport", "report", "2023", "--to", "html", "--jobs", "1"]
    with subprocess.Popen(
        command, cwd=project.folder, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as run:
        assert eventually(
            lambda: any(runs(child, "multiprocessing.forkserver") for child in children_of(run.pid))
        )
        os.killpg(run.pid, signal.SIGINT)  # as a terminal sends it, to all of them
        try:
            _, told = run.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            run.kill()  # leaving the block would wait for it
            raise
    # A shell shows 130 for both. CPython ends itself by the signal if that came while a string was
    # evaluated, as `namedtuple` does; whoever caught it, and with whatever status they exit.
    assert run.returncode in (130, -signal.SIGINT)
    assert told == "Stopped; an earlier book is untouched.\n"
