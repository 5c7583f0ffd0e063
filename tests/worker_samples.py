"""What workers do in tests, in a module that another process can import."""

from __future__ import annotations

import os
import time
from pathlib import Path

from ckmreport.errors import CkmError


def work(task: str) -> str:
    """Run in a worker: what to do is in the task."""
    what, _, argument = task.partition(" ")
    if what == "fail":
        raise CkmError(argument, place="hier")
    if what == "crash":
        raise KeyError(argument)
    if what == "die":
        os._exit(3)
    if what == "pid":
        return str(os.getpid())
    if what == "wait":
        try:
            Path(argument).write_text("begun", encoding="utf-8")
            time.sleep(60)
        finally:
            Path(argument).write_text("cleaned up", encoding="utf-8")
    return argument.upper()


def meet(task: str) -> str:
    """Run in a worker: one waits, the other goes on as soon as the first is at it."""
    what, _, note = task.partition(" ")
    if what == "wait":
        return work(task)
    while not Path(note).exists():
        time.sleep(0.01)
    return work(f"{what} mis")
