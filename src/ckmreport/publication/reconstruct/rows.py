"""One respondent's answers, and which other answers they leave possible."""

from __future__ import annotations

from ckmreport.survey.questionnaire import Condition, Question

#: A code, the options ticked, or None where the question was not answered.
Answer = str | frozenset[str] | None
Row = dict[str, Answer]


def chose(row: Row, variable: str, option: str) -> bool:
    """Tell whether somebody gave this answer."""
    answer = row[variable]
    return option in answer if isinstance(answer, frozenset) else answer == option


def meets(row: Row, rule: Condition) -> bool:
    """Tell whether a condition holds; it never does for who did not answer."""
    answer = row[rule.variable]
    if answer is None:
        return False
    chosen = rule.option in answer if isinstance(answer, frozenset) else answer == rule.option
    return chosen is not rule.negated


def is_clean(question: Question, ticks: frozenset[str]) -> bool:
    """Tell whether what was ticked goes together: something, and nothing beside "weet niet"."""
    return len(ticks) == 1 or (bool(ticks) and question.exclusive.isdisjoint(ticks))
