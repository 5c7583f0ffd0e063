"""The command `ckm wave code`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ckmreport.cli.console import reporting_errors
from ckmreport.cli.options import DataFolder, Debug, data_folder
from ckmreport.cli.wave.checked_export import in_dutch
from ckmreport.cli.wave.confirm_mapping import asking
from ckmreport.cli.wave.export_options import (
    ExportFile,
    MappingFile,
    SheetName,
    WaveName,
    proposal_for,
)
from ckmreport.intake.add_wave import Source, read_and_map
from ckmreport.intake.coding import write_coding


def code(
    file: ExportFile,
    *,
    wave: WaveName,
    out: Annotated[Path, typer.Option("--out", help="The file to write, outside the project.")],
    data: DataFolder = None,
    mapping: MappingFile = None,
    sheet: SheetName = None,
    debug: Debug = False,
) -> None:
    """Write the open answers that a person must code to a file outside the project."""
    with reporting_errors(debug):
        folder = data_folder(data)
        proposal = proposal_for(wave)
        confirm = asking(proposal, at_prompt=sys.stdin.isatty(), mapping_file=mapping)
        source = Source(export=file, data=folder, wave=wave, mapping=mapping, sheet=sheet)
        export, canonical = read_and_map(source, confirm)
        written = write_coding(out, export, canonical, folder)
        answers = in_dutch(written.answers, "antwoord", "antwoorden")
        typer.echo(f"Geschreven: {written.path} ({answers} om te coderen)")
        typer.echo(f"Geschreven: {written.codes} (de codes)")
        if written.answers:
            typer.echo("Dit zijn eigen woorden van mensen: bewaar het bestand waar alleen het")
            typer.echo(
                f"onderzoeksteam erbij kan. Vul de codes in en geef --coding {written.path}."
            )
        else:
            typer.echo("Er is niets te coderen.")
