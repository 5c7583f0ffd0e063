"""A small data folder with a wave of a made-up municipality, to build tests on."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ckmreport.analysis import Hidden, Origin, Share, Survey
from ckmreport.survey.questionnaire import NOT_ANSWERED, Option, Question, load_questionnaire
from ckmreport.survey.waves import open_wave
from ckmreport.survey.waves.wave_folders import study_file

WAVE = "waves/2025/wave.yml"
RESPONSES = "waves/2025/responses.csv"
CONTEXT = "waves/2025/context.yml"
INTERVIEWS = "waves/2025/interviews.csv"
CROSS_TABULATIONS = "publication/2025/cross-tabulations.yml"

_TEXTS = {
    "questionnaire.yml": """\
version: 1
period: twee jaar
sections:
  a: Algemeen
  b: Uitbuiting
scales:
  eens:
    "1": Helemaal oneens
    "2": Oneens
    "3": Neutraal
    "4": Eens
    "5": Helemaal eens
    "wn": Weet niet
  aantal:
    "0": {label: Geen, prose: geen slachtoffers}
    "1": 1 persoon
    "2_5": 2 tot en met 5 personen
    "21plus": 21 personen of meer
    "wn": Weet niet meer
questions:
  - name: wijk
    section: a
    kind: single
    text: Waar werkt u?
    short: Werkgebied
    options:
      "noord": Noord
      "zuid": Zuid
      "overal": {label: De hele gemeente, short: Hele gemeente, prose: de hele gemeente}
    asked_of: alle respondenten
    since: "2025"
  - name: functie
    section: a
    kind: single
    text: Wat doet u?
    short: Functie
    options: {"docent": Docent, "agent": Agent, "anders": Anders}
    asked_of: alle respondenten
    since: "2025"
  - name: gezien
    section: b
    kind: single
    text: Hebt u iets gezien?
    short: Gezien
    options: {"ja": Ja, "deels": Deels, "nee": Nee}
    asked_of: alle respondenten
    since: "2025"
  - name: se_n
    section: b
    kind: single
    about: se
    text: Hoeveel slachtoffers van seksuele uitbuiting?
    short: Aantal slachtoffers
    scale: aantal
    asked_of: wie iets zag
    asked_if: {gezien: "!nee"}
    since: "2025"
  - name: ce_n
    section: b
    kind: single
    about: ce
    text: Hoeveel slachtoffers van criminele uitbuiting?
    short: Aantal slachtoffers
    scale: aantal
    asked_of: wie iets zag
    asked_if: {gezien: "!nee"}
    since: "2025"
  - name: plek
    section: b
    kind: multi
    text: Waar was dat?
    short: Plek
    options: {"straat": Straat, "school": School, "wn": Weet niet}
    exclusive: ["wn"]
    asked_of: wie slachtoffers van seksuele uitbuiting zag
    asked_if: {se_n: "!0"}
    help: Meer antwoorden zijn mogelijk.
    since: "2025"
  - name: se_zorgen
    section: b
    kind: likert
    about: se
    statement: zorgen
    text: Mijn zorgen over seksuele uitbuiting zijn gegroeid.
    short: Zorgen
    scale: eens
    asked_of: alle respondenten
    since: "2025"
  - name: ce_zorgen
    section: b
    kind: likert
    about: ce
    statement: zorgen
    text: Mijn zorgen over criminele uitbuiting zijn gegroeid.
    short: Zorgen
    scale: eens
    asked_of: alle respondenten
    since: "2025"
coded:
  - name: domein
    short: Domein
    text: Domein van de functie
    from: functie
    options: {"onderwijs": Onderwijs, "politie": Politie, "overig": Overig}
    coding: {docent: onderwijs, agent: politie}
tests:
  - {row: wijk, column: gezien, asks: Hangt het werkgebied samen met iets zien?}
  - {row: gezien, column: se_zorgen, asks: Hangt iets zien samen met zorgen over SU?}
  - {row: gezien, column: ce_zorgen, asks: Hangt iets zien samen met zorgen over CU?}
""",
    "municipality.yml": """\
name: Voorbeeldstad
full: de gemeente Voorbeeldstad
province: Groningen
police_unit: Noord-Nederland
question: wijk
districts:
  noord: {label: Noord, place: [0, 0], size: [1, 1]}
  zuid: {label: Zuid, place: [0, 1], size: [2, 1]}
elsewhere: ["overal"]
""",
    "topics.yml": """\
introduction:
  - Waar gaat dit onderzoek over?
topics:
  - title: Functie
    questions: [Wat houdt uw werk in?, Wie helpt u?]
  - title: Signalen
    questions: ["Wat zag u, en waar?"]
""",
    WAVE: """\
wave: "2025"
title: Uitbuiting in Voorbeeldstad
subtitle: Wat professionals zien
authors: [A. Onderzoeker, B. Schrijver]
publisher: Een uitgever
date: 2026-01-15
edition: Een voorbeeld.
colophon: Niets hiervan is echt.
synthetic: false
min_cell: 0
fieldwork: {start: "2025-06", end: "2025-09-30", planned_end: "2025-07"}
respondents: {started: 1, dropped_out: 0}
interviews: {left_contact: 3, agreed: 2, held: 1, start: "2025-09", end: "2025-10"}
""",
    CONTEXT: """\
landelijk:
  value: 1814
  what: Geregistreerde slachtoffers
  year: 2024
  source: register2025
periode:
  value: ongeveer de helft
  what: Een schatting
  year: "2021–2024"
  source: schatting2025
""",
    INTERVIEWS: """\
domain,label,interviewees
onderwijs,Onderwijs,2
politie,"Politie, wijkagenten",1
""",
    CROSS_TABULATIONS: """\
tables:
  - row: domein
    column: gezien
    column_option: "!nee"
    leave_out: ["overig"]
    n: 3
    place: Tabel 1
cells:
  - {domein: politie, questions: [wijk], option: noord, figure: C001, place: §1}
  - {domein: politie, questions: [se_n, ce_n], option: "2_5", figure: C002, place: §1}
tests:
  - row: gezien
    column: se_zorgen
    statistic: 16.03
    n: 85
    df: 8
    p: "< .05"
    inferred: [column]
    figure: C003
    place: voetnoot 1
directions:
  - row: domein
    column: wijk
    column_option: "zuid"
    more_often: ["politie"]
    less_often: ["onderwijs", "overig"]
    place: Figuur 1
""",
}

#: A question of the sample, for numbers that no row was counted for.
SEEN = Question(
    name="gezien",
    kind="single",
    section="b",
    text="Hebt u iets gezien?",
    short="Gezien",
    options=tuple(
        Option(code, label, label, code)
        for code, label in (("ja", "Ja"), ("deels", "Deels"), ("nee", "Nee"))
    ),
    asked_of="alle respondenten",
    since="2025",
)
#: Where a share of the respondents who saw something comes from.
ORIGIN = Origin("2025", "share", "answers", (SEEN,), ("ja",))

Answers = Mapping[str, str]
Number = TypeVar("Number")


@dataclass(frozen=True)
class SampleData:
    """A complete data folder; tests change one thing in it and open it again."""

    folder: Path

    def replace(self, name: str, old: str, new: str) -> Path:
        """Replace the one occurrence of a text in a file."""
        path = self.folder / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), "utf-8")
        return path

    def line(self, name: str, text: str) -> str:
        """Give the place of the one line that holds a text, as errors name it."""
        path = self.folder / name
        lines = [
            n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if text in line
        ]
        assert len(lines) == 1, f"{text!r} stands on lines {lines} of {name}"
        return f"{path}, line {lines[0]}"

    def answer(self, *respondents: Answers, dropped_out: int = 0) -> Path:
        """Write the responses; what a respondent does not mention is not answered."""
        asked = load_questionnaire(study_file(self.folder, "2025", "questionnaire.yml")).columns
        extra = [column for answers in respondents for column in answers]
        columns = list(dict.fromkeys(["respondent", "status", *asked, *extra]))
        path = self.folder / RESPONSES
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.DictWriter(file, columns, restval=NOT_ANSWERED)
            rows.writeheader()
            for number, answers in enumerate(respondents, 1):
                rows.writerow({"respondent": f"r{number}", "status": "behouden", **answers})
        wave = self.folder / WAVE
        lines = [
            f"respondents: {{started: {len(respondents)}, dropped_out: {dropped_out}}}"
            if line.startswith("respondents:")
            else line
            for line in wave.read_text("utf-8").splitlines()
        ]
        wave.write_text("\n".join(lines), "utf-8")
        return path

    def keep_questionnaire(self, wave: str = "2025") -> str:
        """Give a wave the questionnaire as it is now for its own; give the name of the file."""
        name = f"waves/{wave}/questionnaire.yml"
        shutil.copyfile(self.folder / "questionnaire.yml", self.folder / name)
        return name

    def synthetic(self) -> SampleData:
        """Make the wave a reconstruction."""
        self.replace(WAVE, "synthetic: false", "synthetic: true")
        return self

    def survey(self, *respondents: Answers) -> Survey:
        """Open the wave with these respondents, or with those it has."""
        if respondents:
            self.answer(*respondents)
        return Survey(open_wave(self.folder))


def write_sample_data(folder: Path) -> SampleData:
    """Write a complete data folder, whose wave 2025 has one respondent."""
    for name, text in _TEXTS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    data = SampleData(folder)
    data.answer({"wijk": "noord", "functie": "docent", "gezien": "nee"})
    return data


def share(count: int, base: int) -> Share:
    """Give a share of respondents from a made-up question."""
    return Share(count, base, ORIGIN)


def shown(number: Number | Hidden) -> Number:
    """Give a count or share that is not hidden."""
    assert not isinstance(number, Hidden)
    return number


def guarded(data: SampleData, *respondents: Answers, minimum: int = 5) -> Survey:
    """Open the wave with these respondents, where numbers below `minimum` are hidden."""
    data.replace(WAVE, "min_cell: 0", f"min_cell: {minimum}")
    return data.survey(*respondents)
