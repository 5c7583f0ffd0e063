"""Makes a report and shows the progress at the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from ckmreport.cli.console import show_unfinished
from ckmreport.cli.progress_bar import progress_bar
from ckmreport.report.execute.chapters import Executed, Started
from ckmreport.report.make import Event, Planned, UnfinishedError, make_report
from ckmreport.report.request import Report, Request


def make_with_progress(request: Request, *, explain: bool = False) -> Report:
    """Make a report; `explain` prints for each chapter why it is executed.

    What keeps a strict report from being made is printed first.

    Raises:
        CkmError: as `make_report` does.
    """
    try:
        with show_progress(request.study.wave, explain=explain) as on_event:
            return make_report(request, on_event)
    except UnfinishedError as unfinished:
        show_unfinished(unfinished.untrue, unfinished.open_ends)
        raise


@contextmanager
def show_progress(wave: str, *, explain: bool) -> Iterator[Callable[[Event], None]]:
    """Show the chapters that are being executed, then the steps of the renderer.

    Args:
        wave: the name of the wave.
        explain: print for each chapter why it is executed.
    """
    with progress_bar(f"wave {wave}") as bar:
        running: dict[Path, None] = {}  # in the order in which they started
        done = total = 0

        def on_event(event: Event) -> None:
            nonlocal done, total
            match event:
                case Planned():
                    total = len(event.reasons) + 1  # rendering is one more
                    for chapter, reason in event.reasons.items() if explain else ():
                        why = f"runs, because {reason}" if reason else "kept"
                        typer.echo(f"{chapter.source.as_posix()}: {why}")
                case Started():
                    running[event.chapter.source] = None
                case Executed():
                    running.pop(event.chapter.source, None)  # one that was kept never ran
                    done += 1
            words = event if isinstance(event, str) else ", ".join(path.stem for path in running)
            bar.show(words, done=done, total=total)

        yield on_event
