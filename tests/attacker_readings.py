"""What a reader of all that a report can print of a wave takes in, for an attack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy as np
from attacker import MANY, PART, Attacker, Cell

from ckmreport.analysis import Association, Count, Crosstab, Distribution, Hidden, Share, Survey
from ckmreport.survey.questionnaire import DONT_KNOW, Condition, Question

#: Of a question with so many answers, pairs are not asked for: it takes long and tells no more.
MANY_CODES = 14


def attack(survey: Survey, names: Iterable[str] | None = None, *, complete: bool) -> Attacker:
    """Take in a wave: its answers, those of domains to some questions or all, and its tests."""
    attacker = Attacker(survey.disclosure.minimum, complete)
    read_margins(attacker, survey)
    every = [question.name for question in survey.wave.questionnaire]
    read_groups(attacker, survey, "domein", every if names is None else names)
    return attacker


def truth(survey: Survey, cell: Cell) -> int:
    """Count the respondents in a cell that the attack asks for."""
    responses, questions = survey.wave.responses, survey.wave.questionnaire
    within = responses.chose(questions[cell[0]], cell[1]) if len(cell) == 4 else True
    *_, name, code = cell
    question = questions[name]
    mask = responses.answered(question) if code == "n" else responses.chose(question, code)
    return int((mask & within).sum())


def exposed(survey: Survey, attacker: Attacker) -> Iterator[tuple[Cell, int, int]]:
    """Give the small numbers that the attack narrows down, with the range it finds."""
    wide = survey.disclosure.minimum - 2
    small = [one for one in attacker.hidden if 0 < truth(survey, one) < wide + 2]
    for cell, (low, high) in attacker.ranges(small, wide).items():
        if high - low < wide:
            assert low <= truth(survey, cell) <= high
            yield cell, low, high


def exposed_by_tests(survey: Survey, attacker: Attacker) -> Iterator[tuple[Cell, set[int]]]:
    """Give the small cells of tests that have fewer values than "fewer than" leaves open."""
    enough = survey.disclosure.minimum - 1
    for cell, number in read_tests(attacker, survey).items():
        if 0 < number <= enough:
            values = attacker.values(cell, number, enough)
            if len(values) < enough:
                yield cell, values


def read_margins(attacker: Attacker, survey: Survey) -> None:
    """Take in the answers to all questions, alone, together and without each other."""
    for question in survey.wave.questionnaire:
        answers, name = survey[question.name], question.name
        base: Cell = (name, "n")
        attacker.read(base, answers.base)
        cells: list[Cell] = [(name, option.code) for option in question.options]
        for cell, (_, share) in zip(cells, answers, strict=True):
            attacker.read(cell, share)
        _know_words(attacker, cells)
        if question.kind == "multi":
            _multiple_response(attacker, question, base)
        else:
            attacker.add_up(cells, base)
        for size in (1, 2) if len(question.codes) < MANY_CODES else (1,):
            for codes in combinations(question.codes, size):
                _read_union(attacker, answers, codes)
        if question.asked_if is not None:
            attacker.answered(base, _asked(question.asked_if))
        if question.coded_from is not None:
            _coding(attacker, question)
        if _counts_victims(question):
            _read_lower_bound(attacker, survey, question)


def _read_union(attacker: Attacker, answers: Distribution, codes: tuple[str, ...]) -> None:
    name = answers.question.name
    union: Cell = (name, "of", *codes)
    others: Cell = (name, "not", *codes)
    attacker.add_up([union, others], (name, "n"))
    _unite(attacker, answers.question, union, codes)
    without = answers.without(*codes)
    base: Cell = (name, "not", *without.left_out) if without.left_out else (name, "n")
    for cell, number in (
        (union, answers.any_of(*codes)),
        (others, answers.other_than(*codes)),
        (base, without.base),
    ):
        if not isinstance(number, Hidden):
            attacker.read(cell, number)
        elif number.few:
            attacker.tell(cell, 1, attacker.minimum - 1)


def _counts_victims(question: Question) -> bool:
    """Tell whether the report estimates a lower bound: all answers are numbers of persons."""
    numbers = [option for option in question.options if option.code != DONT_KNOW]
    single = question.kind == "single" and question.about is not None
    return single and all(option.at_least is not None for option in numbers)


def _read_lower_bound(attacker: Attacker, survey: Survey, question: Question) -> None:
    total = survey.lower_bound(question.name).total
    if isinstance(total, Count):
        worth: dict[Cell, int] = {
            (question.name, option.code): option.at_least or 0 for option in question.options
        }
        attacker.sums.append((worth, int(total), int(total)))


def read_groups(attacker: Attacker, survey: Survey, by: str, names: Iterable[str]) -> None:
    """Take in every table of groups by answers, and who mentioned each answer."""
    groups = survey.wave.questionnaire[by]
    codes = [*groups.codes] if attacker.complete else [*groups.codes, "in none"]
    for name in names:
        question = survey.wave.questionnaire[name]
        if name in (by, groups.coded_from):
            continue
        for option in question.options:
            _read_table(attacker, survey, groups, question, option.code)
            attacker.add_up(
                [(by, group, name, option.code) for group in codes], (name, option.code)
            )
        attacker.add_up([(by, group, name, "n") for group in codes], (name, "n"))
        for group in groups.options:
            row: Cell = (by, group.code, name)
            cells = [(*row, option.code) for option in question.options]
            if question.kind != "multi":
                _know_words(attacker, [c for c in cells if c[2:] not in attacker.hidden])
            attacker.add_up([(*row, "n")], (by, group.code), low=-MANY)
            if question.kind != "multi":
                attacker.add_up(cells, (*row, "n"))
            for option, cell in zip(question.options, cells, strict=True):
                attacker.add_up([cell], (*row, "of", option.code))
                attacker.add_up([cell, (*row, "not", option.code)], (*row, "n"))
            if question.asked_if is None:
                attacker.answered((*row, "n"), (by, group.code))
            else:
                rule, before = question.asked_if, (by, group.code, question.asked_if.variable)
                asked = (*before, "not" if rule.negated else "of", rule.option)
                attacker.answered((*row, "n"), asked)


def _read_table(
    attacker: Attacker, survey: Survey, groups: Question, question: Question, code: str
) -> None:
    for rule in (code, f"!{code}"):
        for group in survey.by(groups.name, {question.name: rule}).groups:
            cell, row = group.cells[0], (groups.name, group.option.code, question.name)
            attacker.read((groups.name, group.option.code), group.base)
            if isinstance(cell, Share):
                attacker.read((*row, "n"), cell.of)
            if rule == code and isinstance(cell, Share | Hidden):
                attacker.read((*row, code), cell)
            elif isinstance(cell, Share):
                attacker.add_up([(*row, code)], (*row, "n"), low=-cell.count, high=-cell.count)
    for option, share in survey.mentions(question.name, code=code, by=groups.name).groups:
        if isinstance(share, Share):
            attacker.read((groups.name, option.code, question.name, code), share)


def read_tests(attacker: Attacker, survey: Survey) -> dict[Cell, int]:
    """Take in every test, with the totals of its table; give the cells, with what they hold."""
    true: dict[Cell, int] = {}
    if survey.wave.published is not None:
        return true
    for test in survey.tests():
        found = test.result
        if not isinstance(found, Association):
            continue
        cover = survey.disclosure.cover(found.row, found.column)
        counts = np.array(Crosstab.of(found.row, found.column, survey.wave.responses, cover).counts)
        name = (found.row.name, found.column.name)
        lines: dict[Cell, int] = {}
        for place, number in np.ndenumerate(counts):
            cell: Cell = ("test", *name, *map(str, place))
            true[cell] = int(number)
            attacker.tell(cell, 0, int(min(counts[place[0]].sum(), counts[:, place[1]].sum())))
            total = int(counts[place[0]].sum()) * int(counts[:, place[1]].sum())
            lines[cell] = round(PART * int(counts.sum()) / total)
        for axis in (0, 1):
            for line in range(counts.shape[axis]):
                cells = [cell for cell in lines if int(cell[3 + axis]) == line]
                total = int(counts.take(line, axis=axis).sum())
                attacker.add_up(cells, low=total, high=total)
        low = float(found.statistic) + found.n
        width = 10.0**-found.decimals
        slack = counts.size * int(counts.max()) ** 2  # the weights are rounded
        attacker.squares.append((lines, int(low * PART) - slack, int((low + width) * PART) + slack))
    return true


def _know_words(attacker: Attacker, cells: list[Cell]) -> None:
    """Know that beside "fewer than", a number that is merely not shown is no small one."""
    hidden = [cell for cell in cells if cell in attacker.hidden]
    if any(attacker.hidden[cell].few for cell in hidden):
        for cell in hidden:
            if not attacker.hidden[cell].few:
                attacker.tell(cell, attacker.minimum, MANY)


def _unite(attacker: Attacker, question: Question, union: Cell, codes: tuple[str, ...]) -> None:
    parts: list[Cell] = [(question.name, code) for code in codes]
    if question.kind != "multi" or question.exclusive & {*codes}:
        attacker.add_up(parts, union)
        return
    attacker.add_up(parts, union, high=MANY)
    for part in parts:
        attacker.add_up([union], part, high=MANY)


def _multiple_response(attacker: Attacker, question: Question, base: Cell) -> None:
    name, some = question.name, (question.name, "some")
    others = [(name, code) for code in question.codes if code not in question.exclusive]
    attacker.add_up([*((name, code) for code in sorted(question.exclusive)), some], base)
    attacker.add_up(others, some, high=MANY)
    for cell in others:
        attacker.add_up([some], cell, high=MANY)


def _asked(rule: Condition) -> Cell:
    """Give the cell of who was asked: who gave an answer, or any other one."""
    return (rule.variable, "not" if rule.negated else "of", rule.option)


def _coding(attacker: Attacker, question: Question) -> None:
    source = question.coded_from or ""
    for code in question.codes:
        parts = [(source, option) for option, to in question.coding.items() if to == code]
        attacker.add_up([*parts, (question.name, "by hand", code)], (question.name, code))
