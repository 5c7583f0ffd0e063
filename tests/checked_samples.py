"""A clean export of a made-up questionnaire, to put one fault in at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pandas as pd

from ckmreport.intake.checks import check
from ckmreport.intake.export import Column, Export
from ckmreport.intake.findings import Finding
from ckmreport.intake.matching.mapping import UNKNOWN, ColumnMapping, ExportMapping, Role
from ckmreport.intake.recoding import Canonical
from ckmreport.survey.questionnaire import (
    NOT_ANSWERED,
    NOT_ASKED,
    Questionnaire,
    load_questionnaire,
)
from ckmreport.survey.waves import Fieldwork

FIELDWORK = Fieldwork(dt.date(2025, 3, 1), dt.date(2025, 6, 30), None)
WAVE = "2025"
STATEMENTS = tuple(f"st{number}" for number in range(1, 11))

_QUESTIONNAIRE = """\
version: 1
period: twee jaar
sections: {a: Alles}
scales:
  eens:
    {"1": Heel oneens, "2": Oneens, "3": Neutraal, "4": Eens, "5": Heel eens, "wn": Weet niet}
  leeftijd: {"jong": Tot 18 jaar, "oud": 18 jaar of ouder, "wn": Weet niet}
questions:
  - {name: gezien, section: a, kind: single, text: Iets gezien?, short: Gezien, asked_of: allen,
     since: "2023", options: {"ja": Ja, "nee": Nee}}
  - {name: aantal, section: a, kind: single, text: Hoeveel?, short: Aantal, asked_of: wie iets zag,
     since: "2023", asked_if: {gezien: "ja"}, options: {"0": Geen, "2_5": 2-5, "6_10": 6-10}}
  - {name: lft, section: a, kind: multi, text: Hoe oud?, short: Leeftijd, asked_of: wie iets zag,
     since: "2023", asked_if: {gezien: "ja"}, scale: leeftijd, exclusive: ["wn"]}
  - {name: lft_modus, section: a, kind: single, text: Vooral hoe oud?, short: Vooral, since: "2023",
     asked_of: wie iets zag, asked_if: {gezien: "ja"}, scale: leeftijd, among: lft}
"""
_STATEMENT = """\
  - {{name: {name}, section: a, kind: likert, text: Stelling {name}., short: Stelling {name},
     asked_of: allen, since: "2023", scale: eens}}
"""


def sample_questionnaire(folder: Path) -> Questionnaire:
    """Give a questionnaire with routing, a multiple-response question and ten statements."""
    path = folder / "questionnaire.yml"
    text = _QUESTIONNAIRE + "".join(_STATEMENT.format(name=name) for name in STATEMENTS)
    path.write_text(text, "utf-8")
    return load_questionnaire(path)


@dataclass(frozen=True)
class Sample:
    """An export whose columns have the names of the questionnaire and its codes as values."""

    questionnaire: Questionnaire
    frame: pd.DataFrame
    columns: tuple[Column, ...]
    roles: Mapping[str, Role]

    def cell(self, column: str, row: int, value: str) -> Sample:
        """Give a sample with another value in one cell."""
        frame = self.frame.copy()
        frame.loc[row, column] = value
        return replace(self, frame=frame)

    def add(self, name: str, role: Role, values: Sequence[str] | str, *, label: str = "") -> Sample:
        """Give a sample with one column more."""
        return replace(
            self,
            frame=self.frame.assign(**{name: pd.Series(values, self.frame.index, dtype="str")}),
            columns=(*self.columns, Column(name, label)),
            roles={**self.roles, name: role},
        )

    def without(self, name: str) -> Sample:
        """Give a sample with one column less."""
        return replace(
            self,
            frame=self.frame.drop(columns=name),
            columns=tuple(column for column in self.columns if column.name != name),
        )

    def asking(self, questionnaire: Questionnaire) -> Sample:
        """Give a sample of another questionnaire with the same columns."""
        return replace(self, questionnaire=questionnaire)

    @property
    def export(self) -> Export:
        """The export."""
        return Export(Path("export.csv"), "csv", self.frame, self.columns)

    @property
    def mapping(self) -> ExportMapping:
        """What the columns are."""
        return ExportMapping(tuple(self._mapped(column.name) for column in self.columns))

    @property
    def canonical(self) -> Canonical:
        """The export in codes: values that are no option become UNKNOWN."""
        frame = pd.DataFrame(index=self.frame.index)
        respondent = [name for name, role in self.roles.items() if role == "respondent"]
        frame["respondent"] = self.frame[respondent[0]]
        frame["status"] = "behouden"
        for question in self.questionnaire:
            known = {"0", "1"} if question.kind == "multi" else set(question.codes)
            for column in question.columns:
                given = self.frame.get(column, pd.Series(NOT_ANSWERED, self.frame.index))
                allowed = given.isin([*known, NOT_ASKED, NOT_ANSWERED])
                frame[column] = given.where(allowed, UNKNOWN)
        return Canonical(frame, self.mapping, self.questionnaire)

    def findings(
        self, *, earlier: Mapping[str, Questionnaire] | None = None
    ) -> tuple[Finding, ...]:
        """Check the sample, as a wave whose last one put the same questions."""
        before = {"2023": self.questionnaire} if earlier is None else earlier
        return check(self.export, self.canonical, wave=WAVE, fieldwork=FIELDWORK, earlier=before)

    def _mapped(self, name: str) -> ColumnMapping:
        question, _, option = name.partition("__")
        if name in self.roles:
            return ColumnMapping(column=name, role=self.roles[name])
        return ColumnMapping(column=name, role="question", question=question, option=option)


def clean_sample(folder: Path, *, n: int = 60) -> Sample:
    """Give a sample without a fault: every option is chosen and no two rows are the same."""
    questionnaire = sample_questionnaire(folder)
    random = Random(1)
    rows = [_respondent(number, random) for number in range(n)]
    frame = pd.DataFrame(rows, index=pd.RangeIndex(2, n + 2), dtype="str")
    roles: dict[str, Role] = {"id": "respondent", "datum": "ended"}
    columns = tuple(Column(str(name)) for name in frame.columns)
    return Sample(questionnaire, frame, columns, roles)


def _respondent(number: int, random: Random) -> dict[str, str]:
    row = {"id": f"r{number}", "datum": f"2025-0{3 + number % 4}-{1 + number % 28:02d}"}
    saw = number % 4 != 3
    row["gezien"] = "ja" if saw else "nee"
    row["aantal"] = ("0", "2_5", "6_10")[number % 3] if saw else NOT_ASKED
    ages = ({"jong"}, {"jong", "oud"}, {"wn"}, {"oud"})[number % 4]
    for code in ("jong", "oud", "wn"):
        row[f"lft__{code}"] = str(int(code in ages)) if saw else NOT_ASKED
    row["lft_modus"] = sorted(ages)[-1] if saw else NOT_ASKED
    row |= {name: random.choice(("1", "2", "3", "4", "5", "wn")) for name in STATEMENTS}
    return row
