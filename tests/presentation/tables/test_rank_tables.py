"""Tables of rank tests, and the sentence on statements that shifted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from survey_samples import WAVE, Answers, SampleData
from trend_samples import add_waves, change_question, reopened

from ckmreport.analysis.shift import Shifts, follow_statements
from ckmreport.analysis.trend import OTHER_QUESTION
from ckmreport.presentation.displays.displays import display
from ckmreport.presentation.tables.rank_tables import (
    rank_tests,
    shift_table,
    shifted_statements,
)

SE, CE = "“Zorgen, seksuele uitbuiting”", "“Zorgen, criminele uitbuiting”"
FAMILY = (
    "De twee toetsen zijn samen gecorrigeerd volgens de methode van Holm, "
    "los van de toetsen van de indicatoren."
)


def wave(low: int, high: int, dont_know: int = 0) -> list[Answers]:
    """Give respondents who judge both statements alike: so many "oneens", "eens", "weet niet"."""
    given = [("2", low), ("4", high), ("wn", dont_know)]
    return [
        {"gezien": "ja", "se_zorgen": code, "ce_zorgen": code}
        for code, number in given
        for _ in range(number)
    ]


@pytest.fixture
def rising(data: SampleData) -> Shifts:
    return follow_statements(add_waves(data, [wave(30, 10, 7), wave(10, 30, 9)]))


def test_a_statement_has_respondents_with_an_opinion_and_its_test(rising: Shifts) -> None:
    table = shift_table(rising)
    assert table.header[1:4] == ("n 2025", "n 2026", "Meer eens")
    # Of 1600 pairs 900 lie higher and 600 are equal: 75%.
    row = ("40", "40", "75%", "< 0,001", "< 0,001", "naar eens")
    assert table.rows[0] == ("Zorgen, seksuele uitbuiting", *row)
    numbers = dict(zip(table.data.columns, table.data.rows[0], strict=True))
    assert (numbers["n 2025"], numbers["meer eens"], numbers["klassen"]) == (40, 75.0, 5)
    assert numbers["H"] == pytest.approx(79 / 80 * 20)  # (N - 1) times phi squared


def test_what_is_taken_together_has_an_asterisk(data: SampleData) -> None:
    few: list[Answers] = [{"se_zorgen": "5", "ce_zorgen": "5"}] * 2
    add_waves(data, [[*wave(30, 10), *few], wave(12, 30)])
    data.replace(WAVE, "min_cell: 0", "min_cell: 5")
    table = shift_table(follow_statements(reopened(data)))
    assert str(table.rows[0][4]).endswith("*")
    assert dict(zip(table.data.columns, table.data.rows[0], strict=True))["klassen"] == 3


def test_nothing_of_a_hidden_statement_reaches_the_table(data: SampleData) -> None:
    add_waves(data, [wave(40, 2), wave(12, 30)])
    data.replace(WAVE, "min_cell: 0", "min_cell: 5")
    table = shift_table(follow_statements(reopened(data)))
    written = table.markdown.splitlines()[2]
    assert written.endswith("| niet getoond |  |  |  |  | niet te toetsen |")
    assert table.data.rows[0][1:7] == ("niet getoond", None, None, None, None, None)


def test_what_shifted_is_named_with_its_direction(rising: Shifts) -> None:
    assert shifted_statements(rising) == f"{FAMILY} Verschoven naar eens: {SE} en {CE}."
    se, ce = rising.shifts
    turned = replace(se, test=replace(se.test, higher=0.25))  # type: ignore[arg-type]
    both = shifted_statements(replace(rising, shifts=(turned, ce)))
    assert both == f"{FAMILY} Verschoven naar eens: {CE}. Verschoven naar oneens: {SE}."


def test_no_shift_and_no_test_are_told_too(data: SampleData) -> None:
    shifts = follow_statements(add_waves(data, [wave(30, 10), wave(29, 11)]))
    told = f"{FAMILY} Een verschuiving is bij geen enkele stelling aangetoond."
    assert shifted_statements(shifts) == told
    one = replace(shifts, shifts=shifts.shifts[:1])
    assert shifted_statements(one).startswith("Er is één stelling getoetst. Een verschuiving")
    none = "Geen van de stellingen kon zo worden getoetst."
    assert shifted_statements(replace(shifts, shifts=())) == none


def test_a_notebook_shows_shifts_as_their_table(rising: Shifts) -> None:
    shown = display(rising)
    assert shown is not None
    assert "Samen gecorrigeerd: 2 stellingen" in shown


def test_statements_in_another_form_are_one_row(data: SampleData) -> None:
    add_waves(data, [wave(30, 10), wave(10, 30)])
    change_question(data, "se_zorgen", since="2026")
    table = shift_table(follow_statements(reopened(data)))
    assert [row[0] for row in table.rows] == ["Zorgen, criminele uitbuiting", "1 andere stelling"]
    assert table.rows[1][1:] == (OTHER_QUESTION, "", "", "", "", "niet te toetsen")
    assert table.data.rows[0][0] == "Zorgen, seksuele uitbuiting"


def test_rank_tests_stand_beside_the_declared_tests_of_statements(data: SampleData) -> None:
    seen = wave(6, 14, 5)
    unseen: list[Answers] = [{**one, "gezien": "nee"} for one in wave(15, 5)]
    survey = data.survey(*seen, *unseen)
    text = rank_tests(survey.tests(), survey.wave.questionnaire).markdown
    # Of two answers H is N - 1 times phi squared: 39 * (14*15 - 6*5)^2 / (20 * 20 * 21 * 19).
    row = "| 40 | 7,92 | 1 | 0,005 | < 0,01 |"
    for form in ("SU", "CU"):
        assert f"| Hangt iets zien samen met zorgen over {form}? {row}" in text
    assert "Hangt het werkgebied" not in text


def test_how_many_tests_have_no_rank_test_is_told(data: SampleData) -> None:
    rows = [*wave(6, 14), *({**one, "gezien": "nee"} for one in wave(15, 5))]
    survey = data.survey(*({**one, "ce_zorgen": "4"} for one in rows))
    text = rank_tests(survey.tests(), survey.wave.questionnaire).markdown
    assert text.endswith("Naast één andere toets staat geen rangtoets.")


def test_without_any_rank_test_a_sentence_says_so(data: SampleData) -> None:
    survey = data.survey({"gezien": "ja"})
    text = rank_tests(survey.tests(), survey.wave.questionnaire).markdown
    assert text == "Naast geen van de toetsen in dit rapport staat er een."
