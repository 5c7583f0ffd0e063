"""What the command line shows: progress, results and errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ckmreport.foundation.errors import CkmError

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from ckmreport.report.execute.markdown.claims import Claim
    from ckmreport.report.make import Event
    from ckmreport.report.request import Report
    from ckmreport.survey.waves.unfinished import Unfinished


@contextmanager
def reporting_errors(debug: bool) -> Iterator[None]:
    """Turn errors that a person can mend into one message and exit status 1."""
    try:
        yield
    except CkmError as error:
        if debug:
            raise
        typer.secho("Error", fg=typer.colors.RED, bold=True, err=True, nl=False)
        typer.echo(f" {error}", err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        typer.echo("Stopped; an earlier book is untouched.", err=True)
        raise typer.Exit(130) from None


class Bar:
    """A bar that shows how far something is, and in a few words what is being done."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress, self._task = progress, task

    def show(self, words: str, *, done: float | None = None, total: float | None = None) -> None:
        """Say what is being done, and how much of all is done."""
        self._progress.update(self._task, description=words, completed=done, total=total)

    def tell(self, line: str) -> None:
        """Print a line that stays."""
        self._progress.console.print(line, markup=False)


@contextmanager
def progress_bar(words: str, total: float | None = None) -> Iterator[Bar]:
    """Show a bar at a terminal, and none elsewhere, as long as this context is open."""
    from rich import progress  # noqa: PLC0415, which takes longer than finding nothing to do
    from rich.console import Console  # noqa: PLC0415

    errors = Console(stderr=True, soft_wrap=True, highlight=False)
    columns = (
        progress.SpinnerColumn(),
        progress.BarColumn(bar_width=24),
        progress.TaskProgressColumn(),
        progress.TextColumn("{task.description}"),
    )
    with progress.Progress(
        *columns, console=errors, transient=True, disable=not errors.is_terminal
    ) as bars:
        yield Bar(bars, bars.add_task(words, total=total))


@contextmanager
def show_progress(wave: str, *, explain: bool) -> Iterator[Callable[[Event], None]]:
    """Show a bar with the chapters that are being executed, then what the renderer does.

    Args:
        wave: the name of the wave.
        explain: say of each chapter why it is executed.
    """
    from ckmreport.report.execute.chapters import Executed, Started  # noqa: PLC0415
    from ckmreport.report.make import Planned  # noqa: PLC0415

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


def show_unfinished(untrue: Sequence[Claim], open_ends: Sequence[Unfinished]) -> None:
    """Print what is to be filled in or written, and the sentences that the numbers do not bear."""
    for one in open_ends:
        what = "To be filled in" if one.exists else "To be written"
        entry = f", {one.entry}" if one.entry else ""
        typer.echo(f"{what}: {one.file}{entry}", err=True)
    for claim in untrue:
        values = ", ".join(f"{name} = {value}" for name, value in claim.values.items())
        place = f"{claim.chapter}, cell {claim.cell}"
        what = "No longer true" if claim.told else "Cannot be told"
        typer.echo(f"{what}: {place}: {claim.sentence} ({values})", err=True)


def show_report(report: Report, *, unchanged: bool = False) -> None:
    """Print what was made, now or last time, and what to look at before publishing it."""
    for warning in report.warnings:
        typer.echo(f"Warning: {warning}", err=True)
    show_unfinished(report.untrue, report.open_ends)
    if unchanged:
        typer.echo(f"Nothing changed: {short(report.parts[0])}")
        return
    typer.echo(f"Rendered with {report.renderer}:")
    for path in report.parts:
        typer.echo(f"  {short(path)}")


def show_passed_over(folders: Sequence[Path]) -> None:
    """Warn of folders beside the waves that are none, which may not be what somebody thinks."""
    for folder in folders:
        typer.echo(
            f"Warning: {short(folder)} is passed over, because it has no wave.yml. "
            "`ckm wave add` makes a wave of it; otherwise move it elsewhere.",
            err=True,
        )


def show_rows(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; where the output goes to a file or another program, as lines with tabs."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    output = Console(highlight=False)
    if not output.is_terminal:
        for line in (title, *("\t".join(row) for row in (header, *rows)), ""):
            typer.echo(line)  # rich would turn the tabs into spaces
        return
    table = Table(title=title, title_justify="left", show_lines=True)
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    output.print(table)


def counted(number: int, noun: str) -> str:
    """Give a number with its noun, in the plural where that is needed."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def short(path: Path) -> str:
    """Give a path as seen from here, if it is below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
