"""What executes the chapters of a report, started before all that is done with them.

Imports little: the sooner it runs, the sooner the libraries of the notebooks are there.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace

from ckmreport.execute import Standby, stand_by
from ckmreport.execute.forking import Preload
from ckmreport.freshness.inputs import Study

#: What the notebooks import: all of them the first, the others when they draw or test.
PRELOAD = Preload(
    modules=("ckmreport.notebook",),
    more=(
        "ckmreport.present.figures",
        "seaborn",
        "scipy.stats",
        "statsmodels.stats.proportion",
    ),
)
#: The modules by which a notebook draws or tests.
LONG_TO_IMPORT = ("present/figures/__init__.py", "review/accountability.py")


def preload_for(study: Study) -> Preload:
    """Give what kernels of a report find done: imports, and the survey open."""
    opening = ("ckmreport.notebook:open_survey", study.wave, str(study.data))
    return replace(PRELOAD, prepare=opening)


def stand_by_for(study: Study, jobs: int) -> AbstractContextManager[Standby]:
    """Keep at hand what executes the chapters of a report, for many versions of it."""
    return stand_by(preload_for(study), jobs)
