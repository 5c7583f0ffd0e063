"""Processes as Linux keeps them, for tests of what must end."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path


def eventually(holds: Callable[[], bool], seconds: float = 120) -> bool:
    """Wait until something holds; give up after so many seconds."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def has_ended(pid: int) -> bool:
    """Tell whether a process is gone, or waits only for its parent to notice."""
    return _fields(pid)[0] in ("", "Z")


def processes_of(session: int) -> list[int]:
    """Give the processes of a session that have not ended."""
    pids = [int(folder.name) for folder in Path("/proc").glob("[0-9]*")]
    return [pid for pid in pids if _fields(pid)[3:4] == [str(session)] and not has_ended(pid)]


def children_of(pid: int) -> list[int]:
    """Give the processes that a process started, by any of its threads."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def _fields(pid: int) -> list[str]:
    """Give what is known of a process: its state, parent, group, session, and so on."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return [""]
