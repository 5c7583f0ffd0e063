from __future__ import annotations

from pathlib import Path

import pytest
from checked_samples import sample_questionnaire

from ckmreport.foundation.errors import CkmError
from ckmreport.survey.questionnaire import load_questionnaire


def test_a_question_names_the_one_whose_answers_it_chooses_from(tmp_path: Path) -> None:
    questionnaire = sample_questionnaire(tmp_path)
    assert questionnaire["lft_modus"].among == "lft"
    assert questionnaire["lft"].among is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("among: lft", "among: later", "'later' is no earlier question of kind multi"),
        ("among: lft", "among: gezien", "'gezien' is no earlier question of kind multi"),
        (
            "scale: leeftijd, among: lft",
            'options: {"middel": Ertussenin}, among: lft',
            "it has options that 'lft' does not have",
        ),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    sample_questionnaire(tmp_path)
    path = tmp_path / "questionnaire.yml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    line = text[: text.index("among: lft")].count("\n") + 1
    with pytest.raises(CkmError) as caught:
        load_questionnaire(path)
    assert caught.value.message == message
    assert caught.value.place == f"{path}, line {line}"
