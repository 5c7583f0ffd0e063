from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat
import pytest
from project_samples import ROOT

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.add_wave import Request, prepare
from ckmreport.intake.export import Export
from ckmreport.intake.readers import read_export
from ckmreport.intake.rehearsal.invented_answers import JOBS, TITLE, rehearse, write_rehearsal
from ckmreport.survey.questionnaire import Condition, Questionnaire, load_questionnaire
from ckmreport.survey.waves.metadata import Fieldwork

START, END = dt.date(2031, 3, 1), dt.date(2031, 6, 30)


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return load_questionnaire(ROOT / "data" / "questionnaire.yml")


@pytest.fixture(scope="module")
def frame(questionnaire: Questionnaire) -> pd.DataFrame:
    return rehearse(questionnaire, n=1000, seed=3, start=START, end=END)


def asked(frame: pd.DataFrame, condition: Condition, questionnaire: Questionnaire) -> pd.Series:
    question = questionnaire[condition.variable]
    if question.kind == "multi":
        chosen = frame[f"{question.name}__{condition.option}"] == "1"
    else:
        chosen = frame[question.name] == condition.option
    return (frame[question.columns[0]] != "") & (chosen != condition.negated)


def test_the_same_seed_gives_the_same_answers(
    questionnaire: Questionnaire, frame: pd.DataFrame
) -> None:
    again = rehearse(questionnaire, n=1000, seed=3, start=START, end=END)
    assert again.equals(frame)
    assert not rehearse(questionnaire, n=1000, seed=4, start=START, end=END).equals(frame)


def test_every_row_says_that_it_is_invented(frame: pd.DataFrame) -> None:
    assert set(frame["verzonnen"]) == {"1"}
    assert frame["respondent"].is_unique


def test_answers_follow_the_routing(questionnaire: Questionnaire, frame: pd.DataFrame) -> None:
    for question in questionnaire:
        if question.asked_if is not None:
            answered = frame[question.columns[0]] != ""
            wanted = asked(frame, question.asked_if, questionnaire)
            assert not (answered & ~wanted).any(), question.name
            assert answered.any(), question.name


def test_only_known_codes_and_whole_multiple_responses(
    questionnaire: Questionnaire, frame: pd.DataFrame
) -> None:
    for question in questionnaire:
        if question.coded_from is not None:
            continue
        answers = frame[list(question.columns)]
        if question.kind == "multi":
            empty = answers == ""
            assert (empty.all(axis="columns") | ~empty.any(axis="columns")).all(), question.name
            ticks = (answers == "1").sum(axis="columns")
            assert (ticks[~empty.any(axis="columns")] > 0).all(), question.name
            alone = [f"{question.name}__{code}" for code in question.exclusive]
            assert (ticks[(answers[alone] == "1").any(axis="columns")] == 1).all(), question.name
        else:
            assert set(answers[question.name]) <= {*question.codes, ""}


def test_the_most_frequent_answer_was_ticked(
    questionnaire: Questionnaire, frame: pd.DataFrame
) -> None:
    follow_ups = [question for question in questionnaire if question.among is not None]
    assert follow_ups
    for question in follow_ups:
        for code in question.codes:
            named = frame[question.name] == code
            assert (frame.loc[named, f"{question.among}__{code}"] == "1").all(), question.name


def test_some_stop_and_some_skip(questionnaire: Questionnaire, frame: pd.DataFrame) -> None:
    everybody = [q for q in questionnaire if q.asked_if is None and q.coded_from is None]
    left_open = pd.DataFrame({q.name: frame[q.columns[0]] == "" for q in everybody})
    stopped = left_open[everybody[-1].name]
    assert 0.08 < stopped.mean() < 0.16
    skipped = left_open[~stopped].mean()
    filters = {q.asked_if.variable for q in questionnaire if q.asked_if}
    assert (skipped[[name for name in skipped.index if name in filters]] == 0).all()
    assert (skipped[[name for name in skipped.index if name not in filters]] > 0).all()


def test_who_has_another_job_says_which(frame: pd.DataFrame) -> None:
    other = frame["functie"] == "anders"
    assert other.any()
    assert set(frame.loc[other, "functie_anders"]) <= set(JOBS)
    assert (frame.loc[~other, "functie_anders"] == "").all()


def test_dates_lie_in_the_fieldwork(frame: pd.DataFrame) -> None:
    assert frame["datum"].between(str(START), str(END)).all()
    assert frame["datum"].is_monotonic_increasing


@pytest.mark.parametrize("ending", [".sav", ".zsav", ".xlsx", ".csv"])
def test_every_form_holds_the_same_answers_and_says_that_they_are_invented(
    tmp_path: Path, questionnaire: Questionnaire, ending: str
) -> None:
    path = tmp_path / f"oefening{ending}"
    assert written(path, questionnaire) == (path,)
    export = read_export(path)
    wanted = rehearse(questionnaire, n=60, seed=1, start=START, end=END)
    assert export.frame.reset_index(drop=True).equals(wanted)
    assert said_to_be_invented(export)


def said_to_be_invented(export: Export) -> bool:
    if export.form == "sav":
        _, metadata = pyreadstat.read_sav(export.path)
        return bool(metadata.file_label == TITLE and "verzonnen" in " ".join(metadata.notes))
    if export.form == "xlsx":
        codebook = openpyxl.load_workbook(export.path)["codeboek"]
        return bool(codebook["A2"].value == TITLE)
    return set(export.frame["verzonnen"]) == {"1"}


def written(path: Path, questionnaire: Questionnaire, **options: bool) -> tuple[Path, ...]:
    return write_rehearsal(path, questionnaire, n=60, seed=1, start=START, end=END, **options)


def test_an_existing_file_is_kept(tmp_path: Path, questionnaire: Questionnaire) -> None:
    path = tmp_path / "oefening.csv"
    path.write_text("echte antwoorden", "utf-8")
    with pytest.raises(CkmError, match="exists already"):
        written(path, questionnaire)
    assert path.read_text("utf-8") == "echte antwoorden"
    written(path, questionnaire, force=True)
    assert "verzonnen" in path.read_text("utf-8")


@pytest.mark.parametrize("ending", [".sav", ".xlsx", ".csv"])
def test_the_intake_takes_a_rehearsal_as_it_is(
    tmp_path: Path, questionnaire: Questionnaire, ending: str
) -> None:
    path = tmp_path / f"oefening{ending}"
    written(path, questionnaire)
    request = Request(
        export=path, data=ROOT / "data", wave="2031", fieldwork=Fieldwork(START, END, None)
    )
    prepared = prepare(request, lambda mapping, _: pytest.fail(f"asks about {mapping.unconfirmed}"))
    assert prepared.invented
    assert prepared.errors == ()
    assert {f.check for f in prepared.findings if f.severity == "warning"} <= {
        "not-coded",
        "unanswered-question",
    }
