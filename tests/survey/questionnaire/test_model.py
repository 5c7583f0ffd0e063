from __future__ import annotations

import pytest

from ckmreport.survey.questionnaire import Condition, Option, Question, Questionnaire
from ckmreport.survey.questionnaire.question import Kind


def option(code: str) -> Option:
    return Option(code, code.capitalize(), code, code)


def question(name: str, kind: Kind = "single", statement: str | None = None) -> Question:
    return Question(
        name=name,
        kind=kind,
        section="a",
        text=f"{name}?",
        short=name,
        options=(option("ja"), option("nee")),
        asked_of="iedereen",
        since="2025",
        statement=statement,
    )


@pytest.mark.parametrize(
    ("code", "at_least"),
    [("0", 0), ("1", 1), ("2_5", 2), ("11_20", 11), ("21plus", 21), ("wn", None), ("tm12", None)],
)
def test_a_number_category_has_a_lower_bound(code: str, at_least: int | None) -> None:
    assert option(code).at_least == at_least


def test_a_condition_is_read_from_its_rule() -> None:
    assert Condition.parse("scholing", "ja") == Condition("scholing", "ja")
    assert Condition.parse("signaal", "!nee") == Condition("signaal", "nee", negated=True)


def test_a_condition_reads_as_a_formula() -> None:
    assert str(Condition.parse("scholing", "ja")) == "scholing = ja"
    assert str(Condition.parse("signaal", "!nee")) == "signaal ≠ nee"


def test_a_question_has_one_column_unless_several_answers_fit() -> None:
    assert question("a").columns == ("a",)
    assert question("a", kind="likert").columns == ("a",)
    assert question("a", kind="multi").columns == ("a__ja", "a__nee")


def test_options_are_found_by_code() -> None:
    assert question("a").codes == ("ja", "nee")
    assert question("a").option("nee").label == "Nee"
    with pytest.raises(KeyError, match="question 'a' has no option 'soms'"):
        question("a").option("soms")


def test_questions_are_found_by_name_and_listed_in_order() -> None:
    asked = Questionnaire({"a": "A"}, (question("b", "multi"), question("a")))
    assert asked["a"].text == "a?"
    assert "a" in asked
    assert "c" not in asked
    assert [each.name for each in asked] == ["b", "a"]
    assert asked.columns == ("b__ja", "b__nee", "a")
    with pytest.raises(KeyError, match="no question 'c'"):
        asked["c"]


def test_statements_with_the_same_name_belong_together() -> None:
    asked = Questionnaire(
        {"a": "A"},
        (question("x", statement="zorgen"), question("y"), question("z", statement="zorgen")),
    )
    assert [each.name for each in asked.statements("zorgen")] == ["x", "z"]
    with pytest.raises(KeyError, match="no statement 'hoop'"):
        asked.statements("hoop")
