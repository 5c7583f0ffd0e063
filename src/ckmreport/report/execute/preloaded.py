"""Imported by the fork server and by nothing else: what chapters would import, they find imported.

What that is stands in the environment. What fails here is left to the chapters, where it fails
again and is told.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import pkgutil

import ckmreport.report.execute.chapter  # noqa: F401  papermill, and all that executes a chapter
from ckmreport.foundation.environment import import_matplotlib
from ckmreport.report.execute.processes import PRELOAD, Preload
from ckmreport.report.execute.shell import prepared_shell


def _load(preload: Preload) -> None:
    for name in preload.modules:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    if preload.prepare:
        with contextlib.suppress(Exception):
            pkgutil.resolve_name(preload.prepare[0])(*preload.prepare[1:])


import_matplotlib()
prepared_shell()
_load(Preload(**json.loads(os.environ.pop(PRELOAD))))
# What is there is kept from the collector: its first run in a fork would copy every page.
gc.collect()
gc.freeze()
