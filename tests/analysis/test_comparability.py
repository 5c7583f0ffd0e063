"""A question counts as the same where nothing in it, or before it, has changed."""

from __future__ import annotations

import pytest
from survey_samples import SampleData
from trend_samples import TEACHERS, add_waves, change_question, drop, reopened

from ckmreport.analysis.comparability import Changed, asks, changes, same_form

NAMES = ("gezien", "se_n", "plek", "se_zorgen", "domein")


def same(data: SampleData) -> dict[str, bool]:
    earlier, later = (survey.wave for survey in reopened(data))
    return {name: same_form(name, earlier, later) for name in NAMES}


@pytest.fixture
def two_waves(data: SampleData) -> SampleData:
    add_waves(data, [TEACHERS, TEACHERS])
    return data


def test_questions_as_old_as_the_earlier_wave_are_the_same(two_waves: SampleData) -> None:
    assert all(same(two_waves).values())


def test_a_later_form_changes_the_questions_behind_it_too(two_waves: SampleData) -> None:
    change_question(two_waves, "gezien", since="2026")
    found = same(two_waves)
    assert found == dict.fromkeys(NAMES, True) | {"gezien": False, "se_n": False, "plek": False}


def test_a_coded_variable_changes_with_its_source(two_waves: SampleData) -> None:
    change_question(two_waves, "functie", since="2026")
    assert same(two_waves) == dict.fromkeys(NAMES, True) | {"domein": False}


def test_another_wording_is_known_from_the_questionnaires_of_both(two_waves: SampleData) -> None:
    two_waves.keep_questionnaire("2025")
    assert all(same(two_waves).values())
    two_waves.replace("questionnaire.yml", "Hebt u iets gezien?", "Zag u weleens iets?")
    found = same(two_waves)
    assert found == dict.fromkeys(NAMES, True) | {"gezien": False, "se_n": False, "plek": False}
    two_waves.keep_questionnaire("2025")
    assert all(same(two_waves).values())


def test_another_order_of_options_may_be_compared(two_waves: SampleData) -> None:
    own = two_waves.keep_questionnaire("2025")
    two_waves.replace(own, '"ja": Ja, "deels": Deels', '"deels": Deels, "ja": Ja')
    assert all(same(two_waves).values())


def test_a_question_that_the_earlier_wave_lacks_is_new(two_waves: SampleData) -> None:
    own = two_waves.keep_questionnaire("2025")
    drop(two_waves, own, "plek")
    answers = two_waves.folder / "waves/2025/responses.csv"
    two_waves.answer({"gezien": "ja"})
    assert "plek" not in answers.read_text("utf-8")
    earlier, later = (survey.wave for survey in reopened(two_waves))
    assert (asks(earlier, "plek"), asks(later, "plek")) == (False, True)
    assert changes("plek", earlier, later) == (Changed(later.questionnaire["plek"], "new"),)


def test_it_is_told_in_what_a_question_changed(two_waves: SampleData) -> None:
    own = two_waves.keep_questionnaire("2025")
    two_waves.replace(own, '"deels": Deels', '"soms": Soms')
    earlier, later = (survey.wave for survey in reopened(two_waves))
    seen = Changed(later.questionnaire["gezien"], "options", ("Deels",), ("Soms",))
    assert changes("gezien", earlier, later) == (seen,)
    assert changes("plek", earlier, later) == (seen,)  # it decides who is asked


def test_what_only_since_tells_of_is_declared(two_waves: SampleData) -> None:
    change_question(two_waves, "se_zorgen", since="2026")
    earlier, later = (survey.wave for survey in reopened(two_waves))
    worries = later.questionnaire["se_zorgen"]
    assert changes("se_zorgen", earlier, later) == (Changed(worries, "declared"),)


def test_another_coding_changes_a_coded_variable(two_waves: SampleData) -> None:
    own = two_waves.keep_questionnaire("2025")
    two_waves.replace(own, "agent: politie", "agent: overig")
    assert same(two_waves) == dict.fromkeys(NAMES, True) | {"domein": False}
