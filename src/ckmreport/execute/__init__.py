"""Execution of the notebooks: a papermill engine, and chapters in parallel."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ckmreport.execute.chapters import Chapter, Executed, Started, execute
    from ckmreport.execute.claims import Claim
    from ckmreport.execute.readable import write_readable

__all__ = ["Chapter", "Claim", "Executed", "Started", "execute", "write_readable"]

# Where JupyterLab is installed, nbformat loads a parser of internationalised web addresses by way
# of jsonschema. That takes seconds in every process, and no notebook needs it: jsonschema does
# without a module that cannot be imported.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

_MODULES = {"Claim": "claims", "write_readable": "readable"}


def __getattr__(name: str) -> object:
    """Import a public name when it is asked for: every kernel loads this package for its probes."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = importlib.import_module(f"{__name__}.{_MODULES.get(name, 'chapters')}")
    return getattr(module, name)
