"""The command `ckm wave check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

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
    SheetName,
    WaveName,
    proposal_for,
)
from ckmreport.foundation.atomic_files import write_whole
from ckmreport.intake.add_wave import Request, parse_fieldwork, prepare
from ckmreport.intake.checks_page import checks_page


def check(
    file: ExportFile,
    *,
    wave: WaveName,
    fieldwork: Period,
    data: DataFolder = None,
    mapping: MappingFile = None,
    sheet: SheetName = None,
    coding: CodingFile = None,
    mask: Mask = False,
    page: Annotated[
        Path | None, typer.Option("--page", help="Write the whole list of findings to this page.")
    ] = None,
    debug: Debug = False,
) -> None:
    """Check an export as `add` does, and write nothing but the page that is asked for."""
    with reporting_errors(debug):
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
        confirm = asking(None, at_prompt=sys.stdin.isatty(), mapping_file=mapping)
        prepared = prepare(request, confirm)
        if page is not None:
            write_whole(
                page, checks_page(prepared.findings, wave=wave, rows=len(prepared.canonical.frame))
            )
        show_checked(
            prepared,
            mapping or proposal_for(wave),
            str(page) if page else "vraag haar met --page checks.html",
        )
        if prepared.errors and prepared.sends_to_mapping and mapping is None:
            typer.echo(f"`ckm wave add` schrijft {proposal_for(wave)}, als dat er nog niet is.")
        prepared.require_no_errors()
        typer.echo("De export kan worden toegevoegd.")
