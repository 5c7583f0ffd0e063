"""The constraint solver, set so that the same figures and seed give the same answer every time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ckmreport.foundation.errors import CkmError

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

#: The solver stops here by its own count of work, never by the clock, so that runs are equal.
_WORK = 20.0


def ortools() -> Any:
    """Give the solver's module; only the reconstruction needs it.

    Raises:
        CkmError: if it is not installed.
    """
    try:
        from ortools.sat.python import cp_model  # noqa: PLC0415
    except ImportError:
        raise CkmError(
            "the reconstruction needs the package ortools, which is not installed",
            advice="Install it with: pip install 'ckmreport[reconstruct]'",
        ) from None
    return cp_model


def new_solver(seed: int) -> Any:
    """Give a solver that does the same on every run."""
    solver = ortools().CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = _WORK
    solver.parameters.linearization_level = 2  # finds at once what adding up figures rules out
    return solver


def is_solved(solver: Any, model: cp_model.CpModel) -> bool:
    """Let the solver work, and tell whether the model can be met.

    Raises:
        CkmError: if the solver stopped before it knew.
    """
    status = solver.solve(model)
    if status not in (ortools().OPTIMAL, ortools().FEASIBLE, ortools().INFEASIBLE):
        raise CkmError(
            f"the solver could not settle the figures ({solver.status_name(status)})",
            advice="Try another --seed",
        )
    return bool(status != ortools().INFEASIBLE)
