from __future__ import annotations

import pytest
from survey_samples import ORIGIN, share

from ckmreport.analysis import Count, Hidden, Share
from ckmreport.presentation.text.shares import (
    as_data,
    both_text,
    count_text,
    counted,
    length,
    share_text,
)

BASE = Count(40, ORIGIN.of_base())
FEW = Hidden("minder dan 5", few=True, of=BASE)
ALL_HIDDEN = Hidden("niet getoond", of=Hidden("niet getoond"))


@pytest.mark.parametrize("hidden", [FEW, ALL_HIDDEN])
def test_what_is_hidden_is_written_as_its_reason(hidden: Hidden) -> None:
    assert share_text(hidden) == count_text(hidden) == both_text(hidden) == hidden.reason


def test_what_is_shown_is_written_as_a_number() -> None:
    assert share_text(share(1, 3), 1) == "33,3%"
    assert count_text(share(1200, 2400)) == "1.200"
    assert count_text(BASE) == "40"
    assert both_text(share(1, 3)) == "33% (1)"


@pytest.mark.parametrize(
    ("number", "expected"), [(share(10, 40), 0.25), (share(0, 0), 0.0), (FEW, 0.0)]
)
def test_a_bar_is_as_long_as_what_is_shown(number: Share | Hidden, expected: float) -> None:
    assert length(number) == expected


def test_data_hold_the_reason_in_place_of_the_number() -> None:
    assert as_data(share(10, 40)) == (10, 40)
    assert as_data(FEW) == ("minder dan 5", 40)
    assert as_data(ALL_HIDDEN) == ("niet getoond", "niet getoond")
    assert (counted(share(10, 40)), counted(FEW)) == (10, 0)
