"""Processes that do one task each: a few at a time, watched, and ended together.

On Linux they are forks of the standard library's fork server, which has imported the libraries;
elsewhere, and where nothing is to be imported ahead, each starts a Python of its own.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import pkgutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection, wait
from types import FrameType, ModuleType
from typing import Any, TypeVar

from ckmreport.foundation.environment import environment as settings
from ckmreport.foundation.errors import CkmError

Task = TypeVar("Task")

#: Elsewhere the libraries that notebooks use do not survive a fork.
CAN_FORK = sys.platform == "linux"
#: In the environment of the fork server: what it imports, in JSON.
PRELOAD = "CKM_PRELOAD"
#: The path of a socket has about a hundred letters at most; the library adds forty to this.
_LONGEST_FOLDER = 60
_SHORT_FOLDER = "/tmp"
#: So many of the tasks that others ask for share a process: a fork takes a while to be at its best.
_TOGETHER = 4
_PRELOADED = "ckmreport.report.execute.preloaded"


@dataclass(frozen=True)
class Preload:
    """Work that is done once, before processes start.

    Attributes:
        modules: what their notebooks import.
        prepare: a function, as `module:function`, and its arguments; it is called once, and what
            it remembers is there in every process.
    """

    modules: tuple[str, ...] = ()
    prepare: tuple[str, ...] = ()


class At:
    """What a task is given to tell its owner in which cell it is; that cell's time begins then."""

    def __init__(self, connection: Connection[Any, Any]) -> None:
        self._connection = connection
        self.place = ""

    def __call__(self, place: str) -> None:
        """Tell that a cell begins."""
        self.place = place
        self._connection.send(("at", place))

    def ask(self, function: str, task: object) -> None:
        """Have another process do a task, as soon as one is free.

        The function gets a list: this task, and some that were asked for meanwhile.
        """
        self._connection.send(("ask", function, task))


class Pool:
    """Does tasks in processes, several at a time; none waits for work.

    Args:
        jobs: how many work at the same time.
        preload: what is imported ahead, from now on and while the caller goes on. The fork server
            that does so ends with this process, which can have one.
    """

    _preload: Preload | None = None  # of the fork server

    def __init__(self, jobs: int, preload: Preload | None = None) -> None:
        self._jobs = jobs
        self.forks = False
        if preload is not None and CAN_FORK:
            self.forks = True
            self._start_server(preload)

    def run(
        self,
        function: str,
        tasks: Sequence[Task],
        *,
        seconds: float | None = None,
        on_start: Callable[[Task], None] = lambda _: None,
        on_place: Callable[[Task, str], None] = lambda *_: None,
    ) -> Iterator[tuple[Any, Any]]:
        """Do every task in a process of its own; give each result as soon as it is there.

        So are the tasks that these ask for, before those that still wait.

        Args:
            function: what does a task, as `module:function`. It gets the task, and what it calls
                when it begins with a cell, with the place of the cell.
            tasks: in the order in which they start.
            seconds: how long a cell may take; None is without limit.
            on_start: called here with a task that starts, if it was given and not asked for.
            on_place: called here with a task and the place of the cell that it begins with.

        Raises:
            Exception: what the function raised first.
            CkmError: if a process dies, or its time is up; it names the cell. All other processes
                are ended then, as when the caller stops or is interrupted.
        """
        waiting, asked = deque(tasks), deque[tuple[str, Any]]()
        context = "forkserver" if self.forks else "spawn"
        running: list[_Running] = []
        try:
            while waiting or asked or running:
                while (waiting or asked) and len(running) < self._jobs:
                    if not asked:
                        on_start(waiting[0])
                        asked.append((function, waiting.popleft()))
                    running.append(_Running(context, *asked.popleft(), seconds))
                _wait_for(running)
                for one in list(running):
                    for place in one.take_places(asked):
                        on_place(one.task, place)
                    if one.is_done:
                        running.remove(one)
                        one.end()
                        yield one.task, one.result
        finally:
            for one in running:
                one.end()

    @classmethod
    def _start_server(cls, preload: Preload) -> None:
        if cls._preload not in (None, preload):
            raise ValueError("the fork server of this process has imported something else")
        cls._preload = preload
        forkserver.set_forkserver_preload([_PRELOADED])
        with _starting(cls.environment_of_server()):
            forkserver.ensure_running()

    @classmethod
    def environment_of_server(cls) -> dict[str, str]:
        """Give what a fork server starts with: the library starts one anew if it has died."""
        preload = {} if cls._preload is None else {PRELOAD: json.dumps(asdict(cls._preload))}
        return {**settings(), **preload}


class _Running:
    """A process that does a task, as its owner sees it."""

    def __init__(self, context: str, function: str, task: Any, seconds: float | None) -> None:
        self.task = task
        self.result: Any = None
        self.is_done = False
        self._seconds = seconds
        self._place: str | None = None
        self._since = time.monotonic()
        environment = settings()
        processes: Any = multiprocessing.get_context(context)
        self._connection, theirs = processes.Pipe()
        self._process = processes.Process(
            target=_serve, args=(theirs, environment, function, task), daemon=False
        )
        with _starting(Pool.environment_of_server() if context == "forkserver" else environment):
            self._process.start()
        theirs.close()

    @property
    def waited_for(self) -> list[Any]:
        """What is ready when there is something to know of it."""
        return [self._connection, self._process.sentinel]

    @property
    def seconds_left(self) -> float | None:
        """How long the cell that it is in may still take."""
        if self._seconds is None or self._place is None:
            return None
        return max(0.0, self._since + self._seconds - time.monotonic())

    def take_places(self, asked: deque[tuple[str, list[Any]]]) -> list[str]:
        """Take notice of what it told and asked for; give the places it came to.

        Raises:
            Exception: if it failed, died, or its time is up.
        """
        places = []
        try:
            while self._connection.poll():
                kind, *content = self._connection.recv()
                if kind == "at":
                    (self._place,) = content
                    self._since = time.monotonic()
                    places.append(self._place)
                elif kind == "ask":
                    function, task = content
                    if not asked or asked[-1][0] != function or len(asked[-1][1]) == _TOGETHER:
                        asked.append((function, []))
                    asked[-1][1].append(task)
                elif kind == "failed":
                    raise _raised(*content)
                else:
                    (self.result,) = content
                    self.is_done = True
                    return places
            has_ended = bool(wait([self._process.sentinel], 0)) and not self._connection.poll()
        except (EOFError, ConnectionError):
            has_ended = True
        if has_ended:
            raise self._death()
        if self.seconds_left == 0:
            raise CkmError(
                f"the cell takes longer than {self._seconds:.0f} seconds",
                place=self._place,
                advice="Make it faster, or allow more time",
            )
        return places

    def end(self) -> None:
        """End it, with whatever it started."""
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        self._process.close()
        self._connection.close()

    def _death(self) -> CkmError:
        if self._place is None:
            return CkmError(
                f"the Python process of {self.task} died while it was starting",
                advice="The memory may be full; try again with fewer jobs",
            )
        return CkmError(
            "the Python process of the notebook died in this cell",
            place=self._place,
            advice="Run the notebook in JupyterLab; the memory may be full",
        )


def leave(_signal: int, _frame: FrameType | None) -> None:
    """End this process when a signal asks for it; a second one does not disturb its cleaning up."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit(1)  # so that `finally` blocks run: processes end, folders go


def _wait_for(running: Sequence[_Running]) -> None:
    limits = [left for one in running if (left := one.seconds_left) is not None]
    wait([each for one in running for each in one.waited_for], min(limits, default=None))


def _raised(error: Exception, trace: str) -> Exception:
    if not isinstance(error, CkmError):
        error.add_note(trace)
    return error


@contextlib.contextmanager
def _starting(environment: Mapping[str, str]) -> Iterator[None]:
    """Start processes in the block: in an environment, out of reach of Ctrl-C, and alone.

    Ctrl-C reaches every process of a terminal; the owner decides. The script that somebody runs is
    not run again in each process, as it otherwise would be.
    """
    resource_tracker.ensure_running()  # starting it, which the first process does, ends all waiting
    blocks = hasattr(signal, "pthread_sigmask")  # not on Windows
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if blocks else set()
    before, main, folder = dict(os.environ), sys.modules["__main__"], tempfile.tempdir
    if len(tempfile.gettempdir()) > _LONGEST_FOLDER:
        tempfile.tempdir = _SHORT_FOLDER
    os.environ.clear()
    os.environ.update(environment)
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
        tempfile.tempdir = folder
        os.environ.clear()
        os.environ.update(before)
        if blocks:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _serve(
    connection: Connection[Any, Any], environment: Mapping[str, str], function: str, task: Any
) -> None:
    """Do a task; in the process itself, which ends with it."""
    if hasattr(os, "setsid"):
        os.setsid()  # a group of its own, so that it ends with whatever it starts
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    os.environ.clear()
    os.environ.update(environment)
    threading.Thread(target=_end_with_owner, args=(connection,), daemon=True).start()
    answer: tuple[Any, ...]
    try:
        do = pkgutil.resolve_name(function)
        answer = ("done", do(task, At(connection)))
    except Exception as error:
        answer = ("failed", error, traceback.format_exc())
    connection.send(answer)
    os._exit(0)  # nothing is left to be cleaned up, and taking down what was imported takes long


def _end_with_owner(connection: Connection[Any, Any]) -> None:
    """End this process, and all that it started, when its owner is gone."""
    connection.poll(None)  # the owner never sends anything
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
