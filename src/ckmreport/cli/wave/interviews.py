"""The command `ckm wave interviews`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ckmreport.cli.console import reporting_errors, short
from ckmreport.cli.options import DataFolder, Debug, data_folder
from ckmreport.cli.wave.checked_export import in_dutch
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
        typer.echo(f"Geschreven: {short(target)}")


def _show(summary: Summary, consent: str) -> None:
    found = summary.interviews
    counts = (
        in_dutch(found.interviews, "interview", "interviews"),
        in_dutch(len(found.themes), "thema", "thema's"),
        in_dutch(len(found.quotations), "citaat", "citaten"),
    )
    typer.echo(f"{', '.join(counts)} met toestemming.")
    if not summary.has_consent_code:
        typer.echo(f"Er is geen code ‘{consent}’; daarom wordt er niets geciteerd.")
    if summary.without_text:
        typer.echo(f"Weggelaten, want het is geen tekst: {_passages(summary.without_text)}.")
    if summary.only_rich:
        interviews = in_dutch(summary.only_rich, "interview", "interviews")
        typer.echo(
            f"Van {interviews} is alleen de tekst met opmaak er; daarin zijn geen woorden te "
            "vinden. Exporteer ook de platte tekst."
        )
    if summary.uncertain:
        typer.echo(
            f"Weggelaten, want niet te zeggen is welke woorden het zijn: "
            f"{_passages(summary.uncertain)}. Regeleinden tellen in het ene programma als één "
            "teken en in het andere als twee; exporteer uit een ander programma."
        )
    if summary.unknown_groups:
        interviews = in_dutch(summary.unknown_groups, "interview", "interviews")
        typer.echo(
            f"Van {interviews} zegt de documentgroep geen domein van de vragenlijst: wel geteld, "
            "maar niet per domein."
        )
    typer.echo(
        "Lees elk citaat voordat het wordt gedrukt: namen zijn niet met zekerheid te vinden."
    )


def _passages(number: int) -> str:
    return f"{in_dutch(number, 'fragment', 'fragmenten')} met toestemming"
