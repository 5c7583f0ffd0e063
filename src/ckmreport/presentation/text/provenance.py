"""Where the answers of a wave come from, in a sentence."""

from __future__ import annotations

from ckmreport.analysis import Survey
from ckmreport.survey.waves.metadata import Metadata


def eyebrow(about: Metadata) -> str:
    """Say above a title who made the report, or that it prints anew what others published."""
    return "Onafhankelijke heruitgave" if about.synthetic else about.edition.publisher


def origin(survey: Survey) -> str:
    """Say whether respondents gave the answers, or how else they came about."""
    about = survey.wave.metadata
    if about.invented:
        return "De antwoorden zijn verzonnen, om mee te oefenen: geen enkele rij is een respondent."
    if about.synthetic:
        return (
            f"De antwoorden van {survey.wave.name} zijn nooit openbaar gemaakt; de rijen waarmee "
            "dit rapport rekent, zijn teruggerekend uit de gepubliceerde totalen. "
            "Geen enkele rij is een persoon."
        )
    return "De cijfers zijn berekend uit de antwoorden van de respondenten."
