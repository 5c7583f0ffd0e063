"""The command `ckm fleet`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from ckmreport.cli.console import reporting_errors
from ckmreport.cli.options import PRINTED_FIGURES, Debug
from ckmreport.cli.progress_bar import Bar, progress_bar
from ckmreport.fleet.events import Begun, Broken, Event
from ckmreport.fleet.fleet import all_inputs, make_fleet, outdated
from ckmreport.fleet.keyfigures import KeyFigures
from ckmreport.fleet.plan import Job, read_plan
from ckmreport.fleet.run import Cluster
from ckmreport.fleet.workshop import Place
from ckmreport.foundation.atomic_files import clear_up
from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.project import find_project
from ckmreport.report.freshness.inputs import Study
from ckmreport.report.make import make_report
from ckmreport.report.request import NOTEBOOKS, Request
from ckmreport.survey.waves import open_wave


@dataclass(frozen=True)
class ReportMaker:
    """Makes one report of a fleet, in the process that unpickles it; see `fleet.workshop.Make`."""

    project: Path
    out: Path

    def __call__(self, job: Job, place: Place) -> KeyFigures:
        """Make the report and return its key figures."""
        figures = KeyFigures.of(open_wave(job.data, job.wave))
        make_report(
            Request(
                study=Study(self.project, job.data, job.wave),
                out=self.out / job.municipality,
                build=place.build,
                pool=place.pool,
                printed=PRINTED_FIGURES,
            ),
            lambda _: None,
        )
        return figures


def fleet(
    file: Annotated[Path, typer.Argument(help="The YAML file that lists data folders and waves.")],
    *,
    scheduler: Annotated[
        str | None,
        typer.Option(help="Address of a Dask scheduler. Default: processes on this machine."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Reports at a time, on this machine. Default: one per core."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Where the books go. Default: _book/fleet of the project."),
    ] = None,
    retries: Annotated[
        int, typer.Option(min=0, help="How often a report that fails is tried again.")
    ] = 1,
    force: Annotated[
        bool, typer.Option("--force", help="Make all reports, also those that are up to date.")
    ] = False,
    debug: Debug = False,
) -> None:
    """Make the reports of many municipalities and waves, and one page about all of them."""
    with reporting_errors(debug):
        if scheduler is not None and workers is not None:
            raise CkmError(
                "--workers says how many processes work on this machine",
                advice="Leave it out with --scheduler: the cluster has workers of its own",
            )
        project = find_project()
        plan = read_plan(file)
        target = (out or project / "_book" / "fleet").resolve()
        for books in target.glob("*/"):
            clear_up(books)
        todo = all_inputs(plan, project) if force else outdated(plan, project, target)
        with progress_bar("starting", total=len(todo)) as bar:
            outcome = make_fleet(
                plan,
                todo,
                ReportMaker(project, target),
                Cluster(workers or os.cpu_count() or 1, scheduler, retries),
                target,
                preload=NOTEBOOKS,
                on_event=_Teller(bar),
            )
        kept = len(plan.jobs) - len(todo)
        typer.echo(f"{len(outcome.made)} made, {kept} up to date, {len(outcome.failed)} failed")
        typer.echo(f"All reports: {outcome.page}")
        if outcome.failed:
            raise CkmError(
                f"{len(outcome.failed)} of {len(plan.jobs)} reports failed",
                place=file,
                advice="Mend what the messages say and run the command again: it makes only those",
            )


class _Teller:
    """Prints each report that is done or failed; the bar names those being made."""

    def __init__(self, bar: Bar) -> None:
        self._bar = bar
        self._running: dict[Job, None] = {}  # in the order in which they began
        self._done = 0

    def __call__(self, event: Event) -> None:
        """Show an event."""
        if isinstance(event, Begun):
            self._running[event.job] = None
        else:
            self._running.pop(event.job, None)
            self._done += 1
            if isinstance(event, Broken):
                self._bar.tell(f"failed {event.job}: {event.error}")
            else:
                self._bar.tell(f"done {event.job} ({event.seconds:.0f} s)")
        self._bar.show(", ".join(map(str, self._running)), done=self._done)
