"""What happens while many reports are made."""

from __future__ import annotations

from dataclasses import dataclass

from ckmreport.fleet.keyfigures import KeyFigures
from ckmreport.fleet.plan import Job
from ckmreport.foundation.errors import CkmError


@dataclass(frozen=True)
class Begun:
    """A worker begins with a report, perhaps not for the first time."""

    job: Job


@dataclass(frozen=True)
class Finished:
    """A report is done, in so many seconds."""

    job: Job
    seconds: float
    figures: KeyFigures


@dataclass(frozen=True)
class Broken:
    """A report could not be made, however often it was tried."""

    job: Job
    error: CkmError


Event = Begun | Finished | Broken
