"""The rest of a wave: what a reader can subtract, and never a small number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from survey_samples import share

from ckmreport.analysis import NOT_SHOWN, Share
from ckmreport.analysis.disclosure_control.remainder import remainder

#: Of each group, how many are counted and how many are not.
Groups = list[tuple[int, int]]
GROUPS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8)


def shares(groups: Groups) -> list[Share]:
    return [share(counted, counted + others) for counted, others in groups]


@given(shown=GROUPS, hidden=GROUPS, minimum=st.sampled_from([0, 3, 5, 10]))
def test_the_rest_holds_the_groups_that_are_not_shown(
    shown: Groups, hidden: Groups, minimum: int
) -> None:
    counted, others = (sum(group[i] for group in hidden) for i in (0, 1))
    whole = shares([(sum(g[0] for g in shown + hidden), sum(g[1] for g in shown + hidden))])[0]
    rest = remainder(whole, shares(shown), minimum)
    if any(0 < number < minimum for number in (counted, others)):
        assert rest == NOT_SHOWN
    else:
        assert isinstance(rest, Share)
        assert (rest.count, rest.base) == (counted, counted + others)


@pytest.mark.parametrize(
    ("count", "base", "given"),
    [(0, 9, True), (9, 9, True), (4, 20, False), (5, 9, False), (5, 10, True), (0, 4, False)],
)
def test_neither_who_is_counted_nor_who_is_not_may_be_few(
    count: int, base: int, given: bool
) -> None:
    rest = remainder(share(20 + count, 50 + base), [share(20, 50)], 5)
    assert isinstance(rest, Share) is given


@pytest.mark.parametrize("group", [share(21, 50), share(0, 60), share(20, 50)])
def test_groups_that_hold_more_than_the_whole_are_refused(group: Share) -> None:
    with pytest.raises(ValueError, match="more than the whole"):
        remainder(share(20, 50), [group, share(1, 2)], 5)
