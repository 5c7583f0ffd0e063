"""Exports that nothing marks as invented, so that everything takes them for answers of people.

They are invented all the same, and never leave the tests.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from bs4 import BeautifulSoup
from project_samples import ROOT, Project

from ckmreport.intake.matching.columns import INVENTED, open_column
from ckmreport.intake.rehearsal.invented_answers import rehearse
from ckmreport.report.render.notebook_page import PAGES
from ckmreport.survey.questionnaire import Questionnaire, load_questionnaire

WAVE = "2025"
PERIOD = ("--wave", WAVE, "--fieldwork", "2025-03-01/2025-06-30")
#: Changes the answers of an export.
Edit = Callable[[pd.DataFrame, Questionnaire], None]


def as_they_came(answers: pd.DataFrame, questionnaire: Questionnaire) -> None:
    """Change nothing."""


def nobody_signalled(answers: pd.DataFrame, questionnaire: Questionnaire) -> None:
    answers["signaal"] = "nee"
    blank(answers, follow_ups(questionnaire, "signaal"))


def everybody_dropped_out(answers: pd.DataFrame, questionnaire: Questionnaire) -> None:
    names = [question.name for question in questionnaire if question.coded_from is None]
    blank(answers, questionnaire_columns(questionnaire, names[names.index("signaal") :]))


def one_domain(answers: pd.DataFrame, questionnaire: Questionnaire) -> None:
    assert questionnaire["domein"].coding["wijkagent"] == "politie"
    answers["functie"] = "wijkagent"
    answers[open_column("functie")] = ""


def nobody_saw_criminal_exploitation(answers: pd.DataFrame, questionnaire: Questionnaire) -> None:
    for name in ("ce_n", "both_n"):
        answers.loc[answers[name] != "", name] = "0"
        blank(answers, follow_ups(questionnaire, name))


def follow_ups(questionnaire: Questionnaire, name: str) -> list[str]:
    """Give the columns of the questions that depend on the answer to one, however indirectly."""
    names = {name}
    for question in questionnaire:  # a question stands behind the one that it depends on
        if question.asked_if is not None and question.asked_if.variable in names:
            names.add(question.name)
    return questionnaire_columns(questionnaire, sorted(names - {name}))


def questionnaire_columns(questionnaire: Questionnaire, names: list[str]) -> list[str]:
    """Give the columns of these questions in an export."""
    return [column for name in names for column in questionnaire[name].columns]


def blank(answers: pd.DataFrame, columns: list[str]) -> None:
    assert columns
    answers[columns] = ""


def write_export(
    path: Path, *, n: int, seed: int = 1, edit: Edit = as_they_came, invented: bool = False
) -> Path:
    """Write an export with the answers of `n` respondents; only `invented` marks them."""
    questionnaire = load_questionnaire(ROOT / "data" / "questionnaire.yml").asked_in(WAVE)
    days = dt.date(2025, 3, 1), dt.date(2025, 6, 30)
    answers = rehearse(questionnaire, n=n, seed=seed, start=days[0], end=days[1])
    edit(answers, questionnaire)
    if not invented:
        answers = answers.drop(columns=INVENTED)
    answers.to_csv(path, sep=";", index=False, encoding="utf-8-sig")
    return path


@dataclass(frozen=True)
class Made:
    """A report, and what was told while it was made."""

    folder: Path
    told: str

    @property
    def pages(self) -> dict[str, str]:
        """The text of every page, with that of cover and foot, by its name."""
        html = self.folder / "html"
        pages = {}
        for path in sorted(html.rglob("*.html")):
            if PAGES not in path.parts:
                page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
                for aside in page.select("script, style, .downloads"):
                    aside.decompose()
                pages[path.stem] = " ".join(page.get_text(" ").split())
        return pages


def add_and_report(
    project: Project, data: Path, export: Path, *options: str, replace: str = ""
) -> Made:
    """Go the whole way, as a user does, with a data folder of one's own."""
    reason = ("--replace", "--reason", replace) if replace else ()
    done = project.ckm("wave", "add", str(export), *PERIOD, "--data", str(data), *reason)
    assert done.returncode == 0, done.stdout + done.stderr
    out = data.with_name(f"{data.name}-rapport")
    command = ("report", WAVE, "--data", str(data), "--out", str(out), "--renderer", "embedded")
    done = project.ckm(*command, *options)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return Made(out / WAVE, done.stderr)
