from __future__ import annotations

import pytest
from export_samples import DATA

from ckmreport.intake.matching.answer_matching import (
    Given,
    counts_from_one,
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


@pytest.mark.parametrize("labels", [("1", "5"), ("1", "3", "5")])
def test_a_scale_turned_around_with_labels_at_its_ends_is_not_read_by_its_numbers(
    questionnaire: Questionnaire, labels: tuple[str, ...]
) -> None:
    question = questionnaire["se_st_zorgen"]
    turned = {value: question.option(str(6 - int(value))).label for value in labels}
    matched = match_answers(question, Given(("1", "2", "4", "5"), turned))
    assert (matched.values["1"], matched.values["5"]) == ("5", "1")
    assert (matched.values["2"], matched.values["4"]) == (UNKNOWN, UNKNOWN)


def test_a_scale_of_which_both_ends_have_the_label_of_their_code_is_certain(
    questionnaire: Questionnaire,
) -> None:
    question = questionnaire["se_st_zorgen"]
    ends = {value: question.option(value).label for value in ("1", "5")}
    assert match_answers(question, Given(("1", "2", "4"), ends)).score == 100
    middle = {"3": question.option("3").label}
    assert match_answers(question, Given(("2", "3", "4"), middle)).score == 95


def test_numbers_beside_words_are_for_a_person(questionnaire: Questionnaire) -> None:
    given = Given(("Helemaal eens", "2", "4", "Helemaal oneens"))
    assert match_answers(questionnaire["se_st_zorgen"], given).score == 95
    codes = Given(("1", "2", "wn"))
    assert match_answers(questionnaire["se_st_zorgen"], codes).score == 100


@pytest.mark.parametrize("value", ["-1", "25", "2,5"])
def test_a_number_is_not_almost_another_number(questionnaire: Questionnaire, value: str) -> None:
    assert match_answers(questionnaire["se_n"], Given((value,))).values == {value: UNKNOWN}


def test_a_label_with_another_number_is_not_proposed(questionnaire: Questionnaire) -> None:
    given = Given(("2 tot en met 6 personen", "2 t/m 5 personen", "3. 2 tot en met 5 personen"))
    found = match_answers(questionnaire["se_n"], given).values
    assert list(found.values()) == [UNKNOWN, UNKNOWN, "2_5"]


@pytest.mark.parametrize("nothing", ["NA", "<NA>", "nan", "NULL"])
def test_programs_have_their_own_word_for_nothing(
    questionnaire: Questionnaire, nothing: str
) -> None:
    matched = match_answers(questionnaire["stadsdeel"], Given((nothing, "oost")))
    assert (matched.values[nothing], matched.score) == ("", 100)


def test_ticks_written_as_one_and_two_are_not_guessed(questionnaire: Questionnaire) -> None:
    option = questionnaire["meldpunt_se"].option("politie")
    assert counts_from_one(Given(("1", "2", "")))
    assert not counts_from_one(Given(("0", "1", "2")))
    assert not counts_from_one(Given(("1", "2"), {"1": "Nee", "2": "Ja"}))
    assert match_ticks(option, Given(("1",), ticks_from_one=True)).values == {"1": UNKNOWN}


@pytest.mark.parametrize(
    ("labels", "targets"),
    [
        ({"1": "Van belang", "2": "Niet van belang"}, {"1": "1", "2": "0"}),
        ({"0": "Van belang", "1": "Niet van belang"}, {"0": "1", "1": "0"}),
        ({"0": "Politie", "1": "Niet politie"}, {"0": "1", "1": "0"}),
        ({"1": "Niet van belang"}, {"1": UNKNOWN}),
    ],
)
def test_a_label_and_its_opposite_say_which_is_the_tick(
    questionnaire: Questionnaire, labels: dict[str, str], targets: dict[str, str]
) -> None:
    option = questionnaire["meldpunt_se"].option("politie")
    matched = match_ticks(option, Given(tuple(labels), labels))
    assert matched.values == targets
    if UNKNOWN not in targets.values():
        assert matched.score == 95  # a person must agree
