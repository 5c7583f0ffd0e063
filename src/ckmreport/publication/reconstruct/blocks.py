"""Deals the answers over respondents, so that every printed count of every question is met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from ckmreport.publication.reconstruct.count_tables import (
    AGREEMENTS,
    DOMAIN,
    TRAINING,
    Problem,
    Skeleton,
)
from ckmreport.publication.reconstruct.multiple_response import deal_ticks
from ckmreport.publication.reconstruct.paths import Path
from ckmreport.publication.reconstruct.rows import Answer, Row, meets
from ckmreport.survey.questionnaire import Question

_T = TypeVar("_T")


@dataclass(frozen=True)
class _Seat:
    """A respondent-to-be: the way through the questionnaire, and the answers so far."""

    path: Path
    row: Row


def deal_rows(problem: Problem, skeleton: Skeleton, random: Random) -> list[Row]:
    """Make one row per respondent from the counts of the skeleton."""
    cells = [cell for cell, n in skeleton.cells.items() for _ in range(n)]
    empty: Row = {question.name: None for question in problem.questionnaire}
    seats = []
    for cell in _shuffled(cells, random):
        known = {DOMAIN: cell.domain, TRAINING: cell.training, AGREEMENTS: cell.agreements}
        seats.append(_Seat(cell.path, {**empty, **known}))
    function = problem.questionnaire[DOMAIN].coded_from or ""
    _deal_functions(function, problem, seats, random)
    _deal_statements(problem, skeleton, seats, random)
    dealt = {DOMAIN, function, TRAINING, AGREEMENTS, *skeleton.tested}
    questions = [question for question in problem.questionnaire if question.name not in dealt]
    # The most frequent answer goes first: it must be among the ticks that are dealt after it.
    for question in sorted(questions, key=lambda question: not question.name.endswith("_modus")):
        _deal_question(question, problem, skeleton, seats, random)
    return [seat.row for seat in seats]


def _deal_functions(function: str, problem: Problem, seats: list[_Seat], random: Random) -> None:
    """Functions that have a domain go to that domain; the others fill up what is left."""
    coding = problem.questionnaire[DOMAIN].coding
    margin = problem.figures.margin(function)
    uncoded = _shuffled([code for code in _cards(margin) if code not in coding], random)
    for domain in problem.questionnaire[DOMAIN].codes:
        cards = [code for code in _cards(margin) if coding.get(code) == domain]
        for seat in _shuffled([seat for seat in seats if seat.row[DOMAIN] == domain], random):
            seat.row[function] = cards.pop() if cards else uncoded.pop()


def _deal_statements(
    problem: Problem, skeleton: Skeleton, seats: list[_Seat], random: Random
) -> None:
    """Deal the tested statements together, within training and agreements."""
    if not skeleton.tested:
        return
    block = problem.order.block_of(skeleton.tested[0])
    hands: dict[tuple[Answer, Answer], list[tuple[str, ...]]] = {}
    for group, counts in skeleton.statements.items():
        answers = [pair for pair, n in counts.items() for _ in range(n)]
        hands[group] = _shuffled(answers, random)
    for seat in seats:
        if block in seat.path.answered:
            hand = hands[seat.row[TRAINING], seat.row[AGREEMENTS]]
            seat.row.update(zip(skeleton.tested, hand.pop(), strict=True))


def _deal_question(
    question: Question, problem: Problem, skeleton: Skeleton, seats: list[_Seat], random: Random
) -> None:
    answering = [seat for seat in seats if _answers(seat, question, problem)]
    margin = problem.figures.margin(question.name)
    for group, counts in _groups(question, problem, skeleton, answering, margin):
        if question.kind == "multi":
            nested = question.name in problem.assumptions.nested
            named = [_named(question, seat.row) if nested else None for seat in group]
            dealt = deal_ticks(question.name, counts, question.exclusive, named, random)
            for seat, ticks in zip(group, dealt, strict=True):
                seat.row[question.name] = ticks
        else:
            cards = _shuffled(_cards(counts), random)
            for seat, code in zip(group, cards, strict=True):
                seat.row[question.name] = code


def _answers(seat: _Seat, question: Question, problem: Problem) -> bool:
    """Tell whether a path holds the question and, for a follow-up, its condition is met."""
    if problem.order.block_of(question.name) not in seat.path.answered:
        return False
    rule = problem.order.follow_up(question)
    return rule is None or meets(seat.row, rule)


def _groups(
    question: Question,
    problem: Problem,
    skeleton: Skeleton,
    answering: list[_Seat],
    margin: Mapping[str, int],
) -> Iterator[tuple[list[_Seat], Mapping[str, int]]]:
    """Split respondents, and the counts they share, as the skeleton did.

    A filter question splits into who goes on and who does not; a question of which figures tell
    how a domain answered splits by domain; any other one is dealt over all who answer it.
    """
    name, rule = question.name, problem.order.filters.get(question.name)
    if rule is not None and any(name in seat.path.passed for seat in answering):
        for passed in (True, False):
            here = [seat for seat in answering if (name in seat.path.passed) is passed]
            own = passed is not rule.negated  # whether these gave the option of the rule
            yield here, {code: n for code, n in margin.items() if (code == rule.option) is own}
        return
    by_domain = any(key[0] == name for key in skeleton.in_domain)
    if not by_domain:
        yield answering, margin
        return
    for domain in problem.questionnaire[DOMAIN].codes:
        here = [seat for seat in answering if seat.row[DOMAIN] == domain]
        yield here, {code: skeleton.in_domain[name, code, domain] for code in margin}


def _named(question: Question, row: Row) -> str | None:
    """Give the answer named as most frequent, if it can be ticked."""
    answer = row[f"{question.name}_modus"]
    return answer if isinstance(answer, str) and answer not in question.exclusive else None


def _cards(counts: Mapping[str, int]) -> list[str]:
    return [code for code, n in counts.items() for _ in range(n)]


def _shuffled(items: list[_T], random: Random) -> list[_T]:
    return random.sample(items, len(items))
