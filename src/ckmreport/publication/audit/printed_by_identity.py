"""What a publication prints of the numbers that a report counts, by the identity of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from ckmreport.analysis import Survey
from ckmreport.analysis.origin import Origin
from ckmreport.publication.audit.audit import audit
from ckmreport.publication.audit.audit_line import AuditLine
from ckmreport.publication.audit.errata import Erratum
from ckmreport.publication.publication_files import Publication, load_publication
from ckmreport.survey.waves import open_wave

#: The terms under which a reader is told of it.
PRINTED, ERRATUM = "In de publicatie", "Kanttekening bij de publicatie"


def printed_by_identity(data: Path, wave: str) -> Mapping[str, Mapping[str, str]]:
    """Give the printed figure and the erratum of each number that was published of a wave.

    A printed figure finds its number by what was asked of the answers, not by its value: a
    misprint stands beside the number that is right.

    Args:
        data: the data folder.
        wave: the name of the wave.

    Returns:
        By the identity of an origin, each text under its term; empty for a wave without a
        publication.

    Raises:
        CkmError: if a file of the wave or of its publication is missing or malformed.
    """
    survey = Survey(open_wave(data, wave))
    if survey.wave.published is None:
        return {}
    found = audit(data, wave)
    errata = {erratum.id: erratum for erratum in found.errata}
    lines = {line.id: line for line in found.lines if line.printed}
    publication = load_publication(data / "publication" / wave, survey.wave.questionnaire)
    by_identity: dict[str, list[AuditLine]] = defaultdict(list)
    for name, origin in _origins(publication, survey):
        if name in lines and origin.counted is not None:
            by_identity[origin.identity].append(lines[name])
    return {identity: _told(printed, errata) for identity, printed in by_identity.items()}


def _origins(publication: Publication, survey: Survey) -> Iterator[tuple[str, Origin]]:
    """Give the number that each printed figure is about, by the id of that figure."""
    for figure in publication.figures:
        if figure.kind == "margin":
            origin = survey[figure.variable][figure.option].origin
            if origin is not None:
                # A table of the publication prints the number of respondents with their share.
                yield from ((figure.id, origin), (figure.id, origin.of_count()))
    about = survey.wave.metadata
    names = {"survey": survey, "context": survey.context, "about": about, "Fraction": Fraction}
    for statement in publication.statements:
        if statement.expression:
            # The audit has evaluated it before: what is wrong with it was told there.
            value = eval(statement.expression, dict(names))
            if isinstance(origin := getattr(value, "origin", None), Origin):
                yield statement.id, origin


def _told(lines: list[AuditLine], errata: Mapping[str, Erratum]) -> Mapping[str, str]:
    printed = "; ".join(dict.fromkeys(f"{line.printed} ({line.place})" for line in lines))
    mentioned = dict.fromkeys(name for line in lines for name in line.erratum.split(", ") if name)
    faults = "; ".join(f"{name}: {errata[name].why}" for name in mentioned)
    return {PRINTED: printed} | ({ERRATUM: faults} if faults else {})
