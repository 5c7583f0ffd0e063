"""Makes reports on the workers of a Dask cluster, by the address of its scheduler."""

from __future__ import annotations

import contextlib
import logging
import time
import uuid
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import CancelledError
from queue import Empty, SimpleQueue
from typing import Any

from distributed import Client, Future, KilledWorker, Worker, WorkerPlugin, get_worker

from ckmreport.fleet.events import Begun, Broken, Event, Finished
from ckmreport.fleet.keyfigures import KeyFigures
from ckmreport.fleet.plan import Job
from ckmreport.fleet.workshop import Make, Workshop
from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.processes import Preload

_SECONDS_TO_CONNECT = 10


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


def run_on_cluster(
    jobs: Sequence[Job], make: Make, scheduler: str, *, retries: int, preload: Preload
) -> Generator[Event]:
    """Make reports as `run_fleet` does, on the workers of a cluster.

    Raises:
        CkmError: if the scheduler cannot be reached, or goes away.
    """
    name = f"ckm-{uuid.uuid4()}"
    events: SimpleQueue[Begun | Future[Any]] = SimpleQueue()
    with _client(scheduler) as client, contextlib.ExitStack() as stack:
        client.register_plugin(Workshops(preload), name=name)
        stack.callback(_close_workshops, client, name)
        client.subscribe_topic(name, lambda event: events.put(Begun(jobs[event[1]])))
        futures = {
            client.submit(_make, make, job, number, name, pure=False, retries=retries): job
            for number, job in enumerate(jobs)
        }
        stack.callback(lambda: client.cancel(list(futures)))
        for future in futures:
            future.add_done_callback(events.put)
        while futures:
            event = _next(events, client)
            if event is None or (isinstance(event, Future) and _is_lost(event)):
                stack.pop_all()  # nobody is left to be told that this run is over
                raise CkmError(
                    f"the Dask scheduler at {scheduler} has gone",
                    advice="Start one and run the command again: it makes only what is not made",
                )
            if isinstance(event, Begun):
                yield event
            else:
                # Release the future after reporting it: a report whose future is held is made
                # again if the worker that made it dies.
                yield _outcome(futures.pop(event), event)
                event.release()


def _next(events: SimpleQueue[Begun | Future[Any]], client: Client) -> Begun | Future[Any] | None:
    """Give what happens next; None if nothing will, because the scheduler is gone."""
    while True:
        try:
            return events.get(timeout=_SECONDS_TO_CONNECT)
        except Empty:
            if client.status != "running":
                return None


def _is_lost(future: Future[Any]) -> bool:
    """Tell whether the client gave a report up; between two looks it can become so."""
    return future.cancelled() or isinstance(future.exception(), CancelledError)


def _close_workshops(client: Client, name: str) -> None:
    """End what still works for this run: cancelling alone would let it go on to the end."""
    # A worker that has only just come has none; a scheduler that has gone closes nothing.
    with contextlib.suppress(KeyError, OSError):
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
def _client(scheduler: str) -> Iterator[Client]:
    with _silent():
        try:
            client = Client(scheduler, timeout=_SECONDS_TO_CONNECT)
        except (OSError, ValueError) as error:
            raise CkmError(
                f"no Dask scheduler answers at {scheduler} ({error})",
                advice="Start one, or leave --scheduler out to work on this machine",
            ) from None
        with client:
            yield client


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """Keep the library from printing tracebacks: one sentence says that a scheduler is gone."""
    logger = logging.getLogger("distributed")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
