"""Writes a wave into a data folder: whole, or not at all."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ckmreport.foundation.atomic_files import whole_folder
from ckmreport.foundation.errors import CkmError
from ckmreport.intake.findings import Finding
from ckmreport.intake.findings_file import PAGE, write_checks
from ckmreport.intake.matching.mapping_file import write_mapping
from ckmreport.intake.recoding import Canonical
from ckmreport.intake.texts_to_write import ExpectedText, texts_page
from ckmreport.survey.questionnaire import load_questionnaire
from ckmreport.survey.waves.import_findings import FILE as CHECKS
from ckmreport.survey.waves.metadata import MIN_CELL, Fieldwork, load_metadata
from ckmreport.survey.waves.municipality import load_municipality
from ckmreport.survey.waves.responses import KEPT, load_responses
from ckmreport.survey.waves.revisions import FILE as CHANGES
from ckmreport.survey.waves.revisions import load_changes
from ckmreport.survey.waves.unfinished import TO_FILL_IN
from ckmreport.survey.waves.wave_folders import (
    MUNICIPALITY,
    QUESTIONNAIRE,
    keep_study_files,
    study_file,
)

METADATA, RESPONSES, MAPPING = "wave.yml", "responses.csv", "mapping.yml"
_PREVIOUS = "previous"

#: What is kept of answers that are replaced.
_REPLACED = (RESPONSES, METADATA, MAPPING, CHECKS, PAGE, QUESTIONNAIRE)

_METADATA_HEAD = """\
# yaml-language-server: $schema=../../schemas/wave.json
# Wat er van deze meting bekend is naast de antwoorden, en wat er op het omslag en in het colofon
# staat. Vul in waar "Nog in te vullen" staat, en kijk title en subtitle na.
#
# state is draft zolang er aan het rapport wordt gewerkt; "Concept" staat dan op het omslag. Zet er
# published zodra het rapport is vastgesteld.
#
# Deze regels horen er alleen in als er iets over te zeggen is.
# Wat voor uitgave dit is; het komt op het omslag en onder "Over deze uitgave":
# edition: …
# Of er interviews zijn gehouden:
# interviews: {left_contact: 20, agreed: 12, held: 10, start: "2025-07", end: "2025-09"}
# Waar de broncode openbaar staat; het adres komt in de bijlage over toegankelijkheid:
# archive: https://…
# Onder welk webadres de site komt te staan, en dat van de licentie:
# address: https://…
# license: https://…

"""
_CONTEXT = """\
# yaml-language-server: $schema=../../schemas/context.json
# Cijfers van anderen die de teksten bij deze meting aanhalen, elk met jaar en bron:
#
# naam:
#   value: 100
#   what: Wat er is geteld, en door wie
#   year: 2024
#   source: een sleutel van references.bib
"""
_INTERVIEWS = "domain,label,interviewees\n"
# Answers of real people never enter version control, whichever data folder they are in.
_IGNORED = f"/{RESPONSES}\n/{_PREVIOUS}/\n"
#: What the cover says of answers that nobody gave.
INVENTED = "Verzonnen antwoorden om een meting mee te oefenen: geen enkele rij is een respondent."


@dataclass(frozen=True)
class NewWave:
    """Everything that makes a wave: the answers, how they were read and what the checks found."""

    name: str
    canonical: Canonical
    fieldwork: Fieldwork
    findings: tuple[Finding, ...]
    invented: bool
    texts: tuple[ExpectedText, ...]
    date: dt.date


def require_free(data: Path, name: str, reason: str | None) -> None:
    """Check that a wave may be written.

    Raises:
        CkmError: if there is one already and no reason is given to replace it.
    """
    folder = data / "waves" / name
    if (folder / METADATA).exists() and not reason:
        raise CkmError(
            f"there is a wave '{name}' already",
            place=folder,
            advice="Give --replace and a --reason; the answers that are there are kept aside",
        )


def min_cell_of(metadata: Path, *, invented: bool) -> int:
    """Give the smallest number of respondents that a wave may show once its answers are written.

    It is what somebody set in the `wave.yml` of the answers that are there. What was set for rows
    that are no people does not hold for people: of these, small numbers are printed only if
    somebody says so.

    Args:
        metadata: the `wave.yml`, which need not be there.
        invented: whether nobody gave the new answers.
    """
    if not metadata.exists():
        return MIN_CELL
    known = load_metadata(metadata)
    no_people_before = known.synthetic or (known.invented and not invented)
    return max(known.min_cell, MIN_CELL) if no_people_before else known.min_cell


def write_wave(data: Path, wave: NewWave, *, reason: str | None = None) -> Path:
    """Write a wave and give its folder.

    What people wrote for it earlier (texts, context, the cover) stays. The files of the study are
    kept with it as they are now, so that its report does not change when these do. Answers that
    are replaced move to `previous/` in the wave's folder, and `changes.yml` says when and why. The
    wave is a draft again: nobody has seen its report yet.

    Raises:
        CkmError: if the wave exists and no reason is given, another process is writing it, or what
            was written cannot be read.
    """
    target = data / "waves" / wave.name
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole_folder(target) as staged:
        # Only now nobody else is writing this wave.
        require_free(data, wave.name, reason)
        if (target / METADATA).exists():
            load_metadata(target / METADATA)  # an error in it names the file in its own place
        staged.mkdir()
        if target.exists():
            _copy(target, staged)
        _fill(staged, data, wave, reason)
    return target


def _copy(folder: Path, staged: Path) -> None:
    """Copy a wave. What leads to another volume keeps doing so; answers cannot, and be replaced.

    Raises:
        CkmError: if answers are kept behind a link.
    """
    for path in folder.iterdir():
        if path.is_symlink():
            if path.name in (*_REPLACED, _PREVIOUS):
                raise CkmError(
                    "this is a link, and cannot be replaced together with the rest of the wave",
                    place=path,
                    advice="Let the folder of the wave be a link, and put the file itself in it",
                )
            (staged / path.name).symlink_to(path.resolve())
        elif path.is_dir():
            shutil.copytree(path, staged / path.name, symlinks=True)
        else:
            shutil.copy2(path, staged / path.name)


def _fill(folder: Path, data: Path, wave: NewWave, reason: str | None) -> None:
    frame = wave.canonical.frame
    kept = int((frame["status"] == KEPT).sum())
    if (folder / METADATA).exists() and reason:
        _set_aside(folder, wave, kept, reason)
    (folder / METADATA).write_text(_metadata(folder, data, wave, len(frame), kept), "utf-8")
    _write_responses(folder / RESPONSES, wave.canonical)
    write_mapping(folder / MAPPING, wave.canonical.mapping, proposed=False)
    write_checks(folder, wave.findings, wave=wave.name, rows=len(frame))
    keep_study_files(data, folder)
    (folder / "text").mkdir(exist_ok=True)
    (folder / "text" / "README.md").write_text(texts_page(wave.texts), "utf-8")
    for name, text in {
        "context.yml": _CONTEXT,
        "interviews.csv": _INTERVIEWS,
        ".gitignore": _IGNORED,
    }.items():
        if not (folder / name).exists():
            (folder / name).write_text(text, "utf-8")
    load_metadata(folder / METADATA)
    questionnaire = load_questionnaire(folder / QUESTIONNAIRE).of_wave(wave.name)
    load_responses(folder / RESPONSES, questionnaire, wave.name)


def _write_responses(path: Path, canonical: Canonical) -> None:
    """Write the answers under new numbers, so that those of the export stay outside."""
    frame = canonical.frame.copy()
    width = max(3, len(str(len(frame))))
    frame["respondent"] = [f"r{number:0{width}}" for number in range(1, len(frame) + 1)]
    frame.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")


def _set_aside(folder: Path, wave: NewWave, kept: int, reason: str) -> None:
    earlier = load_changes(folder / CHANGES)
    previous = f"{_PREVIOUS}/{len(earlier) + 1}"
    before = load_metadata(folder / METADATA)
    # A rehearsal is no report of the wave, whatever somebody made of it.
    published = before.published and not before.invented
    (folder / previous).mkdir(parents=True)
    for name in _REPLACED:
        if (folder / name).exists():
            shutil.copy2(folder / name, folder / previous / name)
    change = {
        "date": wave.date,
        "reason": reason,
        "before": before.started - before.dropped_out,
        "after": kept,
        "previous": previous,
        "published": published,
    }
    changes = [*(vars(item) for item in earlier), change]
    (folder / CHANGES).write_text(_yaml({"changes": changes}), "utf-8")


def _metadata(folder: Path, data: Path, wave: NewWave, started: int, kept: int) -> str:
    path = folder / METADATA
    before = yaml.safe_load(path.read_text("utf-8")) if path.exists() else _cover(data, wave)
    known: dict[str, Any] = {name: value for name, value in before.items() if value is not None}
    if known.get("min_cell", MIN_CELL) < min_cell_of(path, invented=wave.invented):
        del known["min_cell"]
    period = dict(known.get("fieldwork", {}))
    known |= {
        "state": "draft",
        "synthetic": False,
        "fieldwork": period | {"start": wave.fieldwork.start, "end": wave.fieldwork.end},
        "respondents": {"started": started, "dropped_out": started - kept},
    }
    known.pop("invented", None)
    if wave.invented:
        known |= {"invented": True, "edition": INVENTED}
    elif known.get("edition") == INVENTED:
        del known["edition"]
    return _METADATA_HEAD + _yaml(known)


def _cover(data: Path, wave: NewWave) -> dict[str, Any]:
    """Give what stands on the cover until a person has completed it."""
    place = load_municipality(
        study_file(data, wave.name, MUNICIPALITY), wave.canonical.questionnaire
    )
    return {
        "wave": wave.name,
        "state": "draft",
        "title": f"Seksuele en criminele uitbuiting in {place.name}",
        "subtitle": f"Vermoedens van professionals in de eerste lijn, meting {wave.name}",
        "authors": [TO_FILL_IN],
        "publisher": TO_FILL_IN,
        "date": TO_FILL_IN,
        "colophon": f"{TO_FILL_IN}.",
        "synthetic": False,
    }


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks, as people do."""


def _as_block(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _as_block)


def _yaml(content: Mapping[str, object]) -> str:
    return yaml.dump(dict(content), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
