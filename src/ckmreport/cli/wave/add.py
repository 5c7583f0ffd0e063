"""The command `ckm wave add`."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from ckmreport.cli.console import reporting_errors, short
from ckmreport.cli.options import DataFolder, Debug, data_folder
from ckmreport.cli.wave.checked_export import show_checked
from ckmreport.cli.wave.confirm_mapping import asking, write_proposal
from ckmreport.cli.wave.export_options import (
    CodingFile,
    ExportFile,
    MappingFile,
    Mask,
    Period,
    SheetName,
    WaveName,
    proposal_for,
)
from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.project import find_project
from ckmreport.intake.add_wave import Request, parse_fieldwork, prepare
from ckmreport.intake.add_wave import add as write
from ckmreport.intake.wave_writer import require_free
from ckmreport.review.expected_texts import expected_texts


def add(
    file: ExportFile,
    *,
    wave: WaveName,
    fieldwork: Period,
    data: DataFolder = None,
    mapping: MappingFile = None,
    sheet: SheetName = None,
    mapping_out: Annotated[
        Path | None,
        typer.Option(help="Where a proposed mapping goes. Default: mapping-WAVE.yml, here."),
    ] = None,
    coding: CodingFile = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the answers of a wave; needs --reason.")
    ] = False,
    reason: Annotated[str, typer.Option(help="Why, in Dutch: it is printed in the report.")] = "",
    mask: Mask = False,
    debug: Debug = False,
) -> None:
    """Check an export and write it as a wave; nothing is written if anything is wrong."""
    with reporting_errors(debug):
        if replace != bool(reason.strip()):
            raise CkmError("--replace and --reason go together", advice="Give both, or neither")
        request = Request(
            export=file,
            data=data_folder(data),
            wave=wave,
            mapping=mapping,
            sheet=sheet,
            fieldwork=parse_fieldwork(fieldwork),
            coding=coding,
            mask=mask,
        )
        require_free(request.data, wave, reason)
        proposal = mapping_out or proposal_for(wave)
        confirm = asking(proposal, at_prompt=sys.stdin.isatty(), mapping_file=mapping)
        prepared = prepare(request, confirm)
        show_checked(
            prepared,
            mapping or proposal,
            "vraag haar met `ckm wave check … --page checks.html`"
            if prepared.errors
            else str(short(request.data / "waves" / wave / "checks.html")),
        )
        propose = prepared.errors and prepared.sends_to_mapping and mapping is None
        if propose and not proposal.exists():
            write_proposal(proposal, prepared.canonical.mapping)
            typer.echo(f"Geschreven: {proposal}, om aan te vullen wat nog niet bekend is.")
        project = find_project()
        folder = write(prepared, texts=expected_texts(project), reason=reason.strip() or None)
        typer.echo(f"Geschreven: {short(folder)}")
        typer.echo(f"Hierna: vul {short(folder / 'wave.yml')} aan, schrijf de teksten die")
        command = _report_command(wave, data)
        typer.echo(
            f"{short(folder / 'text' / 'README.md')} noemt, en maak het rapport: `{command}`."
        )


def _report_command(wave: str, data: Path | None) -> str:
    """Write the command that makes the report; another data folder gets a place of its own."""
    if data is None:
        return f"ckm report {wave}"
    books = short(data.resolve().with_name(f"{data.resolve().name}-rapport"))
    return f"ckm report {wave} --data {shlex.quote(str(data))} --out {shlex.quote(books)}"
