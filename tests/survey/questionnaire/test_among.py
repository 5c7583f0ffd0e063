from __future__ import annotations

from pathlib import Path

from checked_samples import sample_questionnaire


def test_a_question_names_the_one_whose_answers_it_chooses_from(tmp_path: Path) -> None:
    questionnaire = sample_questionnaire(tmp_path)
    assert questionnaire["lft_modus"].among == "lft"
    assert questionnaire["lft"].among is None
