"""A question counts as the same where nothing in it, or before it, has changed."""

from __future__ import annotations

import pytest
from survey_samples import SampleData
from trend_samples import TEACHERS, add_waves, change_question, reopened

from ckmreport.analysis.comparability import same_form
from ckmreport.waves.fingerprint import write_fingerprint

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


def test_the_questions_as_they_were_kept_tell_of_another_wording(two_waves: SampleData) -> None:
    earlier = reopened(two_waves)[0].wave
    write_fingerprint(earlier.folder, earlier.questionnaire)
    assert all(same(two_waves).values())
    two_waves.replace("questionnaire.yml", "Hebt u iets gezien?", "Zag u weleens iets?")
    found = same(two_waves)
    assert found == dict.fromkeys(NAMES, True) | {"gezien": False, "se_n": False, "plek": False}


def test_the_later_wave_may_have_kept_its_questions_too(two_waves: SampleData) -> None:
    for survey in reopened(two_waves):
        write_fingerprint(survey.wave.folder, survey.wave.questionnaire)
    two_waves.replace("questionnaire.yml", "Hebt u iets gezien?", "Zag u weleens iets?")
    assert all(same(two_waves).values())  # the questionnaire changed after both
