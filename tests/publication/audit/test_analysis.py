"""The report counts the printed figures as the audit does, with other code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from audit_samples import publication, rows

from ckmreport.analysis import Association, Count, Share, Survey
from ckmreport.publication.audit.recount import BoundedShare, NotCountableError, Value, evaluate
from ckmreport.publication.printed_figures import PrintedFigure

ROWS = rows()
PRINTED = publication()


def counted(found: object) -> tuple[float, ...]:
    """Write a value of either implementation in numbers."""
    match found:
        case Share():
            return found.count, found.base
        case BoundedShare():
            return found.n, found.base
        case Count():
            return (found.value,)
        case int() | float() | Fraction():
            return (float(found),)
    raise TypeError(type(found))


def in_analysis(figure: PrintedFigure, survey: Survey) -> object:
    """Count a printed figure as a chapter would."""
    if figure.kind == "margin":
        return survey[figure.variable][figure.option]
    if figure.kind == "cross":
        group, other = figure.conditions
        if figure.base != group.variable:  # the printed base is who gave the second answer
            group, other = other, group
        rule = f"!{other.option}" if other.negated else other.option
        return survey.by(group.variable, {other.variable: rule}).cell(group.option, other.variable)
    (group,) = figure.conditions
    mentions = survey.mentions(*figure.variables, code=figure.option, by=group.variable)
    return {option.code: share for option, share in mentions.groups}[group.option]


@pytest.mark.parametrize("kind", ["margin", "cross", "cross_pooled"])
def test_shares_are_those_of_the_printed_counts(kind: Any, survey: Survey) -> None:
    figures = PRINTED.figures.of_kind(kind)
    assert figures
    found = {figure.id: counted(in_analysis(figure, survey)) for figure in figures}
    assert found == {figure.id: (figure.count, figure.base_n) for figure in figures}


def test_a_pooled_figure_is_not_split(survey: Survey) -> None:
    """Only the questions together were printed, so the report shows neither alone."""
    pooled = [f for f in PRINTED.figures.of_kind("cross_pooled") if len(f.variables) > 1]
    assert pooled
    for figure in pooled:
        (group,) = figure.conditions
        for name in figure.variables:
            assert survey.mentions(name, code=figure.option, by=group.variable).groups == ()


@pytest.mark.parametrize("withheld", [True, False], ids=["as printed", "from the rows"])
def test_tests_are_the_printed_ones(withheld: bool, survey: Survey) -> None:
    if not withheld:
        survey = Survey(replace(survey.wave, published=None))
    for test in PRINTED.tests:
        found = survey.association(test.row, test.column)
        assert isinstance(found, Association)
        assert (found.n, found.df) == (test.n, test.df)
        assert float(found.statistic) == pytest.approx(float(test.statistic), abs=0.005)


def test_expressions_of_the_text_have_one_value_in_both(survey: Survey) -> None:
    names: Mapping[str, Any] = {"context": survey.context, "about": survey.wave.metadata}
    recounted: dict[str, Value] = {}
    for statement in PRINTED.statements:
        if "survey" in statement.expression:
            try:
                recounted[statement.id] = evaluate(statement.expression, ROWS, names)
            except NotCountableError:
                continue
    assert len(recounted) > 100
    names = {**names, "survey": survey, "Fraction": Fraction}
    expressions = {one.id: one.expression for one in PRINTED.statements}
    for name, value in recounted.items():
        found = counted(eval(expressions[name], dict(names)))
        assert found == pytest.approx(counted(value), rel=0.01), name
