"""What stands where in a notebook: what others may refer to, and none of its prose."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_HEADING = re.compile(r"^#{1,6} .*$", re.MULTILINE)
_LABEL = re.compile(r"^#\|[ ]*label:.*$", re.MULTILINE)


def outline(notebook: Mapping[str, Any]) -> str:
    """Give a checksum of a notebook's cells by name, their headings and their labels."""
    return hashlib.sha256(json.dumps(list(_lines(notebook))).encode("utf-8")).hexdigest()


def _lines(notebook: Mapping[str, Any]) -> Iterator[list[str]]:
    for cell in notebook.get("cells", ()):
        pattern = _LABEL if cell.get("cell_type") == "code" else _HEADING
        yield [cell.get("id", ""), *pattern.findall("".join(cell.get("source", "")))]
