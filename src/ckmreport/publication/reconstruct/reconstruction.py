"""Rebuilds the rows of a wave from its printed figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from ckmreport.foundation.errors import CkmError
from ckmreport.publication.assumptions import load_assumptions
from ckmreport.publication.printed_figures import load_figures
from ckmreport.publication.reconstruct.chi_square_tables import choose_tables
from ckmreport.publication.reconstruct.conflicts import require_consistent
from ckmreport.publication.reconstruct.count_tables import CountTables, Problem
from ckmreport.publication.reconstruct.dealt_rows import deal_rows
from ckmreport.publication.reconstruct.dropouts import drop_outs
from ckmreport.publication.reconstruct.exchanges import SWEEPS, shuffle
from ckmreport.publication.reconstruct.paths import Order
from ckmreport.publication.reconstruct.printed_counts import count_model
from ckmreport.publication.reconstruct.response_writer import write_responses
from ckmreport.publication.reconstruct.rows import Row
from ckmreport.survey.waves.published_tables import load_published
from ckmreport.survey.waves.wave_questionnaire import wave_questionnaire

#: Tables are chosen without regard to the other figures; now and then a choice does not fit them.
_CHOICES = 10

#: Takes the progress: a few words, and the share that is done, from 0 to 1.
OnProgress = Callable[[str, float], None]


def load_problem(data: Path, wave: str) -> Problem:
    """Read what the rows of a wave must agree with.

    Raises:
        CkmError: for anything missing or malformed, with file and line.
    """
    questionnaire = wave_questionnaire(data, wave)
    folder = data / "publication" / wave
    figures = load_figures(folder / "figures.csv", questionnaire)
    assumptions = load_assumptions(folder / "assumptions.yml", questionnaire, figures.dropped_out)
    return Problem(
        figures=figures.of_rows,
        questionnaire=questionnaire,
        assumptions=assumptions,
        order=Order.of(assumptions.blocks, questionnaire),
        directions=load_published(folder, questionnaire).directions,
    )


def reconstruct(
    data: Path,
    wave: str,
    out: Path,
    *,
    seed: int = 1,
    sweeps: int = SWEEPS,
    on_progress: OnProgress = lambda _words, _done: None,
) -> None:
    """Write rows that give every printed figure of a wave; the same bytes for the same seed.

    `sweeps` says how long the answers are shuffled.

    Raises:
        CkmError: if the printed figures contradict each other; names them.
    """
    problem = load_problem(data, wave)
    random = Random(seed)
    on_progress("checking the printed figures", 0.0)
    require_consistent(problem)
    on_progress("counting who went which way", 0.1)
    counted = _count(problem, random)
    rows = deal_rows(problem, counted, random)

    def on_sweep(done: int) -> None:
        on_progress("shuffling the answers", 0.25 + 0.75 * done / sweeps)

    on_sweep(0)
    shuffle(rows, problem, random, sweeps=sweeps, on_sweep=on_sweep)
    everybody: list[tuple[Row, bool]] = [(row, True) for row in rows]
    everybody += [(row, False) for row in drop_outs(problem, rows, random)]
    random.shuffle(everybody)
    write_responses(out, everybody, problem.questionnaire)


def _count(problem: Problem, random: Random) -> CountTables:
    for _ in range(_CHOICES):
        tables = choose_tables(problem.figures, random)
        counted = count_model(problem, tables=tables).solve(random)
        if counted is not None:
            return counted
    raise CkmError(
        f"none of {_CHOICES} choices of tables for the tests fits the other figures",
        place=problem.figures.path,
        advice="Try another --seed",
    )
