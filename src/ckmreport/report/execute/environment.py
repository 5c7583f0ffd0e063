"""The environment of processes that execute notebooks; imports little, so that they start soon."""

from __future__ import annotations

import os
from pathlib import Path

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
_NOT_INHERITED = ("PYTHONWARNINGS",)
_FIGURES = Path(__file__).with_name("matplotlibrc")


def environment() -> dict[str, str]:
    """Build the environment of a process that executes notebooks.

    The user's own settings of matplotlib do not reach it, hashes and dates in figures are fixed,
    and linear algebra uses one thread, whose sums do not depend on timing.
    """
    inherited = {name: text for name, text in os.environ.items() if name not in _NOT_INHERITED}
    return {
        **inherited,
        **dict.fromkeys(_THREADS, "1"),
        "MATPLOTLIBRC": str(_FIGURES),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "0"),
        "TZ": "UTC",
    }
