from __future__ import annotations

import pytest
from export_samples import DATA

from ckmreport.intake.matching.answer_matching import (
    Given,
    match_answers,
    match_parts,
    match_ticks,
    split_cell,
)
from ckmreport.intake.matching.mapping import UNKNOWN
from ckmreport.survey.questionnaire import Questionnaire, load_questionnaire


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return load_questionnaire(DATA / "questionnaire.yml")


def test_codes_and_labels_match_whatever_case_and_space(questionnaire: Questionnaire) -> None:
    given = Given(("west", "  GEHELE_gemeente", "oude  wijken", "", "-8"))
    matched = match_answers(questionnaire["stadsdeel"], given)
    assert list(matched.values.values()) == ["west", "gehele_gemeente", "oude_wijken", ""]
    assert matched.score == 100


def test_a_label_goes_before_a_code(questionnaire: Questionnaire) -> None:
    reversed_scale = {"1": "Helemaal eens", "5": "Helemaal oneens", "6": "Overgeslagen"}
    given = Given(("1", "6"), reversed_scale, frozenset({"6"}))
    matched = match_answers(questionnaire["se_st_zorgen"], given)
    assert matched.values == {"1": "5", "5": "1", "6": ""}


def test_a_number_without_label_is_not_guessed(questionnaire: Questionnaire) -> None:
    assert match_answers(questionnaire["stadsdeel"], Given(("3",))).values == {"3": UNKNOWN}


def test_punctuation_lowers_the_score(questionnaire: Questionnaire) -> None:
    matched = match_answers(questionnaire["se_n"], Given(("2-5",)))
    assert (matched.values, matched.score) == ({"2-5": "2_5"}, 95)


@pytest.mark.parametrize(
    ("value", "target"),
    [("Y", "1"), ("Ja", "1"), ("Politie", "1"), ("0", "0"), ("Nee", "0"), ("geen idee", UNKNOWN)],
)
def test_ticks_in_all_their_forms(questionnaire: Questionnaire, value: str, target: str) -> None:
    option = questionnaire["meldpunt_se"].option("politie")
    matched = match_ticks(option, Given((value,)))
    assert (matched.values, matched.score) == ({value: target}, 100)


def test_no_in_a_column_about_the_option_no(questionnaire: Questionnaire) -> None:
    option = questionnaire["melding"].option("nee")
    alone = match_ticks(option, Given(("Nee", "")))
    assert (alone.values, alone.score) == ({"Nee": "1"}, 95)  # a person must say what it means
    beside_yes = match_ticks(option, Given(("Nee", "Ja")))
    assert (beside_yes.values, beside_yes.score) == ({"Nee": "0", "Ja": "1"}, 100)


def test_zero_and_one_under_strange_labels_are_proposed(questionnaire: Questionnaire) -> None:
    option = questionnaire["meldpunt_se"].option("politie")
    matched = match_ticks(option, Given(("1",), {"1": "genoemd", "0": "leeg"}))
    assert (matched.values, matched.score) == ({"1": "1", "0": "0"}, 95)


def test_parts_are_found_with_the_separator_that_fits(questionnaire: Questionnaire) -> None:
    question = questionnaire["se_ronsel"]
    online, abroad = question.option("online").label, question.option("buitenland").label
    assert (";" in abroad, "," in online) == (True, True)
    for separator, cell in {";": f"{online};{abroad};", ",": f"{online}, {abroad}"}.items():
        matched = match_parts(question, Given((cell,)))
        assert matched.separator == separator
        assert matched.values == {online: "online", abroad: "buitenland"}


def test_an_unknown_piece_stands_by_itself() -> None:
    known = {"a;b", "c"}.__contains__
    assert split_cell("c; a;b ;x;;", ";", known) == ["c", "a;b", "x"]
