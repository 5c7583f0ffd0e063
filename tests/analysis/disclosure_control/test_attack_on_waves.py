"""Waves of the whole questionnaire are attacked: no small number is better known than the rule."""

from __future__ import annotations

import csv
import datetime as dt
import re
import shutil
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from attacker import Attacker, Cell
from attacker_readings import attack, exposed, exposed_by_tests, truth
from invented_wave import Row, holds, write_invented_wave
from project_samples import ROOT

from ckmreport.analysis import Share, Survey
from ckmreport.analysis.disclosure_control import cover
from ckmreport.analysis.disclosure_control.remainder import REST
from ckmreport.analysis.trend import follow
from ckmreport.intake.rehearsal.invented_answers import rehearse
from ckmreport.survey.questionnaire import (
    NOT_ANSWERED,
    NOT_ASKED,
    Questionnaire,
    load_questionnaire,
)
from ckmreport.survey.waves import open_wave

SIZES = (60, 100, 150, 200, 232, 300, 400, 500, 700, 1000)
#: What the report prints by domain, besides the indicators.
BY_DOMAIN = ("scholing", "signaal", "afspraken")


@dataclass(frozen=True)
class Found:
    """How many small numbers were attacked, and those that are too well known."""

    small: int
    exposed: list[tuple[Cell, int, int]]
    by_tests: list[tuple[Cell, set[int]]]


def invented(folder: Path, name: str, n: int, seed: int = 1, minimum: int = 5) -> Survey:
    """Write a wave of answers as `ckm wave rehearse` invents them, which nothing marks as such."""
    if not folder.exists():
        shutil.copytree(ROOT / "data", folder)
    write_invented_wave(folder, name, n=1, min_cell=minimum, period="twee jaar")
    wave = folder / "waves" / name
    questionnaire = load_questionnaire(wave / "questionnaire.yml").asked_in(name)
    start, end = dt.date(2031, 2, 1), dt.date(2031, 3, 31)
    answers = rehearse(questionnaire, n=n, seed=seed, start=start, end=end)
    rows = [kept(row, questionnaire) for row in answers.to_dict("records")]
    rows = [row for row in rows if row["signaal"] != NOT_ANSWERED]
    with (wave / "responses.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["respondent", "status", *questionnaire.columns])
        writer.writeheader()
        writer.writerows(rows)
    numbers = f"respondents: {{started: {len(rows)}, dropped_out: 0}}"
    about = (wave / "wave.yml").read_text("utf-8")
    (wave / "wave.yml").write_text(re.sub("respondents: .*", numbers, about), "utf-8")
    return Survey(open_wave(folder, name))


def kept(answers: Mapping[Hashable, str], questionnaire: Questionnaire) -> Row:
    """Give the row of a wave for that of an export."""
    row = {"respondent": answers["respondent"], "status": "behouden"}
    for question in questionnaire:
        asked = holds(question.asked_if, row, questionnaire)
        for column in question.columns:
            empty = NOT_ANSWERED if asked else NOT_ASKED
            row[column] = answers.get(column) or empty
        if question.coded_from is not None:
            row[question.name] = question.coding.get(row[question.coded_from], NOT_ANSWERED)
    return row


def attacked(survey: Survey, names: Iterable[str]) -> Found:
    attacker = attack(survey, names, complete=False)
    minimum = survey.disclosure.minimum
    small = sum(0 < truth(survey, cell) < minimum for cell in attacker.hidden)
    return Found(small, list(exposed(survey, attacker)), list(exposed_by_tests(survey, attacker)))


def test_no_small_number_of_a_wave_is_better_known_than_the_rule(tmp_path: Path) -> None:
    found = attacked(invented(tmp_path / "data", "2031", 120), ["signaal"])
    assert found.small
    assert (found.exposed, found.by_tests) == ([], [])


def test_two_decimals_of_every_statistic_give_small_cells_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cover, "_decimals", lambda *_: 2)
    survey = invented(tmp_path / "data", "2031", 120)
    found = exposed_by_tests(survey, Attacker(5, complete=False))
    assert next(values for _, values in found if len(values) == 1)


@pytest.mark.long
@pytest.mark.parametrize("minimum", [5, 10])
@pytest.mark.parametrize("n", SIZES)
def test_no_small_number_of_ten_waves_is_better_known(tmp_path: Path, n: int, minimum: int) -> None:
    survey = invented(tmp_path / "data", "2031", n, minimum=minimum)
    indicators = [one.question for one in survey.wave.questionnaire.indicators]
    found = attacked(survey, dict.fromkeys((*BY_DOMAIN, *indicators)))
    assert found.small
    assert (found.exposed, found.by_tests) == ([], [])


@pytest.mark.parametrize("minimum", [3, 5])
def test_what_compares_waves_is_computed_from_shown_shares(tmp_path: Path, minimum: int) -> None:
    first = invented(tmp_path / "data", "2031", 500, minimum=minimum)
    second = invented(tmp_path / "data", "2033", 480, seed=2, minimum=minimum)
    found = follow([first, second], by="domein", leave_out=("overig", "onduidelijk"))
    shares = rests = 0
    for trend in found.trends:
        for survey in (first, second):
            cells = survey.shares_by(
                "domein",
                trend.question.name,
                *trend.indicator.options,
                negated=trend.indicator.negated,
                left_out=trend.indicator.left_out,
            )
            strata = dict(trend.standardised.strata.get(survey.wave.name, {}))
            rest = strata.pop(REST, None)
            for domain, share in strata.items():
                shown = cells[domain]
                assert isinstance(shown, Share)
                assert (shown.count, shown.base) == (share.count, share.base)
                shares += 1
            if rest is not None:
                whole = survey[trend.question.name].of_indicator(trend.indicator)
                assert isinstance(whole, Share)
                assert rest.count == whole.count - sum(one.count for one in strata.values())
                assert rest.base == whole.base - sum(one.base for one in strata.values())
                rests += 1
    assert shares
    assert rests


def test_each_edition_of_a_replaced_wave_keeps_the_rule(tmp_path: Path) -> None:
    for folder, n in (("old", 100), ("new", 104)):
        found = attacked(invented(tmp_path / folder, "2031", n), [])
        assert found.small
        assert (found.exposed, found.by_tests) == ([], [])
