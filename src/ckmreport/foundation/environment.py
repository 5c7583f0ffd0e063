"""The environment of processes that execute notebooks; imports little, so that they start soon."""

from __future__ import annotations

import contextlib
import importlib
import os
from pathlib import Path

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
#: What programs need to run at all; nothing else of whoever runs them reaches a cell.
_INHERITED = (
    "PATH",
    *("HOME", "TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "MPLCONFIGDIR"),
    *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "CONDA_PREFIX"),
    *("SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT", "APPDATA", "LOCALAPPDATA", "USERPROFILE"),
    *("PYTHONPATH", "PYTHONHOME", "PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV"),
)
_FIGURES = Path(__file__).with_name("matplotlibrc")


def environment() -> dict[str, str]:
    """Build the environment of a process that executes notebooks.

    What a user has set does not reach it, nor settings of matplotlib; hashes and dates in figures
    are fixed, and linear algebra uses one thread, whose sums do not depend on timing.
    """
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
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


def import_matplotlib() -> None:
    """Import matplotlib with its settings here; a `matplotlibrc` in the folder would come first."""
    with contextlib.chdir(_FIGURES.parent):
        importlib.import_module("matplotlib")
