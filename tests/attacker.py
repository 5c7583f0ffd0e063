"""A reader who adds and subtracts all that a report prints, to find out what it hides.

The attack knows nothing of how numbers are hidden, only what a reader can know: which cells make
which totals, who was asked what, how functions are coded, and what the printed words mean. It
counts on it that everybody answered what he was asked, which makes it stronger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from ckmreport.analysis import Count, Distribution, Hidden, Share, Survey
from ckmreport.survey.questionnaire import Condition, Question

Cell = tuple[str, ...]
Sum = tuple[Mapping[Cell, int], int, int]
#: More than any number of respondents here.
MANY = 10_000


@dataclass
class Attacker:
    """What is known: words bound cells, and sums of cells lie between two numbers."""

    minimum: int
    bounds: dict[Cell, tuple[int, int]] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)
    hidden: dict[Cell, Hidden] = field(default_factory=dict)

    def read(self, cell: Cell, number: Share | Count | Hidden | int) -> None:
        """Take in one printed number, or the word that stands in place of it."""
        if isinstance(number, Hidden):
            self.hidden[cell] = number
            self.tell(cell, 1, self.minimum - 1) if number.few else self.tell(cell, 0, MANY)
            return
        value = number.count if isinstance(number, Share) else int(number)
        self.tell(cell, value, value)

    def tell(self, cell: Cell, low: int, high: int) -> None:
        """Bound a cell."""
        least, most = self.bounds.get(cell, (0, MANY))
        self.bounds[cell] = (max(least, low), min(most, high))

    def add_up(
        self, parts: Iterable[Cell], whole: Cell | None = None, *, low: int = 0, high: int = 0
    ) -> None:
        """Know that cells make a whole, or by how little and how much they exceed it."""
        terms: dict[Cell, int] = defaultdict(int)
        for part in parts:
            terms[part] += 1
        if whole is not None:
            terms[whole] -= 1
        self.sums.append((dict(terms), low, high))

    def range(self, cell: Cell) -> tuple[int, int]:
        """Compute the least and the greatest number that a cell can be."""
        names, sums = self._near(cell)
        place = {name: index for index, name in enumerate(names)}
        rows = np.zeros((len(sums), len(names)))
        for row, (terms, _, _) in enumerate(sums):
            for name, times in terms.items():
                rows[row, place[name]] = times
        low, high = zip(*(self.bounds.get(name, (0, MANY)) for name in names), strict=True)
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(names))
            aim[place[cell]] = sign
            least, most = [one[1] for one in sums], [one[2] for one in sums]
            found = milp(
                aim,
                constraints=LinearConstraint(rows, least, most) if sums else (),
                bounds=Bounds(low, high),
                integrality=np.ones(len(names)),
            )
            assert found.success, f"what is printed contradicts itself at {cell}: {found.message}"
            ends.append(round(sign * found.fun))
        return ends[0], ends[1]

    def _near(self, cell: Cell) -> tuple[list[Cell], list[Sum]]:
        """Give what is tied to a cell through cells that are not known."""
        found, new = {cell}, {cell}
        while new:
            near = {
                part
                for terms, _, _ in self.sums
                if any(one in new and not self._is_known(one) for one in terms)
                for part in terms
            }
            new = near - found
            found |= new
        sums = [
            one for one in self.sums if any(p in found and not self._is_known(p) for p in one[0])
        ]
        names = found.union(*(one[0] for one in sums)) if sums else found
        return sorted(names), sums

    def _is_known(self, cell: Cell) -> bool:
        low, high = self.bounds.get(cell, (0, MANY))
        return low == high


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
        for size in (1, 2):
            for codes in combinations(question.codes, size):
                _read_union(attacker, answers, codes)
        if question.asked_if is not None:
            attacker.add_up([_asked(question.asked_if)], base)
        if question.coded_from is not None:
            _coding(attacker, question)
        if question.kind == "single" and any(option.at_least for option in question.options):
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
    for name in names:
        question = survey.wave.questionnaire[name]
        if name in (by, groups.coded_from):
            continue
        for option in question.options:
            _read_table(attacker, survey, groups, question, option.code)
            attacker.add_up(
                [(by, group.code, name, option.code) for group in groups.options],
                (name, option.code),
            )
        attacker.add_up([(by, g.code, name, "n") for g in groups.options], (name, "n"))
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
                attacker.add_up([(*row, "n")], (by, group.code))
            else:
                rule, before = question.asked_if, (by, group.code, question.asked_if.variable)
                asked = (*before, "not" if rule.negated else "of", rule.option)
                attacker.add_up([asked], (*row, "n"))


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
