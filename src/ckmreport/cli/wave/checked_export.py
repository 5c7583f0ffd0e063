"""Prints, in Dutch, what the checks of an export found: the worst first, and in groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

import typer

from ckmreport.analysis import Disclosure
from ckmreport.cli.console import short
from ckmreport.intake.add_wave import Prepared
from ckmreport.intake.checks_page import row_numbers, severity_in_words
from ckmreport.intake.findings import SEVERITIES, Finding
from ckmreport.intake.matching.mapping import UNKNOWN
from ckmreport.presentation.text.dutch_numbers import percentage
from ckmreport.survey.waves.wave_folders import QUESTIONNAIRE

#: Findings of one kind that are listed.
_FINDINGS_SHOWN = 3
#: From this share on, hardly anything of a wave can be reported.
_MOST = 0.5


def show_checked(prepared: Prepared, mapping: Path, page: str) -> None:
    """Print the findings.

    Args:
        prepared: the export as it was read.
        mapping: the file in which a person corrects the mapping.
        page: where the whole list is to be had.
    """
    rows, columns = len(prepared.canonical.frame), len(prepared.export.columns)
    typer.echo(f"{in_dutch(rows, 'rij', 'rijen')}, {in_dutch(columns, 'kolom', 'kolommen')}")
    kinds = [list(found) for _, found in groupby(_sorted(prepared.findings), key=_kind)]
    for found in kinds:
        _show_kind(found, mapping, prepared.canonical.questionnaire.file)
    if any(len(found) > _FINDINGS_SHOWN for found in kinds):
        typer.echo(f"De hele lijst: {page}")
    typer.echo(summary(prepared))


def in_dutch(number: int, one: str, more: str) -> str:
    """Give a count with its noun."""
    return f"{number} {one if number == 1 else more}"


def summary(prepared: Prepared) -> str:
    """Say on one line what of the export would be lost, hidden or left without a code."""
    canonical, frame = prepared.canonical, prepared.export.frame
    lost = int((canonical.frame == UNKNOWN).to_numpy().sum())
    unknown = [mapped.column for mapped in canonical.mapping.with_role("unknown")]
    unread = sum(bool((frame[column] != "").any()) for column in unknown)
    uncoded = sum(map(len, canonical.uncoded.values()))
    parts = [
        f"niet begrepen: {in_dutch(lost, 'antwoord', 'antwoorden')}",
        f"niet overgenomen: {in_dutch(unread, 'kolom', 'kolommen')}",
        f"zonder code: {in_dutch(uncoded, 'antwoord', 'antwoorden')}",
    ]
    much = ""
    if not prepared.errors:
        hidden, given = Disclosure(prepared.responses, prepared.min_cell).hidden_answers()
        parts.append(
            f"verborgen in het rapport: {hidden} van de {given} verschillende antwoorden "
            f"({percentage(hidden, given)}), om kleine aantallen (minder dan {prepared.min_cell})"
        )
        if given and hidden / given >= _MOST:
            much = " Van zo'n kleine meting blijft in het rapport weinig over."
    return f"Samengevat: {'; '.join(parts)}.{much}"


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    """Put findings of one kind together, the gravest and then the most frequent kind first."""
    listed = list(findings)
    kinds = [_kind(finding) for finding in listed]
    return sorted(
        listed,
        key=lambda finding: (
            SEVERITIES.index(finding.severity),
            -kinds.count(_kind(finding)),
            finding.check,
        ),
    )


def _kind(finding: Finding) -> tuple[str, str]:
    return finding.severity, finding.check


def _show_kind(found: Sequence[Finding], mapping: Path, questionnaire: Path) -> None:
    first = found[0]
    number = f" ({len(found)} keer)" if len(found) > 1 else ""
    typer.echo(f"{severity_in_words(first.severity)} {first.check}{number}")
    advices = list(dict.fromkeys(finding.advice for finding in found))
    for finding in found[:_FINDINGS_SHOWN]:
        word = "rij" if len(finding.rows) == 1 else "rijen"
        rows = f"{word} {row_numbers(finding.rows)}: " if finding.rows else ""
        own = f" {finding.advice}" if len(advices) > 1 else ""
        typer.echo(f"  {rows}{_named(finding.message + own, mapping, questionnaire)}")
    if len(found) > _FINDINGS_SHOWN:
        typer.echo(f"  … en nog {len(found) - _FINDINGS_SHOWN}")
    if len(advices) == 1:
        typer.echo(f"  {_named(advices[0], mapping, questionnaire)}")


def _named(text: str, mapping: Path, questionnaire: Path) -> str:
    """Name the files as they are called; a wave may have a questionnaire of its own."""
    text = text.replace("mapping.yml", str(mapping))
    return text.replace(QUESTIONNAIRE, str(short(questionnaire)))
