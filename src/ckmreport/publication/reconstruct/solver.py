"""The constraint solver, set so that the same figures and seed give the same answer every time."""

from __future__ import annotations

from ortools.sat.python import cp_model

from ckmreport.foundation.errors import CkmError

#: The solver stops here by its own count of work, never by the clock, so that runs are equal.
_WORK = 20.0


def new_solver(seed: int) -> cp_model.CpSolver:
    """Set up a solver that does the same on every run."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = _WORK
    solver.parameters.linearization_level = 2  # finds at once what adding up figures rules out
    return solver


def is_solved(solver: cp_model.CpSolver, model: cp_model.CpModel) -> bool:
    """Run the solver; the result tells whether the model can be met.

    Raises:
        CkmError: if the solver stopped without an answer.
    """
    status = solver.solve(model)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE}:
        raise CkmError(
            f"the solver could not settle the figures ({solver.status_name(status)})",
            advice="Try another --seed",
        )
    return bool(status != cp_model.INFEASIBLE)
