"""Makes what is not up to date of a fleet, and keeps account of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ckmreport.fleet.events import Begun, Event, Finished
from ckmreport.fleet.inputs import inputs_of
from ckmreport.fleet.plan import Job, Plan
from ckmreport.fleet.run import Cluster, run_fleet
from ckmreport.fleet.state import Failed, Made, is_made, load_state, save_state
from ckmreport.fleet.summary import write_summary
from ckmreport.fleet.workshop import Make
from ckmreport.foundation.project import make_books_folder
from ckmreport.report.execute.processes import Preload
from ckmreport.report.freshness.books import program_inputs, project_inputs
from ckmreport.report.freshness.filehashes import FileHashes


@dataclass(frozen=True)
class Outcome:
    """The result of a run; `page` lists all reports, earlier ones too."""

    made: tuple[Job, ...]
    failed: tuple[Job, ...]
    page: Path


def outdated(plan: Plan, project: Path, out: Path) -> dict[Job, str]:
    """List the reports that are to be made, each with the checksum of its inputs.

    Raises:
        CkmError: if the account of earlier runs is malformed.
    """
    state = load_state(out)
    inputs = all_inputs(plan, project)
    return {job: sum_ for job, sum_ in inputs.items() if not is_made(job, state, sum_, out)}


def all_inputs(plan: Plan, project: Path) -> dict[Job, str]:
    """List all reports of a plan, each with the checksum of its inputs."""
    hashes = FileHashes()
    common = {**program_inputs(hashes), **project_inputs(project, hashes)}
    return {job: inputs_of(job, common, hashes) for job in plan.jobs}


def make_fleet(
    plan: Plan,
    todo: Mapping[Job, str],
    make: Make,
    cluster: Cluster,
    out: Path,
    *,
    preload: Preload,
    on_event: Callable[[Event], None],
) -> Outcome:
    """Make reports; after each the account is saved, so that a stopped run loses nothing.

    Args:
        plan: all reports, for the page about them.
        todo: those to make now, each with the checksum of its inputs.
        make: makes one of them, in a worker.
        cluster: where the work is done.
        out: the folder for the books.
        preload: what the kernels of notebooks find done.
        on_event: is told what happens.

    Raises:
        CkmError: if the folder cannot be made or the scheduler cannot be reached; not for a
            report that fails.
    """
    make_books_folder(out)
    state = dict(load_state(out))
    made: list[Job] = []
    failed: list[Job] = []
    try:
        if todo:
            with closing(run_fleet(list(todo), make, cluster, preload=preload)) as events:
                for event in events:
                    on_event(event)
                    if isinstance(event, Begun):
                        continue
                    if isinstance(event, Finished):
                        state[str(event.job)] = Made(todo[event.job], event.seconds, event.figures)
                        made.append(event.job)
                    else:
                        state[str(event.job)] = Failed(str(event.error))
                        failed.append(event.job)
                    save_state(out, state)
    finally:
        page = write_summary(out, plan, state)
    return Outcome(tuple(made), tuple(failed), page)
