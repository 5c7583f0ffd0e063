"""Counts of respondents as variables of a solver, tied by routing and logic."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from itertools import product
from random import Random
from typing import Any

from ortools.sat.python import cp_model

from ckmreport.publication.printed_figures import PrintedFigure
from ckmreport.publication.reconstruct.chi_square_tables import ChiSquareTable
from ckmreport.publication.reconstruct.count_tables import (
    AGREEMENTS,
    DOMAIN,
    TRAINING,
    Cell,
    CountTables,
    Problem,
    split_by_domain,
)
from ckmreport.publication.reconstruct.paths import Path
from ckmreport.publication.reconstruct.solver import is_solved, new_solver
from ckmreport.survey.questionnaire import Question

Expression = Any  # a linear expression of ortools, which gives its operators no useful types


@dataclass
class CountModel:
    """Counts of respondents, with the equations that hold for any answers.

    With `switchable`, each printed figure that is required holds only while its switch is on; so
    a contradiction can be traced to the figures that cause it.
    """

    problem: Problem
    switchable: bool = False
    model: cp_model.CpModel = field(init=False)
    switches: dict[str, Any] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.model = cp_model.CpModel()
        self.asked = self.problem.questionnaire
        self._size = max(figure.base_n for figure in self.problem.figures)
        self._cells = {
            cell: self._count(f"cell{i}") for i, cell in enumerate(_all_cells(self.problem))
        }
        self._walks = self._add_paths()
        self.chosen = {
            (question.name, code): self._count(f"{question.name}={code}")
            for question in self.asked
            for code in question.codes
        }
        self.in_domain: dict[tuple[str, str, str], Expression] = {}
        self._statements: dict[tuple[str, str | None], dict[tuple[str, ...], Expression]] = {}
        for question in self.asked:
            self._add_question(question)
        self._add_domains()
        self._add_statements()
        self._add_directions()

    def solve(self, random: Random) -> CountTables | None:
        """Find counts that meet all equations, or None; `random` seeds the choice.

        Raises:
            CkmError: if the solver stopped before it knew.
        """
        solver = new_solver(random.randrange(2**31))
        if not is_solved(solver, self.model):
            return None
        value: Callable[[Any], int] = solver.value
        return CountTables(
            {cell: value(n) for cell, n in self._cells.items()},
            self._tested,
            {
                group: {answers: value(n) for answers, n in counts.items()}
                for group, counts in self._statements.items()
            },
            {key: value(n) for key, n in self.in_domain.items()},
        )

    def _count(self, name: str) -> Expression:
        return self.model.new_int_var(0, self._size, name)

    def people(
        self,
        *,
        domain: str | None = None,
        training: str | None = None,
        agreements: Collection[str | None] | None = None,
        block: int | None = None,
    ) -> Expression:
        """Count respondents with these answers who answered this block; None for any."""
        return sum(
            n
            for cell, n in self._cells.items()
            if domain in (None, cell.domain)
            and training in (None, cell.training)
            and (agreements is None or cell.agreements in agreements)
            and (block is None or block in cell.path.answered)
        )

    def _add_paths(self) -> dict[tuple[Path, str | None], Expression]:
        """Count each path, by domain and in all: most figures need no finer cells."""
        counts: dict[tuple[Path, str | None], Expression] = {}
        for path in self.problem.order.paths:
            domains = self.asked[DOMAIN].codes
            for domain in domains:
                counts[path, domain] = self._count("path in a domain")
                cells = [n for c, n in self._cells.items() if (c.path, c.domain) == (path, domain)]
                self.model.add(counts[path, domain] == sum(cells))
            counts[path, None] = self._count("path")
            self.model.add(counts[path, None] == sum(counts[path, d] for d in domains))
        return counts

    def walking(self, holds: Callable[[Path], bool], domain: str | None = None) -> Expression:
        """Count who took one of the paths (in a domain)."""
        return sum(self._walks[path, domain] for path in self.problem.order.paths if holds(path))

    def answering(self, name: str, domain: str | None = None) -> Expression:
        """Count who answered a question (in a domain): the base of its percentages."""
        question, order = self.asked[name], self.problem.order
        if (rule := order.follow_up(question)) is not None:
            return self.chosen[rule.variable, rule.option]
        block = order.block_of(question.coded_from or name)
        return self.walking(lambda path: block in path.answered, domain)

    def _add_question(self, question: Question) -> None:
        """Tie the counts of a question's options to who answered it."""
        name, base = question.name, self.answering(question.name)
        counts = {code: self.chosen[name, code] for code in question.codes}
        if question.kind == "multi":
            self._add_ticks(question, base, counts)
        else:
            self.model.add(sum(counts.values()) == base)
        for code, n in counts.items():
            if name == TRAINING:
                self.model.add(n == self.people(training=code))
            if name == AGREEMENTS:
                self.model.add(n == self.people(agreements=[code]))
        rule = self.problem.order.filters.get(name)
        if rule is not None:
            meets = self.walking(lambda path: name in path.passed)
            n = counts[rule.option]
            self.model.add((base - n if rule.negated else n) == meets)

    def _add_ticks(
        self, question: Question, base: Expression, counts: dict[str, Expression]
    ) -> None:
        """Let an exclusive option stand alone, and who chose none of them tick another one."""
        name, allowed = question.name, self.problem.assumptions.exceptions.get(question.name, 0)
        exclusive = sum(counts[code] for code in question.codes if code in question.exclusive)
        ticking = base - exclusive
        others = [code for code in question.codes if code not in question.exclusive]
        broken: dict[str, Expression] = {}
        if name in self.problem.assumptions.nested:
            mode = f"{name}_modus"
            broken = {code: self._count(f"{mode}!{code}") for code in others}
            self.model.add(sum(broken.values()) <= allowed)
            named = sum(self.chosen[mode, code] for code in others)
            self.model.add(named - sum(broken.values()) <= ticking)
            for code in others:
                self.model.add(self.chosen[mode, code] - broken[code] <= counts[code])
            allowed = 0
        double = self.model.new_int_var(0, allowed, f"{name} beside an exclusive option")
        for code in others:
            self.model.add(counts[code] <= ticking + double)
        self.model.add(sum(counts[code] for code in others) >= ticking + double)

    def _add_domains(self) -> None:
        """Tie domains to their functions, and the answers that figures split by domain."""
        coded = self.asked[DOMAIN]
        for domain in coded.codes:
            people = self.walking(lambda _: True, domain)
            self.model.add(self.chosen[DOMAIN, domain] == people)
            functions = [f for f, target in coded.coding.items() if target == domain]
            self.model.add(sum(self.chosen[coded.coded_from or "", f] for f in functions) <= people)
        for name in split_by_domain(self.problem.figures):
            question = self.asked[name]
            for domain in coded.codes:
                for code in question.codes:
                    self.in_domain[name, code, domain] = self._count(f"{name}={code}@{domain}")
                base = self.answering(name, domain)
                counts = {code: self.in_domain[name, code, domain] for code in question.codes}
                exclusive = sum(n for code, n in counts.items() if code in question.exclusive)
                if question.kind != "multi":
                    self.model.add(sum(counts.values()) == base)
                    continue
                others = [n for code, n in counts.items() if code not in question.exclusive]
                for n in others:
                    self.model.add(n + exclusive <= base)
                self.model.add(sum(others) + exclusive >= base)
            for code in question.codes:
                split = sum(self.in_domain[name, code, domain] for domain in coded.codes)
                self.model.add(self.chosen[name, code] == split)

    def _add_statements(self) -> None:
        """Split who judged the tested statements by training, agreements and their answers."""
        tests = self.problem.figures.of_kind("chi2")
        self._tested = tuple(dict.fromkeys(figure.variables[1] for figure in tests))
        if not self._tested:
            return
        block = self.problem.order.block_of(self._tested[0])
        codes = [self.asked[name].codes for name in self._tested]
        for training, agreed in product(
            self.asked[TRAINING].codes, (None, *self.asked[AGREEMENTS].codes)
        ):
            group = {
                answers: self._count(f"{training},{agreed},{','.join(answers)}")
                for answers in product(*codes)
            }
            self._statements[training, agreed] = group
            here = self.people(training=training, agreements=[agreed], block=block)
            self.model.add(sum(group.values()) == here)
        for place, name in enumerate(self._tested):
            for code in self.asked[name].codes:
                self.model.add(self.chosen[name, code] == self._judging(place, code))

    def _judging(self, place: int, code: str, group: int = 0, answer: str = "") -> Expression:
        return sum(
            n
            for key, counts in self._statements.items()
            if not answer or key[group] == answer
            for answers, n in counts.items()
            if answers[place] == code
        )

    def _add_directions(self) -> None:
        """Put groups that do something more often above the share of all, others below it."""
        for direction in self.problem.directions:
            rule = direction.condition
            printed = self.problem.figures.margin(rule.variable)
            count, base = printed[rule.option], sum(printed.values())
            for domain in (*direction.more_often, *direction.less_often):
                codes = self.asked[rule.variable].codes
                here = self.people(domain=domain, agreements=codes)
                did = self.people(domain=domain, agreements=[rule.option])
                more = domain in direction.more_often
                above = base * did - count * here
                self.model.add(above >= 1 if more else above <= -1)

    def require_table(self, table: ChiSquareTable) -> None:
        """Require the cells of a table of two questions."""
        group = (TRAINING, AGREEMENTS).index(table.row)
        place = self._tested.index(table.column)
        for (answer, code), n in table.cells.items():
            self.model.add(self._judging(place, code, group, answer) == n)

    def require(self, figure: PrintedFigure, equation: Any) -> None:
        """Require what a printed figure says."""
        constraint = self.model.add(equation)
        if self.switchable:
            if figure.id not in self.switches:
                self.switches[figure.id] = self.model.new_bool_var(figure.id)
            constraint.only_enforce_if(self.switches[figure.id])


def _all_cells(problem: Problem) -> Iterable[Cell]:
    asked, order = problem.questionnaire, problem.order
    block = order.block_of(AGREEMENTS)
    for domain, training, path in product(asked[DOMAIN].codes, asked[TRAINING].codes, order.paths):
        codes = asked[AGREEMENTS].codes if block in path.answered else (None,)
        for agreed in codes:
            yield Cell(domain, training, path, agreed)
