"""Makes reports on the workers of a Dask cluster: one on this machine, or any by its address."""

from __future__ import annotations

import contextlib
import logging
import signal
import time
import uuid
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import resource_tracker
from queue import SimpleQueue
from typing import Any

import dask
from distributed import Client, Future, KilledWorker, LocalCluster, Worker, WorkerPlugin, get_worker

from ckmreport.fleet.keyfigures import KeyFigures
from ckmreport.fleet.plan import Job
from ckmreport.fleet.workshop import Make, Workshop
from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.processes import Preload

_SECONDS_TO_CONNECT = 10


@dataclass(frozen=True)
class Cluster:
    """The place of the work: the scheduler with this address, else processes on this machine.

    Attributes:
        workers: how many processes, each with one report at a time; for a cluster here.
        scheduler: the address of a Dask scheduler, such as `tcp://10.0.0.5:8786`.
        retries: how often a report is tried again that failed, or whose worker died.
    """

    workers: int = 1
    scheduler: str | None = None
    retries: int = 1


@dataclass(frozen=True)
class Begun:
    """A worker begins with a report, perhaps not for the first time."""

    job: Job


@dataclass(frozen=True)
class Finished:
    """A report is done, in so many seconds."""

    job: Job
    seconds: float
    figures: KeyFigures


@dataclass(frozen=True)
class Broken:
    """A report could not be made, however often it was tried."""

    job: Job
    error: CkmError


Event = Begun | Finished | Broken


class Workshops(WorkerPlugin):
    """Gives every worker of a cluster, also one that comes later, a workshop of its own."""

    workshop: Workshop

    def __init__(self, preload: Preload) -> None:
        self._preload = preload

    def setup(self, worker: Worker) -> None:  # noqa: ARG002, the library's signature
        """Open the workshop; its process starts with the first report."""
        self.workshop = Workshop(self._preload)

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002, the library's signature
        """End the process with the worker, or when the run is over."""
        self.workshop.close()


def run_fleet(
    jobs: Sequence[Job], make: Make, cluster: Cluster, *, preload: Preload
) -> Generator[Event]:
    """Make reports, and tell what happens as it happens.

    A report that fails does not stop the others. When the caller closes the generator, everything
    stops, whatever is at work.

    Raises:
        CkmError: if the scheduler cannot be reached.
    """
    name = f"ckm-{uuid.uuid4()}"
    events: SimpleQueue[Begun | Future[Any]] = SimpleQueue()
    with _client(cluster) as client, contextlib.ExitStack() as stack:
        client.register_plugin(Workshops(preload), name=name)
        if cluster.scheduler is not None:  # a cluster here ends with its workers
            stack.callback(_close_workshops, client, name)
        client.subscribe_topic(name, lambda event: events.put(Begun(jobs[event[1]])))
        futures = {
            client.submit(_make, make, job, number, name, pure=False, retries=cluster.retries): job
            for number, job in enumerate(jobs)
        }
        stack.callback(lambda: client.cancel(list(futures)))
        for future in futures:
            future.add_done_callback(events.put)
        while futures:
            event = events.get()
            if isinstance(event, Begun):
                yield event
            else:
                # Release the future after reporting it: a report whose future is held is made
                # again if the worker that made it dies.
                yield _outcome(futures.pop(event), event)
                event.release()


def _close_workshops(client: Client, name: str) -> None:
    """End what still works for this run: cancelling alone would let it go on to the end."""
    with contextlib.suppress(KeyError):  # a worker that has only just come has none
        client.unregister_worker_plugin(name)


def _make(make: Make, job: Job, number: int, name: str) -> tuple[float, KeyFigures]:
    """Make a report; runs in a worker."""
    worker = get_worker()
    worker.log_event(name, number)
    began = time.monotonic()
    plugin = worker.plugins[name]
    assert isinstance(plugin, Workshops)
    figures = plugin.workshop.make(make, job)
    return time.monotonic() - began, figures


def _outcome(job: Job, future: Future[Any]) -> Finished | Broken:
    error = future.exception()
    if error is None:
        seconds, figures = future.result()
        return Finished(job, seconds, figures)
    if isinstance(error, KilledWorker):
        error = CkmError(
            f"the worker that made the report {job} died",
            advice="The memory may be full; try again with fewer workers",
        )
    if not isinstance(error, CkmError):
        error = CkmError(
            f"a worker cannot make the report {job} ({type(error).__name__}: {error})",
            advice="See that it has the same version of ckmreport and of its libraries",
        )
    return Broken(job, error)


@contextlib.contextmanager
def _client(cluster: Cluster) -> Iterator[Client]:
    with contextlib.ExitStack() as stack:
        if cluster.scheduler is None:
            # A worker that dies is replaced, and its report tried again so many times.
            settings = {"distributed.scheduler.allowed-failures": cluster.retries}
            stack.enter_context(dask.config.set(settings))
            with _interrupts_kept_from_children():
                here = LocalCluster(
                    n_workers=cluster.workers,
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address=None,
                    memory_limit=0,  # the work is done in processes that Dask does not measure
                    silence_logs=logging.CRITICAL,
                )
            yield stack.enter_context(Client(stack.enter_context(here)))
            return
        try:
            client = Client(cluster.scheduler, timeout=_SECONDS_TO_CONNECT)
        except (OSError, ValueError) as error:
            raise CkmError(
                f"no Dask scheduler answers at {cluster.scheduler} ({error})",
                advice="Start one, or leave --scheduler out to work on this machine",
            ) from None
        yield stack.enter_context(client)


@contextlib.contextmanager
def _interrupts_kept_from_children() -> Iterator[None]:
    """Let threads and processes that start now never see Ctrl-C, which reaches all of a terminal.

    A worker that is just starting would print a traceback; the owner decides, and ends them all.
    """
    if not hasattr(signal, "pthread_sigmask"):  # as on Windows
        yield
        return
    resource_tracker.ensure_running()  # which would undo the block of whoever starts it first
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
