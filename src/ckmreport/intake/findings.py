"""What the checks of an export find, in words for the researcher who adds a wave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

Severity = Literal["error", "warning", "note"]
#: The gravest first.
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


@dataclass(frozen=True)
class Finding:
    """Something that a check noticed in an export.

    An error stops the run, a warning stands in the report's method chapter, a note only on the
    page with checks. `check` names the check in kebab case ("unknown-code"). `column` is the
    column of the export, or empty where the finding is about the whole file. `rows` are the row
    numbers as a person sees them in the file. `value` is the value that gives offence, and
    empty where it could be personal. `message` and `advice` are Dutch sentences.
    """

    severity: Severity
    check: str
    column: str
    rows: tuple[int, ...]
    value: str
    message: str
    advice: str


def of_severity(findings: Iterable[Finding], severity: Severity) -> tuple[Finding, ...]:
    """Give the findings of one severity, in the given order."""
    return tuple(finding for finding in findings if finding.severity == severity)


def by_severity(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give the gravest findings first, and those of one severity in the given order."""
    return tuple(sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)))
