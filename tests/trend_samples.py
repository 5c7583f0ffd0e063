"""Several small waves of one data folder, to follow indicators over."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence

from survey_samples import Answers, SampleData

from ckmreport.analysis import Survey
from ckmreport.analysis.trend import Trends, follow
from ckmreport.survey.waves import open_wave

INDICATORS = """\
indicators:
  - name: gezien
    question: gezien
    other_than: ["nee"]
    label: Zag iets
    prose: dat iets zag
  - name: zorgen
    question: se_zorgen
    any_of: ["4", "5"]
    without: ["wn"]
    label: Meer zorgen
    prose: met meer zorgen
  - name: plek
    question: plek
    any_of: ["straat", "school"]
    label: Weet waar het was
    prose: dat weet waar het was
"""
#: Half of each domain saw something; all who have an opinion worry.
TEACHERS = [{"domein": "onderwijs", "gezien": code} for code in ("ja", "nee")] * 10
OFFICERS = [{"domein": "politie", "gezien": code} for code in ("deels", "nee")] * 10
WORRIED = {"domein": "onderwijs", "gezien": "ja", "se_zorgen": "5"}
UNSURE = {"domein": "onderwijs", "gezien": "ja", "se_zorgen": "wn"}


def add_waves(data: SampleData, waves: Sequence[Sequence[Answers]]) -> list[Survey]:
    """Give a data folder these waves, from 2025 on, one respondent per mapping."""
    path = data.folder / "questionnaire.yml"
    path.write_text(path.read_text("utf-8") + INDICATORS, "utf-8")
    own, names = data.folder / "waves" / "2025", []
    for year, respondents in enumerate(waves, start=2025):
        data.answer(*respondents)
        names.append(str(year))
        if year > 2025:
            folder = shutil.copytree(own, own.with_name(str(year)))
            about = folder / "wave.yml"
            text = about.read_text("utf-8").replace('wave: "2025"', f'wave: "{year}"')
            about.write_text(text, "utf-8")
    data.answer(*waves[0])
    return [Survey(open_wave(data.folder, name)) for name in names]


def change_question(data: SampleData, name: str, *, since: str) -> None:
    """Let a question have its present form only since a later wave."""
    path = data.folder / "questionnaire.yml"
    before, after = path.read_text("utf-8").split(f"name: {name}\n", 1)
    after = after.replace('since: "2025"', f'since: "{since}"', 1)
    path.write_text(f"{before}name: {name}\n{after}", "utf-8")


def drop(data: SampleData, file: str, name: str) -> None:
    """Take a question out of a questionnaire, with its indicator."""
    path = data.folder / file
    text = path.read_text("utf-8")
    for start in (f"  - name: {name}\n    section:", f"  - name: {name}\n    question:"):
        before, _, after = text.partition(start)
        rest = re.search(r"^(  - |\w)", after, re.MULTILINE)
        text = before + (after[rest.start() :] if rest else "")
    path.write_text(text, "utf-8")


def reopened(data: SampleData) -> list[Survey]:
    """Open all waves of a data folder again, after something in it was changed."""
    names = sorted(path.name for path in (data.folder / "waves").iterdir())
    return [Survey(open_wave(data.folder, name)) for name in names]


def followed(surveys: Sequence[Survey]) -> Trends:
    """Follow the indicators by domain, without the domain "overig"."""
    return follow(surveys, leave_out=["overig"])
