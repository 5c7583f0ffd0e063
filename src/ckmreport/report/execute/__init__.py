"""Execution of the notebooks: a papermill engine, and chapters in processes of their own."""

from __future__ import annotations

import sys

# Where JupyterLab is installed, nbformat loads a parser of internationalised web addresses by way
# of jsonschema. That takes seconds in every process, and no notebook needs it: jsonschema does
# without a module that cannot be imported.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
