"""The command `ckm wave template`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ckmreport.cli.console import reporting_errors
from ckmreport.cli.options import DataFolder, Debug, data_folder
from ckmreport.intake.rehearsal.template import write_template
from ckmreport.intake.structure.built_survey import Tool
from ckmreport.intake.structure.structure_writer import write_structure
from ckmreport.intake.study_files import study_questionnaire

_HOW: dict[Tool, str] = {
    "limesurvey": "in LimeSurvey: Survey importeren; de routing staat erin",
    "qualtrics": "in Qualtrics: Survey importeren; stel de routing daarna zelf in",
}


def template(
    file: Annotated[
        Path,
        typer.Argument(help="The file to write: .sav, .zsav, .xlsx or .csv; with --tool, .txt."),
    ],
    tool: Annotated[
        Tool | None,
        typer.Option(help="Write the survey itself, as this tool takes it in, with its mapping."),
    ] = None,
    data: DataFolder = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
    debug: Debug = False,
) -> None:
    """Write an empty export of the next wave, or the survey itself, for who builds it."""
    with reporting_errors(debug):
        questionnaire = study_questionnaire(data_folder(data))
        if tool is not None:
            mapping = write_structure(file, questionnaire, tool=tool, force=force)
            typer.echo(f"Geschreven: {file} ({_HOW[tool]})")
            typer.echo(f"Geschreven: {mapping} (geef dit bij de export mee met --mapping)")
            return
        columns = write_template(file, questionnaire, force=force)
        typer.echo(f"Geschreven: {file} ({columns} kolommen)")
