from __future__ import annotations

import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.conditional_cells import asked, fits

INTERVIEWS = {"ckm": {"when": "interviews"}}


def test_what_asks_for_nothing_is_for_every_wave() -> None:
    assert asked({}) is None
    assert asked({"ckm": {"reads": ["notebooks"]}}) is None
    assert fits({}, {})


def test_what_asks_for_something_is_for_waves_that_have_it() -> None:
    assert asked(INTERVIEWS) == "interviews"
    assert fits(INTERVIEWS, {"interviews": True})
    assert not fits(INTERVIEWS, {"interviews": False})


def test_what_is_asked_must_be_known() -> None:
    with pytest.raises(CkmError, match="asks for 'interviews', which is not known") as caught:
        fits(INTERVIEWS, {"earlier_waves": True, "full_moon": False})
    assert caught.value.advice == "Known: earlier_waves, full_moon"
