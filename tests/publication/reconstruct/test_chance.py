"""What was not printed of two questions together looks like chance in rebuilt rows."""

from __future__ import annotations

import numpy as np
import pytest

from ckmreport.analysis import Survey
from ckmreport.publication.reconstruct.count_tables import Problem
from ckmreport.survey.waves import Published

pytestmark = pytest.mark.slow


def tied(published: Published, problem: Problem) -> set[frozenset[str]]:
    """Pairs of questions on one subject, or of which something was printed."""
    pairs = {
        frozenset({question, printed.condition.variable})
        for printed in published.shares
        for question in printed.questions
    }
    pairs |= {frozenset({test.row, test.column}) for test in published.tests}
    pairs |= {frozenset({d.question, d.condition.variable}) for d in published.directions}
    for question in problem.questionnaire:
        if question.asked_if:
            pairs.add(frozenset({question.name, question.asked_if.variable}))
        if question.coded_from:
            pairs.add(frozenset({question.name, question.coded_from}))
    return pairs | {frozenset({name, f"{name}_modus"}) for name in problem.assumptions.nested}


def associations(survey: Survey, problem: Problem) -> np.ndarray:
    """|z| of each pair of answers to two questions that at least 40 respondents both answered."""
    responses, published = survey.wave.responses, survey.wave.published
    assert published is not None
    names, chosen, answered = [], [], []
    for question in problem.questionnaire:
        # A function follows from the domain, and who is asked where they reported are few.
        if question.name == "functie" or question.name.startswith("meldpunt"):
            continue
        given = responses.answered(question).astype(float)
        for code in question.codes:
            names.append(question.name)
            chosen.append(responses.chose(question, code).astype(float))
            answered.append(given)
    x, given = np.array(chosen), np.array(answered)
    n = given @ given.T  # of each pair: how many answered both questions
    with np.errstate(divide="ignore", invalid="ignore"):
        left = (x @ given.T) / n
        right = left.T
        phi = ((x @ x.T) / n - left * right) / np.sqrt(left * (1 - left) * right * (1 - right))
        rarest = np.minimum.reduce([left, 1 - left, right, 1 - right]) * n
    skipped = tied(published, problem)
    apart = np.array([[a != b and frozenset({a, b}) not in skipped for b in names] for a in names])
    counted = np.triu(apart & (n >= 40) & (rarest >= 5))
    found: np.ndarray = np.abs(phi[counted]) * np.sqrt(n[counted])
    return found


def test_associations_that_were_not_printed_look_like_chance(
    survey: Survey, problem: Problem
) -> None:
    z = associations(survey, problem)
    assert len(z) > 20_000
    assert (z > 3).mean() < 0.006
    assert z.max() < 6
    # Chance gives z a spread of 1: less would be a table that is too neat.
    assert np.sqrt((z**2).mean()) == pytest.approx(1, abs=0.08)


def test_who_goes_on_does_not_hang_on_domain_or_training(survey: Survey, problem: Problem) -> None:
    responses = survey.wave.responses
    signalled = responses.frame["signaal"] != "nee"
    for block in range(2, len(problem.order.blocks)):
        reached = responses.answered(responses.questionnaire[problem.order.blocks[block][0]])
        for name in ("domein", "scholing"):
            for code in responses.questionnaire[name].codes:
                here = responses.frame[name] == code
                x, y = (mask[signalled].astype(float) for mask in (reached, here))
                if min(x.mean(), y.mean(), 1 - x.mean(), 1 - y.mean()) * len(x) >= 5:
                    assert abs(np.corrcoef(x, y)[0, 1]) * np.sqrt(len(x)) < 4.5
