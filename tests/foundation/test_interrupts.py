"""Ctrl-C is neither lost nor does it stop the import system between two steps."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from types import FrameType
from typing import Any

import pytest

from ckmreport.foundation.interrupts import interrupt, postpone_within_imports

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there is no timer")


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGALRM)}
    postpone_within_imports()
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    for number, handler in before.items():
        signal.signal(number, handler)


def frame_in(file: str) -> FrameType:
    """Give a frame that seems to run in a file."""
    names: dict[str, Any] = {"sys": sys}
    exec(compile("frame = sys._getframe()", file, "exec"), names)
    found: FrameType = names["frame"]
    return found


def test_it_ends_what_runs() -> None:
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_within_an_import_it_comes_when_that_is_over() -> None:
    importing = frame_in("<frozen importlib._bootstrap>")
    interrupt(signal.SIGINT, importing)  # does not raise here
    with pytest.raises(KeyboardInterrupt):
        time.sleep(5)


def test_the_code_of_a_module_that_is_imported_may_be_ended() -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupt(signal.SIGINT, frame_in("/somewhere/module.py"))
