"""Finds a smallest set of printed figures that contradict each other."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from ckmreport.foundation.errors import CkmError
from ckmreport.publication.printed_figures import PrintedFigure
from ckmreport.publication.reconstruct.count_tables import Problem
from ckmreport.publication.reconstruct.printed_counts import count_model
from ckmreport.publication.reconstruct.solver import is_solved, new_solver


def require_consistent(problem: Problem) -> None:
    """Check that some answers could give all printed figures.

    Raises:
        CkmError: names a set of figures that no answers can give; without any one of them, the
            others of the set can be met.
    """
    impossible = [
        figure for figure in problem.figures.of_kind("chi2") if not _is_possible(figure, problem)
    ]
    if not impossible and count_model(problem).solve(Random(0)) is not None:
        return
    conflict = impossible[:1] or find_conflict(problem)
    listed = ", ".join(str(figure) for figure in conflict)
    if len(conflict) == 1:
        message, advice = f"no answers can give the figure {listed}", "it"
    else:
        message, advice = f"these printed figures contradict each other: {listed}", "them"
    raise CkmError(
        message, place=problem.figures.path, advice=f"Compare {advice} with the publication"
    )


def find_conflict(problem: Problem) -> Sequence[PrintedFigure]:
    """Find figures that contradict each other: all of them together, but no fewer.

    Raises:
        CkmError: if it is not the figures that cannot be met, but what was assumed.
    """
    conflict = _contradicting(problem)
    for one in list(conflict):
        others = [name for name in conflict if name != one]
        if count_model(problem, only=others).solve(Random(0)) is None:
            conflict = others
    if not conflict:
        raise CkmError(
            "the order of the questions and the exceptions leave no answers that fit the figures",
            place=problem.figures.path.with_name("assumptions.yml"),
            advice="Compare them with the publication",
        )
    return [figure for figure in problem.figures if figure.id in conflict]


def _contradicting(problem: Problem) -> list[str]:
    """Find figures that cannot hold together; few, but not always the fewest."""
    counts = count_model(problem, switchable=True)
    counts.model.add_assumptions(list(counts.switches.values()))
    solver = new_solver(seed=0)
    if is_solved(solver, counts.model):
        return []
    names = {switch.index: name for name, switch in counts.switches.items()}
    return [names[i] for i in solver.sufficient_assumptions_for_infeasibility()]


def _is_possible(figure: PrintedFigure, problem: Problem) -> bool:
    """Tell whether any table of this N and size can have such a chi-square."""
    rows, columns = (len(problem.questionnaire[name].options) for name in figure.variables)
    largest = figure.base_n * (min(rows, columns) - 1)
    return 0 <= figure.statistic <= largest
