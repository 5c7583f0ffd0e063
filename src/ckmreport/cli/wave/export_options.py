"""Options of the commands that read an export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ExportFile = Annotated[
    Path, typer.Argument(help="The export: .sav, .zsav, .xlsx or .csv. It is never copied.")
]
WaveName = Annotated[str, typer.Option("--wave", help="The name of the wave, for instance 2025.")]
Period = Annotated[
    str, typer.Option("--fieldwork", help="First and last day, as 2025-03-01/2025-06-30.")
]
MappingFile = Annotated[
    Path | None,
    typer.Option("--mapping", help="Which column is which question, as a person agreed."),
]
SheetName = Annotated[
    str | None, typer.Option("--sheet", help="The sheet of a workbook that holds the answers.")
]
CodingFile = Annotated[
    Path | None, typer.Option("--coding", help="The file of `ckm wave code`, with codes filled in.")
]
Mask = Annotated[
    bool, typer.Option("--mask", help="Mask texts that look personal, instead of stopping.")
]


def proposal_for(wave: str) -> Path:
    """Name the file of a proposed mapping, in the current folder."""
    return Path(f"mapping-{wave}.yml")
