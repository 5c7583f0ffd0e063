"""The command `ckm wave check`."""

from __future__ import annotations

import sys

import typer

from ckmreport.cli.console import reporting_errors
from ckmreport.cli.options import DataFolder, Debug, data_folder
from ckmreport.cli.wave.checked_export import show_checked
from ckmreport.cli.wave.confirm_mapping import asking
from ckmreport.cli.wave.export_options import (
    CodingFile,
    ExportFile,
    MappingFile,
    Mask,
    Period,
    WaveName,
    proposal_for,
)
from ckmreport.intake.add_wave import Request, parse_fieldwork, prepare


def check(
    file: ExportFile,
    *,
    wave: WaveName,
    fieldwork: Period,
    data: DataFolder = None,
    mapping: MappingFile = None,
    coding: CodingFile = None,
    mask: Mask = False,
    debug: Debug = False,
) -> None:
    """Check an export as `add` does, and write nothing."""
    with reporting_errors(debug):
        request = Request(
            export=file,
            data=data_folder(data),
            wave=wave,
            mapping=mapping,
            fieldwork=parse_fieldwork(fieldwork),
            coding=coding,
            mask=mask,
        )
        confirm = asking(None, at_prompt=sys.stdin.isatty(), mapping_file=mapping)
        prepared = prepare(request, confirm)
        show_checked(prepared, mapping or proposal_for(wave))
        if prepared.errors and prepared.sends_to_mapping and mapping is None:
            typer.echo(f"`ckm wave add` writes {proposal_for(wave)}, unless it is there")
        prepared.require_no_errors()
        typer.echo("The export can be added.")
