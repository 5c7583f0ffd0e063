"""Notices for readers: how the answers of a wave were checked, and which were replaced."""

from __future__ import annotations

from ckmreport.analysis import Survey
from ckmreport.presentation.tables.markdown_blocks import Passage
from ckmreport.presentation.text.dutch_numbers import date, integer
from ckmreport.presentation.text.markdown_escape import as_text
from ckmreport.survey.waves.import_findings import FILE as CHECKS
from ckmreport.survey.waves.import_findings import RecordedFinding, load_checks
from ckmreport.survey.waves.revisions import FILE as CHANGES
from ckmreport.survey.waves.revisions import Change, load_changes, revisions

_CHECKED = (
    "De export van het enquêteprogramma telde {rows}. "
    "Bij het inlezen is die gecontroleerd op onbekende antwoorden, antwoorden op vragen die niet "
    "gesteld zijn, tegenstrijdige antwoorden, dubbele rijen en proefinzendingen, datums buiten het "
    "veldwerk, en vragen die anders zijn gesteld dan in een eerdere meting."
)
_REVISED = (
    "Antwoorden van deze meting zijn na de eerste uitgave vervangen. "
    "Cijfers in een eerdere uitgave van dit rapport kunnen daardoor afwijken."
)


def check_report(survey: Survey) -> Passage:
    """Write how the answers were checked, with every warning of the checks.

    Raises:
        CkmError: if the wave's record of checks is malformed.
    """
    checks = load_checks(survey.wave.folder / CHECKS)
    if checks is None:
        return Passage("Van deze meting is niet vastgelegd hoe de antwoorden zijn gecontroleerd.")
    rows = _rows(checks.rows)
    checked = _CHECKED.format(rows=rows)
    if not checks.warnings:
        return Passage(f"{checked} Daarbij is niets gevonden dat de uitkomsten raakt.")
    least = survey.wave.metadata.min_cell
    lines = "\n".join(f"- {_warning(finding, least)}" for finding in checks.warnings)
    return Passage(f"{checked} Daarbij viel het volgende op.\n\n{lines}")


def revision_notice(survey: Survey) -> Passage | None:
    """Write when and why published answers of the wave were replaced; None if they never were.

    Raises:
        CkmError: if the wave's list of changes is malformed.
    """
    changes = revisions(load_changes(survey.wave.folder / CHANGES))
    if not changes:
        return None
    lines = "\n".join(f"- {_change(change)}" for change in changes)
    return Passage(
        f'::: {{.callout-important title="Deze meting is herzien"}}\n{_REVISED}\n\n{lines}\n:::'
    )


def _warning(finding: RecordedFinding, least: int) -> str:
    text, number = as_text(finding.message), len(finding.rows)
    if not number:
        return text
    # Rows are respondents: what is too few to be counted elsewhere is too few here.
    rows = f"minder dan {integer(least)} rijen" if number < least else _rows(number)
    return f"{text} Het gaat om {rows}."


def _change(change: Change) -> str:
    if change.before == change.after:
        counted = f"Het aantal respondenten bleef {integer(change.after)}."
    else:
        counted = (
            f"Van {integer(change.before)} respondenten werden het er {integer(change.after)}."
        )
    return f"{date(change.date)}: {as_text(change.reason.rstrip('. '))}. {counted}"


def _rows(number: int) -> str:
    return f"{integer(number)} {'rij' if number == 1 else 'rijen'}"
