"""Messages of the command line: errors, warnings and results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ckmreport.foundation.errors import CkmError, of_system

if TYPE_CHECKING:
    from ckmreport.report.execute.markdown.claims import Claim
    from ckmreport.report.request import Report
    from ckmreport.survey.waves.unfinished import Unfinished


@contextmanager
def reporting_errors(debug: bool) -> Iterator[None]:
    """Print a `CkmError` as one message, without a traceback, and exit with status 1.

    An error of the system, such as a full disk, is told the same way.
    """
    try:
        yield
    except (CkmError, OSError) as caught:
        # Who no longer listens, as `head`, is a matter of the library.
        if debug or isinstance(caught, BrokenPipeError):
            raise
        error = caught if isinstance(caught, CkmError) else of_system(caught)
        typer.secho("Error", fg=typer.colors.RED, bold=True, err=True, nl=False)
        typer.echo(f" {error}", err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        typer.echo("Stopped; an earlier book is untouched.", err=True)
        raise typer.Exit(130) from None


def show_unfinished(untrue: Sequence[Claim], open_ends: Sequence[Unfinished]) -> None:
    """Print what must still be filled in or written, and the claims that do not hold."""
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
    """Print the files of a report, and what to look at before publishing it."""
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
    """Warn about folders beside the waves that have no `wave.yml`."""
    for folder in folders:
        typer.echo(
            f"Warning: {short(folder)} is passed over, because it has no wave.yml. "
            "`ckm wave add` makes a wave of it; otherwise move it elsewhere.",
            err=True,
        )


def counted(number: int, noun: str) -> str:
    """Format a number with its noun, in the plural where needed: 1 row, 2 rows."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def short(path: Path) -> str:
    """Format a path relative to the current folder, if it is inside it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
