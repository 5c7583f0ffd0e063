"""Every printed figure of a publication, counted again from the rows of its wave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ckmreport.foundation.errors import CkmError
from ckmreport.publication.audit.audit_line import AuditLine
from ckmreport.publication.audit.errata import Erratum, load_errata
from ckmreport.publication.audit.erratum_rules import Inconsistency, find_inconsistencies
from ckmreport.publication.audit.figure_audit import FigureAudit
from ckmreport.publication.audit.report_places import cells_calling
from ckmreport.publication.audit.row_counts import load_rows
from ckmreport.publication.audit.statement_audit import StatementAudit
from ckmreport.publication.publication_files import (
    Publication,
    load_counterparts,
    load_publication,
)
from ckmreport.survey.waves import wave_folder, wave_names
from ckmreport.survey.waves.wave_questionnaire import wave_questionnaire


@dataclass(frozen=True)
class Audit:
    """The outcome of an audit.

    Attributes:
        lines: every printed figure beside the recomputed one: figures, statements, tests.
        errata: the known errors of the publication.
        unlisted: what the rules find in the printed figures and no erratum mentions.
        unconfirmed: errata that name a rule which does not find them.
    """

    lines: tuple[AuditLine, ...]
    errata: tuple[Erratum, ...]
    unlisted: tuple[Inconsistency, ...] = ()
    unconfirmed: tuple[Erratum, ...] = ()

    @property
    def disagreements(self) -> tuple[AuditLine, ...]:
        """The figures that differ without a known error of the publication."""
        return tuple(line for line in self.lines if line.verdict == "differs")

    @property
    def passed(self) -> bool:
        """Whether every difference is a known error, and the errata are those of the rules."""
        return not (self.disagreements or self.unlisted or self.unconfirmed)

    @property
    def summary(self) -> str:
        """The numbers of figures and of verdicts, in one line."""
        kinds = Counter(line.id[0] for line in self.lines)
        verdicts = Counter(line.verdict for line in self.lines)
        unchecked = verdicts["unchecked"]
        parts = [
            f"{verdicts['agrees']} agree",
            f"{verdicts['erratum']} known errors of the publication",
            *([f"{unchecked} cannot be checked"] if unchecked else []),
            f"{verdicts['differs']} differ",
        ]
        compared = f"{kinds['C']} printed figures, {kinds['S']} statements, {kinds['T']} tests"
        return f"{compared}: {', '.join(parts)}"


def audit(data: Path, wave: str) -> Audit:
    """Compare every printed figure of a wave with its rows.

    Args:
        data: the data folder.
        wave: the name of the wave.

    Raises:
        CkmError: if there is no such wave, if it was not published, or if a file of the wave or
            of the publication is missing or malformed.
    """
    folder = wave_folder(data, wave)
    questionnaire = wave_questionnaire(data, wave)
    publication = load_publication(data / "publication" / wave, questionnaire)
    errata = load_errata(publication.folder / "errata.yml")
    _check_known(errata, publication)
    rows = load_rows(folder / "responses.csv", questionnaire)
    shown = {one.place: one.report for one in load_counterparts(publication.folder)}
    shown |= cells_calling(data, "question_tables")
    figures = FigureAudit(publication, rows, folder / "wave.yml", errata, shown)
    statements = StatementAudit(publication, rows, data, wave, errata)
    # The lines first: their errors name the line of a file.
    lines = (*figures.figures(), *statements.lines(), *figures.tests())
    found = find_inconsistencies(publication, questionnaire)
    return Audit(
        lines=lines,
        errata=errata,
        unlisted=_unlisted(found, errata),
        unconfirmed=_unconfirmed(found, errata),
    )


def published_wave(data: Path) -> str:
    """Find the name of the newest wave that was published.

    Raises:
        CkmError: if there is none.
    """
    names = [name for name in wave_names(data) if (data / "publication" / name).is_dir()]
    if not names:
        raise CkmError(
            "no wave here was published before, so there is nothing to audit",
            place=data / "publication",
        )
    return names[-1]


def _unlisted(
    found: Sequence[Inconsistency], errata: Sequence[Erratum]
) -> tuple[Inconsistency, ...]:
    listed = {figure for erratum in errata for figure in erratum.ids}
    return tuple(each for each in found if not listed.issuperset(each.figures))


def _unconfirmed(found: Sequence[Inconsistency], errata: Sequence[Erratum]) -> tuple[Erratum, ...]:
    by_rule = {(each.rule, figure) for each in found for figure in each.figures}
    return tuple(
        erratum
        for erratum in errata
        if erratum.rule and not any((erratum.rule, figure) in by_rule for figure in erratum.ids)
    )


def _check_known(errata: Sequence[Erratum], publication: Publication) -> None:
    known = {figure.id for figure in publication.figures}
    known |= {statement.id for statement in publication.statements}
    for erratum in errata:
        if unknown := sorted(set(erratum.ids) - known):
            raise CkmError(
                f"erratum {erratum.id} speaks of '{unknown[0]}', which is no printed figure",
                place=erratum.source,
                advice="Use an id of figures.csv or statements.csv",
            )
