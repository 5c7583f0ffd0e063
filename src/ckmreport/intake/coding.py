"""Answers that researchers code by hand: from the open text behind "anders" to a code.

The texts go to a file outside the project; only the codes come back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ckmreport.foundation.atomic_files import harmless
from ckmreport.foundation.errors import CkmError
from ckmreport.foundation.project import BOOK_FILE
from ckmreport.intake.export import Export
from ckmreport.intake.findings import Finding
from ckmreport.intake.matching.answer_matching import codes_by_text
from ckmreport.intake.matching.mapping import ExportMapping
from ckmreport.intake.matching.text_similarity import plain
from ckmreport.intake.privacy import screen
from ckmreport.intake.readers import read_export
from ckmreport.intake.recoding import Canonical
from ckmreport.survey.questionnaire import Question, Questionnaire

_COLUMNS = ("respondent", "variabele", "antwoord", "toelichting", "code")


@dataclass(frozen=True)
class CodingFiles:
    """Where the answers to code and the list of codes were written; `answers` is how many."""

    path: Path
    codes: Path
    answers: int


def write_coding(path: Path, export: Export, canonical: Canonical, data: Path) -> CodingFiles:
    """Write the answers that lack a code, with an empty column for it, and a list of the codes.

    Raises:
        CkmError: if the file would stand in the project or the data folder, or exists already, or
            if the number of a respondent says who that is.
    """
    _require_outside(path, data)
    _require_numbers(export, canonical.mapping)
    codes = path.with_name(f"{path.stem}-codes.csv")
    for file in (path, codes):
        if file.exists():
            raise CkmError(
                "this file exists already",
                place=file,
                advice="Name another one with --out: codes in it would be lost",
            )
    variables = [canonical.questionnaire[name] for name in canonical.uncoded]
    rows = [row for variable in variables for row in _to_code(variable, export, canonical)]
    options = [
        (variable.name, option.code, option.label)
        for variable in variables
        for option in variable.options
    ]
    # A Dutch Excel expects semicolons; the mark at the start tells it that this is UTF-8.
    pd.DataFrame(rows, columns=list(_COLUMNS)).to_csv(
        path, index=False, sep=";", encoding="utf-8-sig"
    )
    pd.DataFrame(options, columns=["variabele", "code", "omschrijving"]).to_csv(
        codes, index=False, sep=";", encoding="utf-8-sig"
    )
    return CodingFiles(path, codes, len(rows))


def read_coding(path: Path, questionnaire: Questionnaire) -> dict[str, dict[str, str]]:
    """Read the codes that a person gave: for each variable, by respondent.

    The label of a code will do for the code. Respondents without one are left out.

    Raises:
        CkmError: names the row of an unknown variable or code, or of a respondent who is coded
            twice in different ways.
    """
    frame = read_export(path, empty=True).frame
    if missing := [name for name in ("respondent", "variabele", "code") if name not in frame]:
        raise CkmError(
            f"there is no column '{missing[0]}'",
            place=path,
            advice="Use the file that `ckm wave code` wrote",
        )
    found: dict[str, dict[str, str]] = {}
    for row, written, name, given in frame[["respondent", "variabele", "code"]].itertuples():
        respondent = _as_given(written)
        place = f"{path}, row {row}"
        if name not in questionnaire or questionnaire[name].coded_from is None:
            raise CkmError(f"'{name}' is not a variable that is coded by hand", place=place)
        if given == "":
            continue
        known = codes_by_text(questionnaire[name].options)
        code = known.get(plain(given))
        if code is None:
            advice = ", ".join(questionnaire[name].codes)
            raise CkmError(f"'{given}' is not a code of '{name}'", place=place, advice=advice)
        if found.setdefault(name, {}).setdefault(respondent, code) != code:
            raise CkmError("this respondent has two codes", place=place, advice="Keep one of them")
    return found


def check_coding(
    canonical: Canonical, hand_codes: Mapping[str, Mapping[str, str]]
) -> Iterator[Finding]:
    """Find answers that still lack a code, and codes for respondents who are not in the export."""
    known = set(canonical.frame["respondent"])
    for name, codes in hand_codes.items():
        if strangers := len(set(codes) - known):
            yield Finding(
                severity="error",
                check="coding-unknown-respondent",
                column=name,
                rows=(),
                value="",
                message=(
                    f"Het codeerbestand noemt respondenten ({strangers}) "
                    "die niet in de export staan."
                ),
                advice="Gebruik het codeerbestand dat bij deze export hoort.",
            )
    for name, rows in canonical.uncoded.items():
        if rows:
            short = canonical.questionnaire[name].short
            yield Finding(
                severity="warning",
                check="not-coded",
                column=name,
                rows=rows,
                value="",
                message=(
                    f"Van een deel van de respondenten is het {short.lower()} nog niet bepaald."
                ),
                advice="Codeer de open antwoorden met `ckm wave code` en geef --coding mee.",
            )


def _to_code(
    variable: Question, export: Export, canonical: Canonical
) -> Iterator[tuple[str, str, str, str, str]]:
    assert variable.coded_from is not None
    source = canonical.questionnaire[variable.coded_from]
    mapping = canonical.mapping
    rows = list(canonical.uncoded[variable.name])
    texts = [
        export.frame.loc[rows, mapped.column]
        for mapped in mapping.with_role("open")
        if mapped.question == source.name
    ]
    # Tools that put the open text in the cell of the question itself leave it nowhere else.
    texts += [
        given.where(~given.isin(list(mapped.values)), "")
        for mapped in mapping.answers(source.name)
        for given in [export.frame.loc[rows, mapped.column]]
    ]
    for row in rows:
        code = str(canonical.frame.at[row, source.name])
        said = " / ".join(text[row] for text in texts if text[row])
        respondent = harmless(str(canonical.frame.at[row, "respondent"]))
        yield respondent, variable.name, source.option(code).label, harmless(said), ""


def _as_given(text: str) -> str:
    """Take off the apostrophe that `harmless` put before a text."""
    return text[1:] if text == harmless(text[1:]) else text


def _require_numbers(export: Export, mapping: ExportMapping) -> None:
    """Refuse to name people: the file holds their own words, and the number to find them by."""
    numbers = ExportMapping(mapping.with_role("respondent"))
    if found := screen(export, numbers).findings:
        raise CkmError(
            f"the numbers of respondents look like personal data ({found[0].check})",
            place=f"{export.path}, column '{found[0].column}'",
            advice="Export again with numbers that say nothing about who the respondents are",
        )


def _require_outside(path: Path, data: Path) -> None:
    folder = path.resolve().parent
    inside = [data.resolve(), *_project_of(data), *_project_of(folder)]
    if any(folder.is_relative_to(place) for place in inside):
        raise CkmError(
            "open answers may not be written into the project",
            place=path,
            advice="Name a file elsewhere with --out, where only the research team can read it",
        )
    if not folder.is_dir():
        raise CkmError("there is no such folder", place=folder, advice="Make it first")


def _project_of(folder: Path) -> list[Path]:
    start = folder.resolve()
    return [place for place in (start, *start.parents) if (place / BOOK_FILE).is_file()][:1]
