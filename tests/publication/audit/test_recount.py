"""The second implementation of what notebooks ask of a survey."""

from __future__ import annotations

from fractions import Fraction

import pytest
from audit_samples import rows

from ckmreport.publication.audit.recount import BoundedShare, NotCountableError, Recount, evaluate
from ckmreport.publication.audit.row_counts import Rows


@pytest.fixture(scope="module")
def source() -> Rows:
    return rows()


def test_parts_of_a_question(source: Rows) -> None:
    signal = Recount(source)["signaal"]
    assert signal.base == 222
    assert signal["nee"] == BoundedShare(99, 99, 222, ("signaal",))
    assert signal.other_than("nee").n == 123
    how = signal.without("nee")
    assert how.any_of("direct", "beide") == BoundedShare(101, 101, 123, ("signaal",), ("nee",))


def test_an_opinion_leaves_out_who_does_not_know(source: Rows) -> None:
    statement = Recount(source).statements("toename")
    assert (statement.ce.agree.n, statement.ce.agree.base) == (45, 66)
    assert (statement.ce.dont_know.n, statement.ce.dont_know.base) == (10, 76)
    assert (statement.se.disagree.n, statement.se.disagree.base) == (18, 68)


def test_a_lower_bound_counts_each_category_for_its_least(source: Rows) -> None:
    # 24 × 1 + 49 × 2 + 5 × 6 + 4 × 11 + 4 × 21
    assert Recount(source).lower_bound("se_n").total == 280


def test_mentions_come_in_the_order_of_the_groups(source: Rows) -> None:
    groups = Recount(source).mentions("se_woon", "ce_woon", code="dakloos").groups
    assert {part.base for _, part in groups} == {40}
    assert groups[0][0].code == "smh"
    assert groups[0][1].n == 15


def test_bounds_are_no_count() -> None:
    with pytest.raises(NotCountableError):
        _ = BoundedShare(3, 4, 10, ()).n


def test_expressions_are_those_of_the_notebooks(source: Rows) -> None:
    found = evaluate('survey["scholing"]["ja"]', source, {})
    assert found == BoundedShare(52, 52, 222, ("scholing",))
    assert evaluate("Fraction(about, survey.respondents.value)", source, {"about": 22}) == (
        Fraction(22, 222)
    )


@pytest.mark.parametrize("expression", ['survey["scholing"].mean', "survey.wave.name", "about.x"])
def test_what_has_no_second_implementation_is_said(source: Rows, expression: str) -> None:
    with pytest.raises(NotCountableError):
        evaluate(expression, source, {})


def test_an_unknown_question_is_a_mistake_and_not_untold(source: Rows) -> None:
    with pytest.raises(KeyError):
        evaluate('survey["school"]["ja"]', source, {})
