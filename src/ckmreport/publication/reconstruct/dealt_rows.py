"""Deals answers over respondents, so that every printed count of every question is met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from ckmreport.publication.reconstruct.count_tables import (
    AGREEMENTS,
    DOMAIN,
    TRAINING,
    CountTables,
    Problem,
)
from ckmreport.publication.reconstruct.multiple_response import deal_ticks
from ckmreport.publication.reconstruct.paths import Path
from ckmreport.publication.reconstruct.rows import Answer, Row, meets
from ckmreport.survey.questionnaire import Question

_T = TypeVar("_T")


@dataclass(frozen=True)
class _Respondent:
    """A respondent: the path through the questionnaire, and the answers so far."""

    path: Path
    row: Row


def deal_rows(problem: Problem, counted: CountTables, random: Random) -> list[Row]:
    """Make one row per respondent from the solved counts."""
    cells = [cell for cell, n in counted.cells.items() for _ in range(n)]
    empty: Row = {question.name: None for question in problem.questionnaire}
    people = []
    for cell in _shuffled(cells, random):
        known = {DOMAIN: cell.domain, TRAINING: cell.training, AGREEMENTS: cell.agreements}
        people.append(_Respondent(cell.path, {**empty, **known}))
    function = problem.questionnaire[DOMAIN].coded_from or ""
    _deal_functions(function, problem, people, random)
    _deal_statements(problem, counted, people, random)
    dealt = {DOMAIN, function, TRAINING, AGREEMENTS, *counted.tested}
    questions = [question for question in problem.questionnaire if question.name not in dealt]
    # The most frequent answer goes first: it must be among the ticks that are dealt after it.
    for question in sorted(questions, key=lambda question: not question.name.endswith("_modus")):
        _deal_question(question, problem, counted, people, random)
    return [person.row for person in people]


def _deal_functions(
    function: str, problem: Problem, people: list[_Respondent], random: Random
) -> None:
    """Functions that have a domain go to that domain; the others fill up what is left."""
    coding = problem.questionnaire[DOMAIN].coding
    margin = problem.figures.margin(function)
    uncoded = _shuffled([code for code in _codes(margin) if code not in coding], random)
    for domain in problem.questionnaire[DOMAIN].codes:
        codes = [code for code in _codes(margin) if coding.get(code) == domain]
        for person in _shuffled(
            [person for person in people if person.row[DOMAIN] == domain], random
        ):
            person.row[function] = codes.pop() if codes else uncoded.pop()


def _deal_statements(
    problem: Problem, counted: CountTables, people: list[_Respondent], random: Random
) -> None:
    """Deal the tested statements together, within training and agreements."""
    if not counted.tested:
        return
    block = problem.order.block_of(counted.tested[0])
    answers_of: dict[tuple[Answer, Answer], list[tuple[str, ...]]] = {}
    for group, counts in counted.statements.items():
        answers = [pair for pair, n in counts.items() for _ in range(n)]
        answers_of[group] = _shuffled(answers, random)
    for person in people:
        if block in person.path.answered:
            own = answers_of[person.row[TRAINING], person.row[AGREEMENTS]]
            person.row.update(zip(counted.tested, own.pop(), strict=True))


def _deal_question(
    question: Question,
    problem: Problem,
    counted: CountTables,
    people: list[_Respondent],
    random: Random,
) -> None:
    answering = [person for person in people if _answers(person, question, problem)]
    margin = problem.figures.margin(question.name)
    for group, counts in _groups(question, problem, counted, answering, margin):
        if question.kind == "multi":
            nested = question.name in problem.assumptions.nested
            named = [_named(question, person.row) if nested else None for person in group]
            dealt = deal_ticks(question.name, counts, question.exclusive, named, random)
            for person, ticks in zip(group, dealt, strict=True):
                person.row[question.name] = ticks
        else:
            codes = _shuffled(_codes(counts), random)
            for person, code in zip(group, codes, strict=True):
                person.row[question.name] = code


def _answers(person: _Respondent, question: Question, problem: Problem) -> bool:
    """Tell whether a path holds the question and, for a follow-up, its condition is met."""
    if problem.order.block_of(question.name) not in person.path.answered:
        return False
    rule = problem.order.follow_up(question)
    return rule is None or meets(person.row, rule)


def _groups(
    question: Question,
    problem: Problem,
    counted: CountTables,
    answering: list[_Respondent],
    margin: Mapping[str, int],
) -> Iterator[tuple[list[_Respondent], Mapping[str, int]]]:
    """Split respondents, and the counts they share, as the solved counts do.

    A filter question splits into who goes on and who does not; a question of which figures tell
    how a domain answered splits by domain; any other one is dealt over all who answer it.
    """
    name, rule = question.name, problem.order.filters.get(question.name)
    if rule is not None and any(name in person.path.passed for person in answering):
        for passed in (True, False):
            here = [person for person in answering if (name in person.path.passed) is passed]
            own = passed is not rule.negated  # whether these gave the option of the rule
            yield here, {code: n for code, n in margin.items() if (code == rule.option) is own}
        return
    by_domain = any(key[0] == name for key in counted.in_domain)
    if not by_domain:
        yield answering, margin
        return
    for domain in problem.questionnaire[DOMAIN].codes:
        here = [person for person in answering if person.row[DOMAIN] == domain]
        yield here, {code: counted.in_domain[name, code, domain] for code in margin}


def _named(question: Question, row: Row) -> str | None:
    """Look up the answer named as most frequent, if it can be ticked."""
    answer = row[f"{question.name}_modus"]
    return answer if isinstance(answer, str) and answer not in question.exclusive else None


def _codes(counts: Mapping[str, int]) -> list[str]:
    return [code for code, n in counts.items() for _ in range(n)]


def _shuffled(items: list[_T], random: Random) -> list[_T]:
    return random.sample(items, len(items))
