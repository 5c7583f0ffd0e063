"""Nothing that is printed of small waves gives away a number that is hidden."""

from __future__ import annotations

import numpy as np
import pytest
from attacker_readings import attack, exposed, exposed_by_tests
from invented_wave import answer, holds
from survey_samples import WAVE, SampleData, guarded

from ckmreport.analysis import Association, Crosstab, Disclosure, Hidden, Survey, Withheld
from ckmreport.analysis.disclosure_control import margins, strata
from ckmreport.analysis.disclosure_control.suppression import Cells, Cost, Suppression
from ckmreport.survey.questionnaire import NOT_ASKED, Questionnaire, load_questionnaire

SEEDS = range(4)
GEZIEN = ("ja", "deels", "nee")


def small_wave(data: SampleData, seed: int, minimum: int = 5) -> Survey:
    """Give a small wave in which everybody answers what he is asked."""
    generator = np.random.default_rng(seed)
    questionnaire = load_questionnaire(data.folder / "questionnaire.yml")
    number = int(generator.integers(24, 90))
    data.answer(*(complete(questionnaire, generator) for _ in range(number)))
    data.replace(WAVE, "min_cell: 0", f"min_cell: {minimum}")
    return data.survey()


def complete(questionnaire: Questionnaire, generator: np.random.Generator) -> dict[str, str]:
    row: dict[str, str] = {}
    for question in questionnaire:
        if question.coded_from is not None:
            by_hand = str(generator.choice(question.codes))
            row[question.name] = question.coding.get(row[question.coded_from], by_hand)
        elif holds(question.asked_if, row, questionnaire):
            row |= answer(question, generator)
        else:
            row |= dict.fromkeys(question.columns, NOT_ASKED)
    return row


@pytest.mark.parametrize("seed", SEEDS)
def test_no_small_number_can_be_computed(data: SampleData, seed: int) -> None:
    survey = small_wave(data, seed)
    attacker = attack(survey, complete=True)
    assert any(hidden.few for hidden in attacker.hidden.values())
    assert list(exposed(survey, attacker)) == []
    assert list(exposed_by_tests(survey, attacker)) == []


def only_small(cells: Cells, minimum: int, cost: Cost) -> Suppression:
    del cost
    small = frozenset(cells.small(minimum)) - cells.unprinted
    return Suppression(small, small)


@pytest.mark.parametrize("seed", SEEDS[:2])
def test_hiding_only_the_small_numbers_gives_them_away(
    data: SampleData, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (margins, strata):
        monkeypatch.setattr(module, "suppress", only_small)
    survey = small_wave(data, seed)
    found = [
        cell for cell, low, high in exposed(survey, attack(survey, complete=True)) if low == high
    ]
    assert found


def test_the_same_number_asked_twice_gives_the_same_answer(data: SampleData) -> None:
    survey = small_wave(data, 0)
    again = Survey(survey.wave)
    for question in survey.wave.questionnaire:
        assert words(survey, question.name) == words(again, question.name)
    assert Survey(survey.wave).by("domein", {"gezien": "ja"}).groups == (
        survey.by("domein", {"gezien": "ja"}).groups
    )


def words(survey: Survey, name: str) -> list[str | int]:
    shares = [share for _, share in survey[name]]
    return [one.reason if isinstance(one, Hidden) else one.count for one in shares]


def test_nothing_is_hidden_where_every_number_may_be_shown(data: SampleData) -> None:
    survey = small_wave(data, 0, minimum=0)
    attacker = attack(survey, complete=True)
    assert attacker.hidden == {}


def test_hidden_answers_are_counted_among_those_that_were_given(data: SampleData) -> None:
    rows = [*[{"wijk": "noord"}] * 9, *[{"wijk": "zuid"}] * 8, *[{"wijk": "overal"}] * 2]
    survey = guarded(data, *rows)  # nobody gave any other answer
    assert words(survey, "wijk") == [9, "niet getoond", "minder dan 5"]
    assert survey.disclosure.hidden_answers() == (2, 3)
    assert Disclosure(survey.wave.responses, 0).hidden_answers() == (0, 3)


def test_a_test_does_not_show_a_table_of_hidden_answers(data: SampleData) -> None:
    rows = [{"wijk": wijk, "gezien": seen} for wijk in ("noord", "zuid") for seen in GEZIEN] * 9
    shown = guarded(data, *rows).association("wijk", "gezien")
    assert isinstance(shown, Association)
    assert isinstance(shown.table, Crosstab)
    # Three in another district skipped the second question: no cell is small, but an answer is.
    hidden = data.survey(*rows, *[{"wijk": "overal"}] * 3).association("wijk", "gezien")
    assert isinstance(hidden, Association)
    assert isinstance(hidden.table, Withheld)
