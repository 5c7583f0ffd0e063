"""What can be wrong with an export, one module per kind of fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ckmreport.intake.checks.answers import check_answers
from ckmreport.intake.checks.coverage import check_coverage
from ckmreport.intake.checks.damage import check_damage
from ckmreport.intake.checks.dates import check_dates
from ckmreport.intake.checks.respondents import check_respondents
from ckmreport.intake.checks.routing import check_routing
from ckmreport.intake.checks.structure import check_structure
from ckmreport.intake.checks.wording import check_wording
from ckmreport.intake.export import Export
from ckmreport.intake.findings import Finding
from ckmreport.intake.recoding import Canonical
from ckmreport.survey.questionnaire import Questionnaire
from ckmreport.survey.waves import Fieldwork

__all__ = ["check"]


def check(
    export: Export,
    canonical: Canonical,
    *,
    wave: str,
    fieldwork: Fieldwork,
    earlier: Mapping[str, Questionnaire],
) -> tuple[Finding, ...]:
    """Check an export against its questionnaire, its fieldwork and the waves before it.

    Args:
        export: the file as it was read, personal data and all; no finding quotes them.
        canonical: the same answers as option codes.
        wave: the name of the wave that the export is for.
        fieldwork: first and last day on which the questionnaire was open.
        earlier: the questionnaires of earlier waves, by wave, oldest first.

    Returns:
        What each check found, one check after the other.
    """
    # As categories: comparing texts row by row is slow where a file has many rows.
    export = replace(export, frame=export.frame.astype("category"))
    canonical = replace(canonical, frame=canonical.frame.astype("category"))
    mapping = canonical.mapping
    return (
        *check_structure(export, mapping, canonical.questionnaire),
        *check_answers(export, canonical),
        *check_routing(canonical),
        *check_respondents(export, canonical),
        *check_dates(export, mapping, fieldwork),
        *check_damage(export, mapping),
        *check_coverage(canonical),
        *check_wording(canonical.questionnaire, wave, earlier),
    )
