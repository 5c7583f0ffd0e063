"""Counts from nothing but the printed answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from audit_samples import publication, questionnaire

from ckmreport.publication.audit.printed_answers import PrintedAnswers
from ckmreport.publication.audit.recount import NotCountableError
from ckmreport.publication.publication_files import Publication
from ckmreport.survey.questionnaire import Condition


@pytest.fixture(scope="module")
def answers() -> PrintedAnswers:
    return PrintedAnswers(publication(), questionnaire())


def test_single_answers_add_up(answers: PrintedAnswers) -> None:
    question = answers.questionnaire["signaal"]
    assert answers.chosen(question, ["direct", "beide"]) == (101, 101)
    assert answers.base(question, ["nee"]) == 123
    assert answers.respondents() == 222


def test_several_ticks_are_bounds_only(answers: PrintedAnswers) -> None:
    question = answers.questionnaire["melding"]
    assert answers.chosen(question, ["se", "ce"]) == (33, 55)
    assert answers.chosen(question, ["nee", "wn", "se"]) == (126, 185)  # never more than the base


def test_a_condition_has_bounds_too(answers: PrintedAnswers) -> None:
    assert answers.condition(Condition("se_n", "0", negated=True)) == (101, 101)
    assert answers.condition(Condition("se_ronsel", "school")) == (12, 12)


def test_what_two_questions_say_together_is_not_printed(answers: PrintedAnswers) -> None:
    ask = answers.questionnaire
    with pytest.raises(NotCountableError):
        answers.chi_square(ask["scholing"], ask["signaal"])
    with pytest.raises(NotCountableError):
        answers.mentions([ask["se_woon"]], "dakloos", ask["domein"])


def test_a_question_that_is_printed_in_part_tells_nothing() -> None:
    printed = publication()
    some = tuple(figure for figure in printed.figures if figure.id != "C051")
    part = replace(printed, figures=replace(printed.figures, lines=some))
    answers = PrintedAnswers(part, questionnaire())
    with pytest.raises(NotCountableError, match="'nee' is not printed"):
        answers.base(answers.questionnaire["scholing"])


def test_figures_of_others_are_taken_from_the_text(answers: PrintedAnswers) -> None:
    assert answers.context["comensha_totaal"] == 814
    assert float(answers.context["comensha_nederlands_pct"]) == pytest.approx(0.25)
    assert "ckm_respondenten" not in answers.context  # "ruim 1.600" is no exact number


def test_nothing_printed_gives_no_context() -> None:
    empty: Publication = replace(publication(), statements=())
    assert PrintedAnswers(empty, questionnaire()).context == {}
