"""Waits until a file is saved."""

from __future__ import annotations

import time
from collections.abc import Callable

from ckmreport.report.freshness.inputs import Inputs

_SECONDS = 0.1
#: A program that saves a file may take this long over it.
_SECONDS_TO_SAVE = 0.04


def wait_for_change(
    look: Callable[[], Inputs], seen: Inputs, *, seconds: float = _SECONDS
) -> Inputs:
    """Wait until something differs from what was seen, and stays as it is; give what it is then.

    By looking again and again: that needs nothing of the system, and works on network drives.

    Args:
        look: gives what there is.
        seen: what there was.
        seconds: the time between two looks.
    """
    last = seen
    while True:
        now = look()
        if now == last != seen:
            return now
        last = now
        time.sleep(seconds if now == seen else min(seconds, _SECONDS_TO_SAVE))
