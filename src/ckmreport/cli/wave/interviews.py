"""The command `ckm wave interviews`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ckmreport.cli.console import counted, reporting_errors, short
from ckmreport.cli.options import DataFolder, Debug, data_folder
from ckmreport.intake.interviews.code_names import CONSENT_CODE, DOMAIN_VARIABLE, Naming
from ckmreport.intake.interviews.refi_qda import read_qdpx
from ckmreport.intake.interviews.summary import Summary, summarise, write_interviews
from ckmreport.intake.rehearsal.export_writer import require_new
from ckmreport.survey.waves import wave_folder
from ckmreport.survey.waves.coded_interviews import FILE
from ckmreport.survey.waves.metadata import MIN_CELL, load_metadata
from ckmreport.survey.waves.wave_questionnaire import wave_questionnaire


def interviews(
    *,
    file: Annotated[Path, typer.Argument(help="The project: REFI-QDA, .qdpx.")],
    wave: Annotated[str, typer.Option("--wave", help="The wave that the interviews belong to.")],
    consent: Annotated[
        str, typer.Option(help="The code on passages that may be quoted.")
    ] = CONSENT_CODE,
    domain: Annotated[
        str, typer.Option(help="The variable with the functional domain.")
    ] = DOMAIN_VARIABLE,
    data: DataFolder = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite what was there.")] = False,
    debug: Debug = False,
) -> None:
    """Take themes, counts and quotations with consent from a project of coded interviews."""
    with reporting_errors(debug):
        study = data_folder(data)
        target = wave_folder(study, wave) / FILE
        require_new(target, force=force)
        # The rows of a wave may be no people, and hide nothing; interviewees always are people.
        min_cell = load_metadata(target.with_name("wave.yml")).min_cell or MIN_CELL
        summary = summarise(
            read_qdpx(file),
            wave_questionnaire(study, wave),
            min_cell=min_cell,
            place=file,
            naming=Naming(consent, domain),
        )
        write_interviews(target, summary.interviews, min_cell=min_cell)
        _show(summary, consent)
        typer.echo(f"Written: {short(target)}")


def _show(summary: Summary, consent: str) -> None:
    found = summary.interviews
    typer.echo(
        f"{counted(found.interviews, 'interview')}, {counted(len(found.themes), 'theme')}, "
        f"{counted(len(found.quotations), 'quotation')} with consent."
    )
    if not summary.has_consent_code:
        typer.echo(f"There is no code '{consent}', so that nothing is quoted.")
    if summary.without_text:
        passages = counted(summary.without_text, "passage")
        typer.echo(f"Left out, because it is no text: {passages} with consent.")
    typer.echo("Read every quotation before it is printed: names cannot be found for certain.")
