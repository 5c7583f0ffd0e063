"""What of a machine reaches a report: Python, its libraries, and the environment."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ckmreport.foundation.environment import environment
from ckmreport.report.freshness.filehashes import FileHashes
from ckmreport.report.freshness.files import files_in

#: Where programs and temporary files are is asked by libraries, and changes nothing in a report.
_PLACES = ("PATH", "TMPDIR", "TEMP", "TMP")
#: Every installer keeps what it knows of a library in a folder that is named after the library
#: and its version.
_PATTERNS = ("*.dist-info", "*.egg-info")


def machine(hashes: FileHashes) -> dict[str, str]:
    """Give what of this machine a cell can find: libraries, and what they may be shadowed by."""
    inputs = {"python": sys.version, "installed libraries": installed()}
    for folder in os.environ.get("PYTHONPATH", "").split(os.pathsep):
        if folder:
            found = files_in(Path(folder), "**/*")
            inputs |= {f"PYTHONPATH: {path}": hashes[path] for path in found}
    variables = sorted((name, text) for name, text in environment().items() if name not in _PLACES)
    return {**inputs, "environment": hashlib.sha256(repr(variables).encode()).hexdigest()}


def installed(path: Sequence[str] = sys.path) -> str:
    """Give a checksum over the name and version of every library that Python finds.

    By the names of folders: reading what is in them, as `importlib.metadata` does, takes a
    hundred times as long, and longer than finding out that nothing else changed.

    Args:
        path: the folders in which Python looks for libraries.
    """
    names = {
        found.name
        for folder in path
        for pattern in _PATTERNS
        for found in Path(folder).glob(pattern)
    }
    return hashlib.sha256("\n".join(sorted(names)).encode("utf-8")).hexdigest()
