"""The command `ckm fleet`."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from ckmreport.cli.console import reporting_errors
from ckmreport.cli.options import Debug
from ckmreport.errors import CkmError
from ckmreport.project import find_project

if TYPE_CHECKING:
    from ckmreport.execute import Chapter
    from ckmreport.fleet.keyfigures import KeyFigures
    from ckmreport.fleet.plan import Job
    from ckmreport.fleet.run import Event
    from ckmreport.fleet.workshop import Place

_console = Console(stderr=True, soft_wrap=True, highlight=False)


@dataclass(frozen=True)
class ReportMaker:
    """Makes one report of a fleet, wherever it is unpickled; see `fleet.workshop.Make`."""

    project: Path
    chapters: tuple[Chapter, ...]
    out: Path

    def __call__(self, job: Job, place: Place) -> KeyFigures:
        """Make the report, and give its key figures."""
        from ckmreport.cli.making import Request, make_report  # noqa: PLC0415
        from ckmreport.fleet.keyfigures import KeyFigures  # noqa: PLC0415
        from ckmreport.waves import open_wave  # noqa: PLC0415

        figures = KeyFigures.of(open_wave(job.data, job.wave))
        make_report(
            Request(
                project=self.project,
                chapters=self.chapters,
                data=job.data,
                wave_folder=job.wave_folder,
                out=self.out / job.municipality,
                build=place.build,
                fork_server=place.fork_server,
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
        _require_dask()
        from ckmreport.cli.making import PRELOAD, book_chapters  # noqa: PLC0415
        from ckmreport.fleet.fleet import all_inputs, make_fleet, outdated  # noqa: PLC0415
        from ckmreport.fleet.plan import read_plan  # noqa: PLC0415
        from ckmreport.fleet.run import Cluster  # noqa: PLC0415

        if scheduler is not None and workers is not None:
            raise CkmError(
                "--workers says how many processes work on this machine",
                advice="Leave it out with --scheduler: the cluster has workers of its own",
            )
        project = find_project()
        plan = read_plan(file)
        target = (out or project / "_book" / "fleet").resolve()
        todo = all_inputs(plan, project) if force else outdated(plan, project, target)
        with _show_progress(len(todo)) as on_event:
            outcome = make_fleet(
                plan,
                todo,
                ReportMaker(project, tuple(book_chapters(project)), target),
                Cluster(workers or os.cpu_count() or 1, scheduler, retries),
                target,
                preload=PRELOAD,
                on_event=on_event,
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


def _require_dask() -> None:
    if importlib.util.find_spec("distributed") is None:
        raise CkmError(
            "many reports at a time need the library distributed",
            advice="Install it with: pip install 'ckmreport[fleet]'",
        )


@contextmanager
def _show_progress(total: int) -> Iterator[Callable[[Event], None]]:
    """Tell of each report that is done or failed; at a terminal, show a bar below that."""
    from ckmreport.fleet.run import Begun, Broken  # noqa: PLC0415

    with Progress(
        SpinnerColumn(),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
        console=_console,
        transient=True,
        disable=not _console.is_terminal,
    ) as progress:
        task = progress.add_task("starting", total=total)
        running: dict[Job, None] = {}  # in the order in which they began

        def on_event(event: Event) -> None:
            if isinstance(event, Begun):
                running[event.job] = None
            else:
                running.pop(event.job, None)
                if isinstance(event, Broken):
                    _console.print(f"failed {event.job}: {event.error}", markup=False)
                else:
                    _console.print(f"done {event.job} ({event.seconds:.0f} s)", markup=False)
                progress.advance(task)
            progress.update(task, description=", ".join(map(str, running)))

        yield on_event
