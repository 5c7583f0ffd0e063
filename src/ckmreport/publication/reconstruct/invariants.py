"""Invariants of an exchange of answers: printed cells, routing and logic."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from ckmreport.publication.printed_figures import PrintedFigure
from ckmreport.publication.reconstruct.count_tables import DOMAIN, Problem
from ckmreport.publication.reconstruct.rows import Row, chose, is_clean, meets
from ckmreport.survey.questionnaire import Condition, Question

Cells = tuple[Hashable, ...]


@dataclass(frozen=True)
class Invariant:
    """A count that exchanges must not change.

    `cells_of` lists the cells that a row is in (once per mention); over all rows, each cell keeps
    its number. Only exchanges of the answers to `questions` can change it.
    """

    questions: frozenset[str]
    cells_of: Callable[[Row], Cells]


def all_invariants(problem: Problem) -> tuple[Invariant, ...]:
    """List all invariants besides the counts per question, which no exchange can change."""
    return (
        *_printed_crosses(problem),
        *_printed_tests(problem),
        *_unions(problem),
        *_logic(problem),
        _routing(problem),
    )


def _printed_crosses(problem: Problem) -> Iterator[Invariant]:
    figures = problem.figures
    by_variable: dict[str, list[tuple[str, Condition]]] = {}
    for figure in figures.of_kind("cross"):
        domain, other = figure.conditions
        by_variable.setdefault(other.variable, []).append((domain.option, other))
    for variable, cells in by_variable.items():

        def crossed(row: Row, cells: list[tuple[str, Condition]] = cells) -> Cells:
            here = row[DOMAIN]
            return tuple(cell for cell in cells if cell[0] == here and meets(row, cell[1]))

        yield Invariant(frozenset({DOMAIN, variable}), crossed)
    for figure in figures.of_kind("cross_pooled"):

        def mentions(row: Row, figure: PrintedFigure = figure) -> Cells:
            if row[DOMAIN] != figure.conditions[0].option:
                return ()
            return tuple("mention" for name in figure.variables if chose(row, name, figure.option))

        yield Invariant(frozenset({DOMAIN, *figure.variables}), mentions)


def _printed_tests(problem: Problem) -> Iterator[Invariant]:
    for figure in problem.figures.of_kind("chi2"):

        def cell(row: Row, pair: tuple[str, ...] = figure.variables) -> Cells:
            answers = tuple(row[name] for name in pair)
            return () if None in answers else (answers,)

        yield Invariant(frozenset(figure.variables), cell)


def _unions(problem: Problem) -> Iterator[Invariant]:
    for figure in problem.figures.of_kind("derived"):
        if not figure.any_of:
            continue

        def any_holds(row: Row, rules: tuple[Condition, ...] = figure.conditions) -> Cells:
            return ("any",) if any(meets(row, rule) for rule in rules) else ()

        yield Invariant(frozenset(rule.variable for rule in figure.conditions), any_holds)


def _logic(problem: Problem) -> Iterator[Invariant]:
    """Keep answers that do not go together as few as the figures force."""
    asked = problem.questionnaire
    for question in asked:
        if question.kind != "multi":
            continue

        def clash(row: Row, question: Question = question) -> Cells:
            answer = row[question.name]
            if not isinstance(answer, frozenset) or is_clean(question, answer):
                return ()
            return (len(answer & question.exclusive),)

        yield Invariant(frozenset({question.name}), clash)
    for name in problem.assumptions.nested:
        mode = f"{name}_modus"

        def not_ticked(
            row: Row,
            name: str = name,
            mode: str = mode,
            out: frozenset[str] = asked[name].exclusive,
        ) -> Cells:
            named = row[mode]
            lacks = isinstance(named, str) and named not in out and not chose(row, name, named)
            return ("not ticked",) if lacks else ()

        yield Invariant(frozenset({name, mode}), not_ticked)
    coded = asked[DOMAIN]
    source = coded.coded_from or ""

    def miscoded(row: Row) -> Cells:
        target = coded.coding.get(str(row[source]))
        return ("miscoded",) if target not in (None, row[DOMAIN]) else ()

    yield Invariant(frozenset({source, DOMAIN}), miscoded)


def _routing(problem: Problem) -> Invariant:
    """Nobody answers what they are not asked, or anything after they stopped."""
    order = problem.order
    firsts = [block[0] for block in order.blocks]
    filters = list(order.filters.items())
    known = {
        (
            *(i in path.answered for i in range(len(firsts))),
            *(name in path.passed for name, _ in filters),
        )
        for path in order.paths
    }
    follow_ups = {
        question.name: rule
        for question in problem.questionnaire
        if (rule := order.follow_up(question)) is not None
    }

    def off_path(row: Row) -> Cells:
        path = (
            *(row[name] is not None for name in firsts),
            *(meets(row, rule) for _, rule in filters),
        )
        if path not in known:
            return ("off path",)
        if any(
            (row[name] is not None) is not meets(row, rule) for name, rule in follow_ups.items()
        ):
            return ("unasked",)
        return ()

    openers = (rule.variable for rule in follow_ups.values())
    return Invariant(frozenset({*firsts, *order.filters, *follow_ups, *openers}), off_path)


@dataclass
class DirectionTally:
    """Counts of agreements by domain, to keep what the publication says in words."""

    problem: Problem
    counts: dict[tuple[str, str], list[int]]

    @classmethod
    def of(cls, problem: Problem, rows: Sequence[Row]) -> DirectionTally:
        """Count the rows once; exchanges are then added and taken away."""
        tally = cls(problem, {})
        for row in rows:
            tally.add(row, 1)
        return tally

    @property
    def questions(self) -> frozenset[str]:
        """The questions that the directions speak of."""
        return frozenset(
            name for d in self.problem.directions for name in (d.question, d.condition.variable)
        )

    def add(self, row: Row, sign: int) -> None:
        """Add a row (1) or take it away (-1)."""
        for direction in self.problem.directions:
            rule = direction.condition
            if row[rule.variable] is not None:
                key = (str(row[direction.question]), rule.variable)
                did, base = self.counts.setdefault(key, [0, 0])
                self.counts[key] = [did + sign * meets(row, rule), base + sign]

    def holds(self) -> bool:
        """Tell whether every group that does more lies above all, and every other one below."""
        for direction in self.problem.directions:
            name = direction.condition.variable
            groups = {key[0]: n for key, n in self.counts.items() if key[1] == name}
            all_did = sum(did for did, _ in groups.values())
            all_base = sum(base for _, base in groups.values())
            for group, sign in (
                *((group, 1) for group in direction.more_often),
                *((group, -1) for group in direction.less_often),
            ):
                did, base = groups.get(group, [0, 0])
                if sign * (did * all_base - all_did * base) <= 0:
                    return False
        return True
