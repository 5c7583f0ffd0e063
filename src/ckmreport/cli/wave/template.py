"""The command `ckm wave template`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ckmreport.cli.console import reporting_errors
from ckmreport.cli.options import DataFolder, Debug, data_folder
from ckmreport.intake.rehearsal.template import write_template
from ckmreport.intake.study_files import study_questionnaire


def template(
    file: Annotated[Path, typer.Argument(help="The file to write: .sav, .zsav, .xlsx or .csv.")],
    data: DataFolder = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
    debug: Debug = False,
) -> None:
    """Write an empty export of the next wave, with all columns and labels, for who builds it."""
    with reporting_errors(debug):
        questionnaire = study_questionnaire(data_folder(data))
        columns = write_template(file, questionnaire, force=force)
        typer.echo(f"Geschreven: {file} ({columns} kolommen)")
