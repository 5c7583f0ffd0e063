"""Which versions of which libraries are installed."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

#: Every installer keeps what it knows of a library in a folder that is named after the library
#: and its version.
_PATTERNS = ("*.dist-info", "*.egg-info")


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
