"""Ctrl-C that arrives between two steps of an import, without a lost interrupt or a held lock."""

from __future__ import annotations

import signal
from types import FrameType

#: Code of the import system itself. What it runs in the callback of a weak reference, Python lets
#: fail without a word: the interrupt is lost there, and the lock on all imports stays held, so that
#: whoever imports next in another thread waits forever.
_IMPORTING = "<frozen importlib"
_SOON = 0.01  # seconds


def postpone_within_imports() -> None:
    """Let Ctrl-C raise `KeyboardInterrupt` as always, but not within the import system itself.

    To be called in the main thread. Where the platform has no timer, all stays as it is.
    """
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGINT, interrupt)
        signal.signal(signal.SIGALRM, interrupt)


def interrupt(_: int, frame: FrameType | None) -> None:
    """Raise `KeyboardInterrupt`, or try again soon where an import is at work.

    Raises:
        KeyboardInterrupt: in code that it may end.
    """
    if frame is not None and frame.f_code.co_filename.startswith(_IMPORTING):
        signal.setitimer(signal.ITIMER_REAL, _SOON)
        return
    raise KeyboardInterrupt
