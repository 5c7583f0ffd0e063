"""Makes many reports, several at a time, and tells what happens; on this machine or a cluster."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from ckmreport.fleet.events import Begun, Broken, Event, Finished
from ckmreport.fleet.plan import Job
from ckmreport.fleet.workshop import Make, Workshop
from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.processes import Preload


@dataclass(frozen=True)
class Cluster:
    """Where the work is done: at the scheduler with this address, else in processes here.

    Attributes:
        workers: how many processes, each with one report at a time; for work here.
        scheduler: the address of a Dask scheduler, such as `tls://10.0.0.5:8786`.
        retries: how often a report is tried again that failed, or whose worker died.
    """

    workers: int = 1
    scheduler: str | None = None
    retries: int = 1


def run_fleet(
    jobs: Sequence[Job], make: Make, cluster: Cluster, *, preload: Preload
) -> Generator[Event]:
    """Make reports, and tell what happens as it happens.

    A report that fails does not stop the others. When the caller closes the generator, everything
    stops, whatever is at work.

    Raises:
        CkmError: if the scheduler cannot be reached, or goes away.
    """
    if cluster.scheduler is None:
        yield from _run_here(jobs, make, cluster, preload)
        return
    try:
        from ckmreport.fleet.cluster import run_on_cluster  # noqa: PLC0415, an extra package
    except ModuleNotFoundError as error:
        raise CkmError(
            f"work on a cluster needs the package {error.name}, which is not installed",
            advice="Install it with: pip install 'ckmreport[fleet]'",
        ) from None
    yield from run_on_cluster(
        jobs, make, cluster.scheduler, retries=cluster.retries, preload=preload
    )


def _run_here(
    jobs: Sequence[Job], make: Make, cluster: Cluster, preload: Preload
) -> Generator[Event]:
    """Make reports in processes of this one, which talk with it alone: nobody else reaches them."""
    waiting: SimpleQueue[Job] = SimpleQueue()
    for job in jobs:
        waiting.put(job)
    events: SimpleQueue[Event] = SimpleQueue()
    workshops = [Workshop(preload) for _ in range(min(cluster.workers, len(jobs)))]
    stopped = threading.Event()

    def work(workshop: Workshop) -> None:
        while not stopped.is_set():
            try:
                job = waiting.get_nowait()
            except Empty:
                return
            events.put(_tried(job, make, workshop, cluster.retries, events))

    threads = [threading.Thread(target=work, args=(one,), daemon=True) for one in workshops]
    try:
        for thread in threads:
            thread.start()
        left = len(jobs)
        while left:
            event = events.get()
            left -= not isinstance(event, Begun)
            yield event
    finally:
        stopped.set()
        for workshop in workshops:
            workshop.close()


def _tried(
    job: Job, make: Make, workshop: Workshop, retries: int, events: SimpleQueue[Event]
) -> Finished | Broken:
    """Make a report, if need be again; tell of each time that it begins."""
    while True:
        events.put(Begun(job))
        began = time.monotonic()
        try:
            figures = workshop.make(make, job)
        except CkmError as error:
            if retries == 0:
                return Broken(job, error)
            retries -= 1
        else:
            return Finished(job, time.monotonic() - began, figures)
