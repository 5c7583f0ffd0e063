"""Work that is killed before one of its file operations, whichever is asked for."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

_CHANGES = {
    "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.truncate", "os.chmod",
}  # fmt: skip


def kill_self_before(operation: int, folder: Path) -> None:
    """Kill this process when it is about to change something in a folder for the n-th time."""
    left = operation

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event == "open":
            path, _, flags = arguments
            changes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
        else:
            path, changes = (arguments or ("",))[0], event in _CHANGES
        # What is removed with its folder is named relative to it.
        if changes and str(path).startswith((str(folder), *(() if "/" in str(path) else ("",)))):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def is_killed_before(operation: int, work: Callable[[], object], folder: Path) -> bool:
    """Do work in a process of its own, kill it there; tell whether it came so far."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # this process may have threads
        child = os.fork()
    if child == 0:
        kill_self_before(operation, folder)
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or status == 0, "the work itself failed"
    return os.WIFSIGNALED(status)
