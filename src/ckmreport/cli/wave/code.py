"""The command `ckm wave code`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ckmreport.cli.console import counted, reporting_errors
from ckmreport.cli.options import DataFolder, Debug, data_folder
from ckmreport.cli.wave.confirm_mapping import asking
from ckmreport.cli.wave.export_options import ExportFile, MappingFile, WaveName, proposal_for
from ckmreport.intake.add_wave import Source, read_and_map
from ckmreport.intake.coding import write_coding


def code(
    file: ExportFile,
    *,
    wave: WaveName,
    out: Annotated[Path, typer.Option("--out", help="The file to write, outside the project.")],
    data: DataFolder = None,
    mapping: MappingFile = None,
    debug: Debug = False,
) -> None:
    """Write the open answers that a person must code to a file outside the project."""
    with reporting_errors(debug):
        folder = data_folder(data)
        proposal = proposal_for(wave)
        confirm = asking(proposal, at_prompt=sys.stdin.isatty(), mapping_file=mapping)
        source = Source(export=file, data=folder, wave=wave, mapping=mapping)
        export, canonical = read_and_map(source, confirm)
        written = write_coding(out, export, canonical, folder)
        typer.echo(f"Written: {written.path} ({counted(written.answers, 'answer')} to code)")
        typer.echo(f"Written: {written.codes} (the codes)")
        typer.echo("These are answers in people's own words: keep the file where only the research")
        typer.echo(f"team can read it. Fill in the codes and give --coding {written.path}.")
