"""The command `ckm questionnaire diff`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ckmreport.cli.console import reporting_errors
from ckmreport.cli.options import DataFolder, Debug, data_folder
from ckmreport.intake.structure.built_survey import read_built
from ckmreport.intake.structure.differences import differences
from ckmreport.intake.study_files import study_questionnaire


def diff(
    file: Annotated[Path, typer.Argument(help="The survey as it was built: .lss or .qsf.")],
    data: DataFolder = None,
    debug: Debug = False,
) -> None:
    """Say in what a survey in LimeSurvey or Qualtrics differs from the questionnaire."""
    with reporting_errors(debug):
        survey = read_built(file)
        found = differences(study_questionnaire(data_folder(data)), survey)
        for line in found:
            typer.echo(line)
        if not found:
            typer.echo("Er zijn geen verschillen met de vragenlijst.")
            return
        typer.echo(f"{len(found)} {'verschil' if len(found) == 1 else 'verschillen'}.")
        raise typer.Exit(1)
