"""A few processes that work through a list of tasks, and that stop together."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from types import FrameType
from typing import Any, Generic, Self, TypeVar

from ckmreport.errors import CkmError

Task = TypeVar("Task")
Result = TypeVar("Result")

_SECONDS_TO_STOP = 10.0
_CAN_WAIT = hasattr(signal, "pthread_sigmask")  # signals can be held up; not on Windows
_PROCESSES = multiprocessing.get_context("spawn")  # the same everywhere; copies no threads


class Workers(Generic[Task, Result]):
    """Processes that do tasks, several at a time.

    They start when they are first needed and stay until the end of the `with` block: what one has
    imported for a task is there for the next.

    Args:
        function: what they do with a task; of a module, so that another process can import it.
        jobs: how many work at the same time.
    """

    def __init__(self, function: Callable[[Task], Result], jobs: int) -> None:
        self._function = function
        self._jobs = jobs
        self._workers: list[_Worker[Task, Result]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def run(
        self, tasks: Sequence[Task], on_start: Callable[[Task], None]
    ) -> Iterator[tuple[Task, Result]]:
        """Do every task; give each result as soon as it is there.

        Args:
            tasks: in the order in which they are handed out.
            on_start: called here with a task that is handed out.

        Raises:
            Exception: what the function raised first. The other workers are stopped then, as when
                the caller stops or is interrupted; a worker gets the time to clean up.
            CkmError: if a worker dies.
        """
        waiting = list(reversed(tasks))
        self._let_go_of_dead()
        try:
            while len(self._workers) < min(self._jobs, len(tasks)):
                self._workers.append(_Worker(self._function))
            for worker in self._workers[: len(tasks)]:
                on_start(worker.give(waiting.pop()))
            while busy := {worker.connection: worker for worker in self._workers if worker.is_busy}:
                for connection in wait(list(busy)):
                    worker = busy[connection]  # type: ignore[index]
                    yield worker.take()
                    if waiting:
                        on_start(worker.give(waiting.pop()))
        except BaseException:
            self._end()  # one that failed may be half-way, and so is who was at work
            raise

    def _let_go_of_dead(self) -> None:
        """Let go of workers that died while they had nothing to do; others start in their place."""
        for worker in [one for one in self._workers if not one.is_alive]:
            self._workers.remove(worker)
            worker.leave()
            worker.end()

    def _end(self) -> None:
        for worker in self._workers:
            worker.leave()
        while self._workers:
            self._workers.pop().end()


class _Worker(Generic[Task, Result]):
    """A process that does one task at a time."""

    def __init__(self, function: Callable[[Task], Result]) -> None:
        self.connection, theirs = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(target=_serve, args=(theirs, function), daemon=True)
        with _interrupts_wait():
            self._process.start()
        theirs.close()
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        return self._task is not None

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    def give(self, task: Task) -> Task:
        self.connection.send(task)
        self._task = task
        return task

    def take(self) -> tuple[Task, Result]:
        assert self._task is not None
        task, self._task = self._task, None
        try:
            result, error, trace = self.connection.recv()
        except (EOFError, ConnectionError):
            raise CkmError(
                f"the process that worked on {task} died",
                advice="The memory may be full; try again with fewer jobs",
            ) from None
        if error is not None:
            if not isinstance(error, CkmError):
                error.add_note(trace)
            raise error
        return task, result

    def leave(self) -> None:
        """Ask the process to stop; one that is at work is interrupted."""
        if self.is_busy:
            self._process.terminate()
        self.connection.close()

    def end(self) -> None:
        """Wait until the process has stopped, and kill it if it does not."""
        self._process.join(_SECONDS_TO_STOP)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Let Ctrl-C wait; a process that is started here lets it wait until it says otherwise.

    Else one that comes while a worker still imports what it needs would be told as its failure.
    """
    if not _CAN_WAIT:
        yield
        return
    resource_tracker.ensure_running()  # starting it, which the first worker does, ends all waiting
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection[Any, Any], function: Callable[[Any], Any]) -> None:
    """Do tasks until the other side closes; in the worker process."""
    # Ctrl-C reaches every process of the terminal; the parent decides, and terminates.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if _CAN_WAIT:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    signal.signal(signal.SIGTERM, leave)
    while True:
        try:
            task = connection.recv()
        except EOFError:
            break
        answer: tuple[Any, Exception | None, str]
        try:
            answer = (function(task), None, "")
        except Exception as error:
            answer = (None, error, traceback.format_exc())
        try:
            connection.send(answer)
        except ConnectionError:
            break  # nobody waits for it any more
    # Nothing is left to be cleaned up, and taking down what was imported takes a while.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def leave(_signal: int, _frame: FrameType | None) -> None:
    """End this process when a signal asks for it; a second one does not disturb its cleaning up."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit(1)  # so that `finally` blocks run: kernels end, folders go
