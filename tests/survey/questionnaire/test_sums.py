from __future__ import annotations

from survey_samples import SampleData

SUMS = """
sums:
  - {questions: [se_n, ce_n], any_of: ["1", "2_5"]}
  - {questions: [se_n], any_of: ["2_5", "21plus"]}
"""


def add(data: SampleData, text: str) -> None:
    path = data.folder / "questionnaire.yml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_sums_are_read_per_question(data: SampleData) -> None:
    add(data, SUMS)
    sums = data.survey().wave.questionnaire.sums
    assert sums == {
        "se_n": (frozenset({"1", "2_5"}), frozenset({"2_5", "21plus"})),
        "ce_n": (frozenset({"1", "2_5"}),),
    }
