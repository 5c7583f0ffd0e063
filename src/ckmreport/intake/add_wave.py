"""From an export to a wave in a data folder: read, map, rewrite, check, write."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.checks import check
from ckmreport.intake.checks.structure import check_layout
from ckmreport.intake.coding import check_coding, read_coding
from ckmreport.intake.export import Export
from ckmreport.intake.findings import Finding, by_severity, of_severity
from ckmreport.intake.matching.mapping import ExportMapping
from ckmreport.intake.matching.mapping_file import read_mapping
from ckmreport.intake.matching.matching import match_export, recogniser
from ckmreport.intake.privacy import screen
from ckmreport.intake.readers import read_export
from ckmreport.intake.recoding import Canonical, canonicalise
from ckmreport.intake.study_files import study_questionnaire
from ckmreport.intake.texts_to_write import ExpectedText
from ckmreport.intake.wave_writer import MAPPING, METADATA, NewWave, min_cell_of, write_wave
from ckmreport.survey.questionnaire import Questionnaire
from ckmreport.survey.waves.metadata import Fieldwork
from ckmreport.survey.waves.responses import KEPT, Responses
from ckmreport.survey.waves.wave_folders import STUDY_FILES
from ckmreport.survey.waves.wave_questionnaire import wave_questionnaire

_WAVE = re.compile(r"\d{4}(-[a-z0-9]+)*")

#: Asks a person about the columns that are not certain; gives the mapping as agreed, or raises.
Confirm = Callable[[ExportMapping, Questionnaire], ExportMapping]


@dataclass(frozen=True, kw_only=True)
class Source:
    """Which export is for which wave, and the mapping that a person agreed with, if any."""

    export: Path
    data: Path
    wave: str
    mapping: Path | None = None
    sheet: str | None = None


@dataclass(frozen=True, kw_only=True)
class Request(Source):
    """What becomes a wave, and what a person decided about it beforehand."""

    fieldwork: Fieldwork
    coding: Path | None = None
    mask: bool = False


@dataclass(frozen=True)
class Prepared:
    """A wave that is ready to be written, if nothing was found that stands in the way.

    `findings` are sorted: errors, warnings, notes.
    """

    request: Request
    export: Export
    canonical: Canonical
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be mended first."""
        return of_severity(self.findings, "error")

    @property
    def sends_to_mapping(self) -> bool:
        """Whether a finding sends a person to the mapping to mend something."""
        return any(MAPPING in finding.advice for finding in self.findings)

    def require_no_errors(self) -> None:
        """Check that nothing stands in the way of the wave.

        Raises:
            CkmError: if there are errors.
        """
        if number := len(self.errors):
            raise CkmError(
                f"{number} {'thing' if number == 1 else 'things'} in the export must be mended "
                "first",
                place=self.request.export,
                advice=f"The list above says {'what' if number == 1 else 'which'}",
            )

    @property
    def invented(self) -> bool:
        """Whether the export says of itself that nobody gave these answers."""
        marks = [mapped.column for mapped in self.canonical.mapping.with_role("invented")]
        return bool((self.export.frame[marks] != "").any(axis=None)) if marks else False

    @property
    def responses(self) -> Responses:
        """The answers of the respondents that are kept, as the wave will hold them."""
        frame, questionnaire = self.canonical.frame, self.canonical.questionnaire
        kept = frame[frame["status"] == KEPT].reset_index(drop=True)
        categories = dict.fromkeys(questionnaire.columns, "category")
        return Responses(kept.astype(categories), questionnaire)

    @property
    def min_cell(self) -> int:
        """The smallest number of respondents that the wave will show."""
        metadata = self.request.data / "waves" / self.request.wave / METADATA
        return min_cell_of(metadata, invented=self.invented)


def parse_fieldwork(text: str) -> Fieldwork:
    """Read a period such as `2025-03-01/2025-06-30`.

    Raises:
        CkmError: if it is no period, or ends before it starts.
    """
    try:
        start, end = (dt.date.fromisoformat(day) for day in text.split("/"))
    except ValueError:
        raise CkmError(
            f"'{text}' is no period", advice="Write it as --fieldwork 2025-03-01/2025-06-30"
        ) from None
    if end < start:
        raise CkmError(f"the fieldwork ends before it starts: {text}", advice="Turn it around")
    return Fieldwork(start, end, None)


def prepare(request: Request, confirm: Confirm) -> Prepared:
    """Read an export, rewrite it in the codes of the questionnaire and check it.

    Writes nothing.

    Raises:
        CkmError: if a file cannot be read, or `confirm` does not agree with the mapping.
    """
    questionnaire = study_questionnaire(request.data, request.wave, needed=STUDY_FILES)
    export, mapping = _read(request, questionnaire)
    if layout := tuple(check_layout(export, mapping, questionnaire)):
        # Without the right headings, every other finding is about something that is not there.
        canonical = canonicalise(export, mapping, questionnaire)
        return Prepared(request, export, canonical, by_severity([*layout, *export.notes]))
    if mapping.unconfirmed:
        mapping = confirm(mapping, questionnaire)
    screened = screen(export, mapping, mask=request.mask)
    hand_codes = read_coding(request.coding, questionnaire) if request.coding else {}
    canonical = canonicalise(screened.export, mapping, questionnaire, hand_codes)
    found = [
        *export.notes,
        *check(
            screened.export,
            canonical,
            wave=request.wave,
            fieldwork=request.fieldwork,
            earlier=_earlier(request.data, request.wave),
        ),
        *screened.findings,
        *check_coding(canonical, hand_codes),
    ]
    return Prepared(request, screened.export, canonical, by_severity(found))


def add(
    prepared: Prepared,
    *,
    texts: tuple[ExpectedText, ...] = (),
    reason: str | None = None,
    today: dt.date | None = None,
) -> Path:
    """Write a prepared wave and give its folder.

    Raises:
        CkmError: if there are errors, or the wave exists and no reason is given to replace it.
    """
    prepared.require_no_errors()
    return write_wave(
        prepared.request.data,
        NewWave(
            name=prepared.request.wave,
            canonical=prepared.canonical,
            fieldwork=prepared.request.fieldwork,
            findings=prepared.findings,
            invented=prepared.invented,
            texts=texts,
            date=today or dt.date.today(),
        ),
        reason=reason,
    )


def read_and_map(source: Source, confirm: Confirm) -> tuple[Export, Canonical]:
    """Read an export and rewrite it in the codes of the questionnaire, without checks.

    Raises:
        CkmError: if a file cannot be read, or `confirm` does not agree with the mapping.
    """
    questionnaire = study_questionnaire(source.data, source.wave, needed=STUDY_FILES)
    export, mapping = _read(source, questionnaire)
    if mapping.unconfirmed:
        mapping = confirm(mapping, questionnaire)
    return export, canonicalise(export, mapping, questionnaire)


def _earlier(data: Path, wave: str) -> dict[str, Questionnaire]:
    """Read what was asked in each wave before this one, oldest first."""
    names = sorted(path.parent.name for path in (data / "waves").glob(f"*/{METADATA}"))
    return {name: wave_questionnaire(data, name).asked_in(name) for name in names if name < wave}


def _read(source: Source, questionnaire: Questionnaire) -> tuple[Export, ExportMapping]:
    wave = source.wave
    if not _WAVE.fullmatch(wave):
        raise CkmError(
            f"'{wave}' cannot be the name of a wave",
            advice="Use the year, as 2025, or with a word behind it, as 2025-haren",
        )
    export = read_export(source.export, recogniser(questionnaire), sheet=source.sheet)
    waves = source.data / "waves"
    own = waves / wave / MAPPING
    agreed = None
    if source.mapping:
        agreed = read_mapping(source.mapping, questionnaire)
    elif own.exists():
        agreed = read_mapping(own, questionnaire, lenient=True)
    before = [file for file in waves.glob(f"*/{MAPPING}") if file.parent.name < wave]
    mapping = match_export(
        export,
        questionnaire,
        agreed=agreed,
        earlier=[
            read_mapping(file, questionnaire, lenient=True) for file in sorted(before, reverse=True)
        ],
    )
    return export, mapping
