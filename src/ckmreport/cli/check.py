"""The command `ckm check`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from ckmreport.cli.console import reporting_errors, show_passed_over
from ckmreport.cli.options import DataFolder, Debug, data_folder
from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.project import find_project
from ckmreport.review.source_checks import check_sources
from ckmreport.review.text_warnings import text_warnings
from ckmreport.survey.waves import folders_passed_over

#: How many warnings of a kind are shown, unless all are asked for.
_SHOWN = 12

AllWarnings = Annotated[
    bool, typer.Option("--all", help=f"Show all warnings, not {_SHOWN} of each kind.")
]


def check(data: DataFolder = None, every: AllWarnings = False, debug: Debug = False) -> None:
    """Check the sources: notebooks, texts of the waves, questionnaire and waves.

    Spelling and long sentences give warnings, which are no errors.
    """
    with reporting_errors(debug):
        project, folder = find_project(), data_folder(data)
        show_passed_over(folders_passed_over(folder))
        findings = check_sources(project, folder)
        for finding in findings:
            typer.echo(str(finding))
        warnings = text_warnings(project, folder)
        _show("Words in no dictionary", warnings.unknown_words, every)
        _show("Sentences that ask much of a reader", warnings.hard_to_read, every)
        if findings:
            raise CkmError(f"{len(findings)} things to mend in the sources")
        typer.echo("The sources are in order.")


def _show(kind: str, warnings: Sequence[object], every: bool) -> None:
    """Print the warnings of one kind, as many as somebody reads."""
    if not warnings:
        return
    typer.echo(f"Warning: {kind}: {len(warnings)}", err=True)
    shown = warnings if every else warnings[:_SHOWN]
    for warning in shown:
        typer.echo(f"  {warning}", err=True)
    if len(shown) < len(warnings):
        typer.echo(f"  … and {len(warnings) - len(shown)} more; --all shows them", err=True)
