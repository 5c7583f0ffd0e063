"""Deals answers over respondents, so that every printed count of every question is met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
    dealer = _Dealer(problem, counted, people, random)
    dealer.deal_functions(function)
    dealer.deal_statements()
    dealt = {DOMAIN, function, TRAINING, AGREEMENTS, *counted.tested}
    questions = [question for question in problem.questionnaire if question.name not in dealt]
    # The most frequent answer goes first: it must be among the ticks that are dealt after it.
    for question in sorted(questions, key=lambda question: not question.name.endswith("_modus")):
        dealer.deal_question(question)
    return [person.row for person in people]


@dataclass(frozen=True)
class _Dealer:
    problem: Problem
    counted: CountTables
    people: list[_Respondent]
    random: Random

    def deal_functions(self, function: str) -> None:
        """Functions that have a domain go to that domain; the others fill up what is left."""
        domains, margin = self.problem.questionnaire[DOMAIN], self.problem.figures.margin(function)
        uncoded = [code for code in _codes(margin) if code not in domains.coding]
        uncoded = _shuffled(uncoded, self.random)
        for domain in domains.codes:
            codes = [code for code in _codes(margin) if domains.coding.get(code) == domain]
            here = [person for person in self.people if person.row[DOMAIN] == domain]
            for person in _shuffled(here, self.random):
                person.row[function] = codes.pop() if codes else uncoded.pop()

    def deal_statements(self) -> None:
        """Deal the tested statements together, within training and agreements."""
        tested = self.counted.tested
        if not tested:
            return
        block = self.problem.order.block_of(tested[0])
        answers_of: dict[tuple[Answer, Answer], list[tuple[str, ...]]] = {}
        for group, counts in self.counted.statements.items():
            answers = [pair for pair, n in counts.items() for _ in range(n)]
            answers_of[group] = _shuffled(answers, self.random)
        for person in self.people:
            if block in person.path.answered:
                own = answers_of[person.row[TRAINING], person.row[AGREEMENTS]]
                person.row.update(zip(tested, own.pop(), strict=True))

    def deal_question(self, question: Question) -> None:
        """Deal the answers to any other question."""
        name = question.name
        for group, counts in self._groups(question):
            dealt: list[Answer] = []
            if question.kind == "multi":
                nested = name in self.problem.assumptions.nested
                named = [_named(question, person.row) if nested else None for person in group]
                dealt += deal_ticks(name, counts, question.exclusive, named, self.random)
            else:
                dealt += _shuffled(_codes(counts), self.random)
            for person, answer in zip(group, dealt, strict=True):
                person.row[name] = answer

    def _groups(self, question: Question) -> Iterator[tuple[list[_Respondent], Mapping[str, int]]]:
        """Split respondents, and the counts they share, as the solved counts do.

        A filter question splits into who goes on and who does not; a question of which figures
        count the answers of a domain splits by domain; any other one is dealt over all who answer.
        """
        name, rule = question.name, self.problem.order.filters.get(question.name)
        answering = [person for person in self.people if self._answers(person, question)]
        margin = self.problem.figures.margin(name)
        if rule is not None and any(name in person.path.passed for person in answering):
            for passed in (True, False):
                here = [person for person in answering if (name in person.path.passed) is passed]
                own = passed is not rule.negated  # whether these gave the option of the rule
                yield here, {code: n for code, n in margin.items() if (code == rule.option) is own}
            return
        if not any(key[0] == name for key in self.counted.in_domain):
            yield answering, margin
            return
        for domain in self.problem.questionnaire[DOMAIN].codes:
            here = [person for person in answering if person.row[DOMAIN] == domain]
            yield here, {code: self.counted.in_domain[name, code, domain] for code in margin}

    def _answers(self, person: _Respondent, question: Question) -> bool:
        """Tell whether a path holds the question and, for a follow-up, its condition is met."""
        if self.problem.order.block_of(question.name) not in person.path.answered:
            return False
        rule = self.problem.order.follow_up(question)
        return rule is None or meets(person.row, rule)


def _named(question: Question, row: Row) -> str | None:
    """Look up the answer named as most frequent, if it can be ticked."""
    answer = row[f"{question.name}_modus"]
    return answer if isinstance(answer, str) and answer not in question.exclusive else None


def _codes(counts: Mapping[str, int]) -> list[str]:
    return [code for code, n in counts.items() for _ in range(n)]


def _shuffled(items: Sequence[_T], random: Random) -> list[_T]:
    return random.sample(items, len(items))
