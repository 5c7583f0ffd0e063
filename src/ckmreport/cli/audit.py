"""The command `ckm audit`."""

from __future__ import annotations

from typing import Annotated

import typer

from ckmreport.cli.console import reporting_errors
from ckmreport.cli.options import DataFolder, Debug, data_folder
from ckmreport.publication.audit.audit import Audit, published_wave
from ckmreport.publication.audit.audit import audit as hold_figures


def audit(
    wave: Annotated[
        str | None,
        typer.Argument(help="A wave that was published. Default: the newest such wave."),
    ] = None,
    data: DataFolder = None,
    debug: Debug = False,
) -> None:
    """Compare the printed figures of a wave with its rows, and with each other."""
    with reporting_errors(debug):
        folder = data_folder(data)
        found = hold_figures(folder, wave or published_wave(folder))
    _show(found)
    if not found.passed:
        raise typer.Exit(1)


def _show(found: Audit) -> None:
    for line in found.disagreements:
        recomputed = line.recomputed or "nothing"
        typer.echo(
            f"{line.id} {line.place}: {line.subject}: printed {line.printed}, "
            f"recomputed {recomputed}. {line.note}".rstrip()
        )
    for each in found.unlisted:
        ids = ", ".join(each.figures)
        typer.echo(f"Not in errata.yml: {ids} ({each.rule}): {each.message}")
    for erratum in found.unconfirmed:
        typer.echo(
            f"{erratum.id} is not found by its rule '{erratum.rule}' ({erratum.source}): "
            f"{erratum.place}: {erratum.printed}"
        )
    typer.echo(found.summary)
