"""What the command line shows: progress, results and errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table
from rich.text import Text

from ckmreport.errors import CkmError

if TYPE_CHECKING:
    from ckmreport.cli.making import Event, Report, Request
    from ckmreport.execute import Chapter, Claim

#: Changes that are named of one chapter.
_REASONS_SHOWN = 4

_errors = Console(stderr=True, soft_wrap=True, highlight=False)
_output = Console(soft_wrap=True, highlight=False)


@contextmanager
def reporting_errors(debug: bool) -> Iterator[None]:
    """Turn errors that a person can mend into one message and exit status 1."""
    try:
        yield
    except CkmError as error:
        if debug:
            raise
        _errors.print("[bold red]Error[/bold red]", end=" ")
        _errors.print(str(error), markup=False)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        _errors.print("Stopped; an earlier book is untouched.")
        raise typer.Exit(130) from None


@contextmanager
def show_progress(request: Request) -> Iterator[Callable[[Event], None]]:
    """Show a bar with the chapters that are being executed, then what the renderer does."""
    from ckmreport.execute import Executed, Started  # noqa: PLC0415

    with Progress(
        SpinnerColumn(),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
        console=_errors,
        transient=True,
    ) as progress:
        task = progress.add_task(f"wave {request.wave}", total=len(request.chapters) + 1)
        running: list[str] = []

        def on_event(event: Event) -> None:
            if isinstance(event, Started):
                running.append(event.chapter.source.stem)
            elif isinstance(event, Executed):
                if event.chapter.source.stem in running:  # not one that was kept
                    running.remove(event.chapter.source.stem)
                progress.advance(task)
            progress.update(
                task, description=event if isinstance(event, str) else ", ".join(running)
            )

        yield on_event


def show_reasons(reasons: Mapping[Chapter, list[str]]) -> None:
    """Print why each chapter is executed, or that it is kept."""
    for chapter, changed in reasons.items():
        named = ", ".join(changed[:_REASONS_SHOWN])
        more = f" and {len(changed) - _REASONS_SHOWN} more" if len(changed) > _REASONS_SHOWN else ""
        what = f"runs: {named}{more}" if changed else "kept"
        _output.print(f"{chapter.source.as_posix()}: {what}", markup=False, soft_wrap=True)


def show_unfinished(untrue: Sequence[Claim], missing: Sequence[str]) -> None:
    """Print the texts that are to be written, and the sentences that the numbers do not bear."""
    for text in missing:
        _errors.print(f"To be written: {text}", markup=False)
    for claim in untrue:
        values = ", ".join(f"{name} = {value}" for name, value in claim.values.items())
        place = f"{claim.notebook}, cell {claim.cell_id}"
        what = "No longer true" if claim.told else "Cannot be told"
        _errors.print(f"{what}: {place}: {claim.text} ({values})", markup=False)


def show_report(report: Report) -> None:
    """Print what was made, and what to look at before publishing it."""
    for warning in report.warnings:
        _errors.print(f"Warning: {warning}", markup=False)
    show_unfinished(report.untrue, report.missing)
    _output.print(f"Rendered with {report.renderer}:", markup=False)
    others = [report.folder / name for name in ("notebooks", "tables", "ledger.json")]
    for path in (report.html, report.pdf, *others):
        if path is not None:
            _output.print(f"  {short(path)}", markup=False)


def show_rows(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; where the output goes to a file or another program, as lines with tabs."""
    if not _output.is_terminal:
        for line in (title, *("\t".join(row) for row in (header, *rows)), ""):
            typer.echo(line)  # rich would turn the tabs into spaces
        return
    table = Table(title=title, title_justify="left", show_lines=True)
    for name in header:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    _output.print(table, soft_wrap=False)


def short(path: Path) -> str:
    """Give a path as seen from here, if it is below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
