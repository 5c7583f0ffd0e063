from __future__ import annotations

from table_samples import QUESTIONNAIRE

from ckmreport.intake.structure.qualtrics import qualtrics_structure

TEXT = qualtrics_structure(QUESTIONNAIRE)


def test_it_says_which_format_it_is_and_has_a_block_for_each_section() -> None:
    assert TEXT.startswith("[[AdvancedFormat]]\n")
    assert TEXT.count("[[Block:") == len(QUESTIONNAIRE.sections)


def test_questions_and_choices_are_written() -> None:
    asked = [one for one in QUESTIONNAIRE if one.coded_from is None]
    assert TEXT.count("[[Question:MC:") == len(asked)
    assert TEXT.count("[[Choice:") == sum(len(one.options) for one in asked)
    melding = QUESTIONNAIRE["melding"]
    choices = "\n".join(
        f"[[Choice:{number}]]\n{option.label}"
        for number, option in enumerate(melding.options, start=1)
    )
    assert f"[[Question:MC:MultipleAnswer:Vertical]]\n[[ID:melding]]\n{melding.text}" in TEXT
    assert f"[[AdvancedChoices]]\n{choices}\n" in TEXT
    assert "[[Question:TE:SingleLine]]\n[[ID:functie_anders]]" in TEXT
