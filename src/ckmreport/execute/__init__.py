"""Execution of the notebooks: a papermill engine, and chapters in parallel."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ckmreport.on_demand import on_demand

if TYPE_CHECKING:
    from ckmreport.execute.chapters import Chapter, Executed, Standby, Started, execute, stand_by
    from ckmreport.execute.claims import Claim
    from ckmreport.execute.readable import write_readable

__all__ = [
    "Chapter",
    "Claim",
    "Executed",
    "Standby",
    "Started",
    "execute",
    "stand_by",
    "write_readable",
]

# Where JupyterLab is installed, nbformat loads a parser of internationalised web addresses by way
# of jsonschema. That takes seconds in every process, and no notebook needs it: jsonschema does
# without a module that cannot be imported.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

_MODULES = {
    "Chapter": "chapters",
    "Claim": "claims",
    "Executed": "chapters",
    "Standby": "chapters",
    "Started": "chapters",
    "execute": "chapters",
    "stand_by": "chapters",
    "write_readable": "readable",
}

# Every kernel loads this package for its probes.
__getattr__ = on_demand(__name__, _MODULES)
