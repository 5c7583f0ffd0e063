"""The command `ckm check`."""

from __future__ import annotations

import typer

from ckmreport.cli.console import reporting_errors, show_passed_over
from ckmreport.cli.options import DataFolder, Debug, data_folder
from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.project import find_project
from ckmreport.review.source_checks import check_sources
from ckmreport.survey.waves import folders_passed_over


def check(data: DataFolder = None, debug: Debug = False) -> None:
    """Check the sources: notebooks, texts of the waves, questionnaire and waves."""
    with reporting_errors(debug):
        project, folder = find_project(), data_folder(data)
        show_passed_over(folders_passed_over(folder))
        findings = check_sources(project, folder)
        for finding in findings:
            typer.echo(str(finding))
        if findings:
            raise CkmError(f"{len(findings)} things to mend in the sources")
        typer.echo("The sources are in order.")
