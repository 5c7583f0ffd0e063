from __future__ import annotations

from table_samples import QUESTIONNAIRE

from ckmreport.intake.structure.tool_names import for_limesurvey, for_qualtrics


def test_limesurvey_takes_the_names_and_no_two_are_the_same() -> None:
    named = for_limesurvey(QUESTIONNAIRE)
    names = [name for one in named for name in (one.name, one.open_name) if name]
    assert len(set(names)) == len(names)
    for name in names:
        assert (name.isalnum(), name[0].isalpha(), len(name) <= 20) == (True, True, True)
    for one in named:
        assert len(set(one.codes.values())) == len(one.codes)
        longest = 20 if one.question.kind == "multi" else 5
        assert all(code.isalnum() and len(code) <= longest for code in one.codes.values())


def test_what_is_coded_from_an_open_answer_has_a_field_for_it() -> None:
    opened = [one.question.name for one in for_qualtrics(QUESTIONNAIRE) if one.open_name]
    assert opened == ["functie"]
