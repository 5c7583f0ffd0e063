"""Rebuilt rows give the printed figures, as the audit counts them, and keep the logic."""

from __future__ import annotations

import pandas as pd
import pytest

from ckmreport.analysis import Survey
from ckmreport.publication.audit.audit import audit
from ckmreport.publication.reconstruct.count_tables import Problem
from ckmreport.survey.questionnaire import Condition

pytestmark = pytest.mark.slow


def test_every_printed_figure_comes_out_of_the_rows(survey: Survey) -> None:
    assert audit(survey.wave.data, "2023").disagreements == ()


def test_two_answers_do_not_fit_because_the_figures_force_them(survey: Survey) -> None:
    frame = survey.wave.responses.frame
    ages = ("tm12", "13_17", "18_26", "27plus")
    unticked = {
        form: sum(
            (frame[f"{form}_lft_modus"] == age).mul(frame[f"{form}_lft__{age}"] == "0").sum()
            for age in ages
        )
        for form in ("se", "ce")
    }
    assert unticked == {"se": 1, "ce": 0}
    reported = (frame["melding__se"] == "1") | (frame["melding__ce"] == "1")
    denied = (frame["melding__nee"] == "1") | (frame["melding__wn"] == "1")
    assert (reported & denied).sum() == 2


def test_no_other_exclusive_option_stands_beside_another(survey: Survey) -> None:
    frame = survey.wave.responses.frame
    for question in survey.wave.questionnaire:
        ticks = (frame[list(question.columns)] == "1").sum(axis=1)
        for code in question.exclusive:
            alone = ticks[frame[f"{question.name}__{code}"] == "1"] == 1
            assert alone.all() or question.name == "melding"


def test_everybody_who_answered_ticked_something(survey: Survey) -> None:
    responses = survey.wave.responses
    for question in survey.wave.questionnaire:
        if question.kind == "multi":
            answered = responses.frame[responses.answered(question)]
            assert (answered[list(question.columns)] == "1").any(axis=1).all()


def test_who_stopped_answers_nothing_after_that(survey: Survey, problem: Problem) -> None:
    responses = survey.wave.responses
    stopped = responses.answered(responses.questionnaire["signaal"]) & False
    for block in problem.order.blocks:
        questions = [responses.questionnaire[name] for name in block]
        for question in questions:
            assert not (stopped & responses.answered(question)).any()
        skipped = [responses.frame[question.columns[0]] == "-9" for question in questions]
        for question, here in zip(questions, skipped, strict=True):
            if question.asked_if == questions[0].asked_if:
                assert here.equals(skipped[0]), f"{question.name} is torn from its block"
        stopped |= skipped[0]
    assert stopped.sum() == 222 - 185


def test_a_function_with_a_domain_is_in_that_domain(survey: Survey) -> None:
    frame = survey.wave.responses.frame
    coding = survey.wave.questionnaire["domein"].coding
    coded = frame["functie"].map(coding)
    assert (coded.isna() | (coded == frame["domein"])).all()


def test_agreements_by_domain_have_the_direction_that_was_printed(survey: Survey) -> None:
    responses = survey.wave.responses
    agreed = responses.holds(Condition("afspraken", "ja"))
    asked = responses.answered(responses.questionnaire["afspraken"])
    share = pd.Series(agreed[asked]).groupby(responses.frame["domein"].to_numpy()[asked]).mean()
    direction = survey.direction("domein", "afspraken")
    assert direction is not None
    assert min(share[list(direction.more_often)]) > max(share[list(direction.less_often)])


@pytest.mark.parametrize("row", ["scholing", "afspraken"])
@pytest.mark.parametrize("statement", ["se_st_weet_handelen", "se_st_weet_organisatie"])
def test_who_was_trained_or_has_agreements_agrees_more_often(
    row: str, statement: str, survey: Survey
) -> None:
    frame = survey.wave.responses.frame
    frame = frame[~frame[row].isin(["-8", "-9"]) & ~frame[statement].isin(["-8", "-9"])]
    share = frame[statement].isin(["4", "5"]).groupby(frame[row]).mean()
    assert share.idxmax() == "ja"
