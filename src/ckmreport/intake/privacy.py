"""Keeps what could lead to a person out of the project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from ckmreport.intake.column_operations import rows_of, translate
from ckmreport.intake.export import Export
from ckmreport.intake.findings import Finding
from ckmreport.intake.matching.mapping import ColumnMapping, ExportMapping, Role
from ckmreport.intake.patterns import PATTERNS, Pattern, masked, recognised

#: Columns that are dropped because of what they are, or that hold dates and nothing else.
_NOT_SCREENED: frozenset[Role] = frozenset({"personal", "started", "ended", "invented"})


@dataclass(frozen=True)
class Screened:
    """An export after screening: the same file, or one with personal texts masked."""

    export: Export
    findings: tuple[Finding, ...]


def screen(export: Export, mapping: ExportMapping, *, mask: bool = False) -> Screened:
    """Look for texts that lead to a person, and say what is dropped.

    A text that looks like one is an error, or is masked when `mask` says so. Numbers of
    respondents are never masked, because masked they would all be the same.
    """
    findings: list[Finding] = []
    frame = export.frame
    for mapped in mapping.columns:
        if mapped.role in _NOT_SCREENED:
            continue
        may_mask = mask and mapped.role != "respondent"
        found = list(_screen_column(frame[mapped.column], mapped, masked_now=may_mask))
        findings += found
        if found and may_mask:
            frame = frame.assign(**{mapped.column: translate(frame[mapped.column], masked)})
    findings += _dropped(mapping)
    findings += _open_answers(export, mapping)
    return Screened(replace(export, frame=frame), tuple(findings))


def without_personal_texts(finding: Finding) -> Finding:
    """Mask personal texts in a finding: in a file without a header they can be column names."""
    return replace(
        finding,
        column=masked(finding.column),
        value=masked(finding.value),
        message=masked(finding.message),
    )


def _screen_column(
    column: pd.Series, mapped: ColumnMapping, *, masked_now: bool
) -> Iterator[Finding]:
    found = {str(value): recognised(str(value)) for value in column.unique()}
    for pattern in PATTERNS:
        values = [value for value, kinds in found.items() if pattern in kinds]
        if not values:
            continue
        hits = column.isin(values)
        if mapped.role == "respondent" and pattern.check == "bsn" and not hits.all():
            continue  # one in eleven running numbers of nine digits passes the test
        yield _finding(pattern, mapped, rows_of(hits), masked_now=masked_now)


def _finding(
    pattern: Pattern, mapped: ColumnMapping, rows: tuple[int, ...], *, masked_now: bool
) -> Finding:
    if masked_now:
        message = f"In kolom “{mapped.column}” is {pattern.name} onleesbaar gemaakt."
        advice = "Hier hoeft niets voor te gebeuren."
    elif mapped.role == "respondent":
        message = f"Het respondentnummer in kolom “{mapped.column}” lijkt op {pattern.name}."
        advice = "Gebruik een nummer dat niets zegt over wie de respondent is."
    else:
        message = f"In kolom “{mapped.column}” staat iets wat op {pattern.name} lijkt."
        advice = (
            "Haal dit uit de export, geef de kolom in mapping.yml de rol “personal”, zodat zij "
            "wordt weggelaten, of maak het onleesbaar met --mask."
        )
    return Finding(
        severity="note" if masked_now else "error",
        check=pattern.check,
        column=mapped.column,
        rows=rows,
        value="",
        message=message,
        advice=advice,
    )


def _dropped(mapping: ExportMapping) -> Iterator[Finding]:
    for mapped in mapping.with_role("personal"):
        reason = f" ({mapped.reason})" if mapped.reason else ""
        yield Finding(
            severity="note",
            check="personal-column",
            column=mapped.column,
            rows=(),
            value="",
            message=f"De kolom “{mapped.column}” is weggelaten: persoonsgegevens{reason}.",
            advice="Laat deze kolom een volgende keer al buiten de export.",
        )


def _open_answers(export: Export, mapping: ExportMapping) -> Iterator[Finding]:
    filled = [m.column for m in mapping.with_role("open") if (export.frame[m.column] != "").any()]
    if filled:
        listed = ", ".join(f"“{column}”" for column in filled)
        yield Finding(
            severity="note",
            check="open-answers",
            column="",
            rows=(),
            value="",
            message=(
                f"Open antwoorden ({listed}) zijn niet overgenomen. Namen van personen zijn niet "
                "met zekerheid te herkennen: ook zonder melding kunnen er namen in staan."
            ),
            advice="Lees de open antwoorden na voordat iemand anders ze krijgt.",
        )
