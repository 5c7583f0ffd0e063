"""The command `ckm wave rehearse`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from ckmreport.cli.console import reporting_errors
from ckmreport.cli.options import DataFolder, Debug, data_folder
from ckmreport.foundation.errors import CkmError
from ckmreport.intake.add_wave import parse_fieldwork
from ckmreport.intake.rehearsal.invented_answers import write_rehearsal
from ckmreport.intake.study_files import study_questionnaire


def rehearse(
    *,
    wave: Annotated[str, typer.Option("--wave", help="The wave to rehearse, for instance 2025.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write: .sav, .xlsx or .csv.")],
    n: Annotated[int, typer.Option("--n", min=1, help="How many respondents.")] = 300,
    seed: Annotated[int, typer.Option(min=0, help="Another seed gives other answers.")] = 1,
    fieldwork: Annotated[
        str | None,
        typer.Option(help="First and last day, as 2025-03-01/2025-06-30, which is the default."),
    ] = None,
    hostile: Annotated[
        bool, typer.Option("--hostile", help="Add every fault that the checks must notice.")
    ] = False,
    data: DataFolder = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
    debug: Debug = False,
) -> None:
    """Invent an export to rehearse a wave with; every row is marked as invented."""
    with reporting_errors(debug):
        questionnaire = study_questionnaire(data_folder(data), wave)
        days = parse_fieldwork(fieldwork or _default_fieldwork(wave))
        written = write_rehearsal(
            out,
            questionnaire,
            n=n,
            seed=seed,
            start=days.start,
            end=days.end,
            hostile=hostile,
            force=force,
        )
        for path in written:
            typer.echo(f"Geschreven: {path}")
        who = "deze respondent" if n == 1 else f"deze {n} respondenten"
        typer.echo(f"De antwoorden van {who} zijn verzonnen: niemand gaf ze.")


def _default_fieldwork(wave: str) -> str:
    if not re.match(r"[1-9]\d{3}", wave):
        raise CkmError(
            f"wave '{wave}' does not say in which year the fieldwork is",
            advice="Name the days, as --fieldwork 2025-03-01/2025-06-30",
        )
    return f"{wave[:4]}-03-01/{wave[:4]}-06-30"
