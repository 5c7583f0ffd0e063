"""Prints what the checks of an export found."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import typer

from ckmreport.analysis import Disclosure
from ckmreport.cli.console import counted, short
from ckmreport.intake.add_wave import Prepared
from ckmreport.intake.findings import Finding
from ckmreport.presentation.text.dutch_numbers import percentage
from ckmreport.survey.waves.wave_folders import QUESTIONNAIRE

#: Row numbers that are listed with a finding.
_ROWS_SHOWN = 10
#: Findings of one kind that are listed.
_FINDINGS_SHOWN = 5


def show_checked(prepared: Prepared, mapping: Path) -> None:
    """Print the findings; `mapping` is the file in which a person corrects the mapping."""
    rows, columns = len(prepared.canonical.frame), len(prepared.export.columns)
    typer.echo(f"{counted(rows, 'row')}, {counted(columns, 'column')}")
    shown: Counter[str] = Counter()
    for finding in prepared.findings:
        shown[finding.check] += 1
        if shown[finding.check] <= _FINDINGS_SHOWN:
            typer.echo(_line(finding, mapping, prepared.canonical.questionnaire.file))
    for kind, number in shown.items():
        if number > _FINDINGS_SHOWN:
            typer.echo(f"… and {number - _FINDINGS_SHOWN} more of {kind}")
    if not prepared.errors:
        _show_hidden(prepared)


def _show_hidden(prepared: Prepared) -> None:
    """Print how many answers of a small wave its report will hide."""
    hidden, given = Disclosure(prepared.responses, prepared.min_cell).hidden_answers()
    if hidden:
        typer.echo(
            f"Of the {given} different answers that were given, {hidden} "
            f"({percentage(hidden, given)}) will be hidden: fewer than {prepared.min_cell} "
            "respondents gave them, or they would give such a number away"
        )


def _line(finding: Finding, mapping: Path, questionnaire: Path) -> str:
    rows = ""
    if finding.rows:
        shown = ", ".join(map(str, finding.rows[:_ROWS_SHOWN]))
        more = f" and {len(finding.rows) - _ROWS_SHOWN} more" if finding.rows[_ROWS_SHOWN:] else ""
        rows = f" (row {shown}{more})"
    # A finding names these files as they are called; a wave may have a questionnaire of its own.
    advice = finding.advice.replace("mapping.yml", str(mapping))
    advice = advice.replace(QUESTIONNAIRE, str(short(questionnaire)))
    return f"{finding.severity} {finding.check}{rows}: {finding.message} {advice}"
