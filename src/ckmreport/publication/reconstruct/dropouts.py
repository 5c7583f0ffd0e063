"""The respondents who stopped before they reported anything, and were left out of the study."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from ckmreport.publication.reconstruct.count_tables import DOMAIN, Problem
from ckmreport.publication.reconstruct.rows import Row


def drop_outs(problem: Problem, kept: Sequence[Row], random: Random) -> list[Row]:
    """Make a row for each drop-out: no answer from the question at which they stopped.

    What they answered before it is that of a kept respondent drawn by chance, so nothing is made
    up that the kept rows do not hold already. The domain goes with the function.
    """
    asked = problem.questionnaire
    names = [question.name for question in asked if question.coded_from is None]
    rows = []
    for stop, n in problem.assumptions.stopped_at.items():
        given = set(names[: names.index(stop)])
        if asked[DOMAIN].coded_from in given:
            given.add(DOMAIN)
        for source in random.sample(kept, n):
            rows.append({name: source[name] if name in given else None for name in source})
    return rows
