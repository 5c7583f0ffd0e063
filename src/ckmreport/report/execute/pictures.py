"""Pictures of a chapter: those that it showed before are kept, the others are drawn beside it.

A figure says of itself by a checksum what its picture is made of. A chapter that shows one leaves
its place open and goes on; the pool draws it, and the place is filled when both are done.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

SVG = "image/svg+xml"
_OPEN = re.compile(r'^( *)"open picture (\w{64})"$', re.MULTILINE)


@dataclass(frozen=True)
class Picture:
    """A picture that a cell asks for.

    Attributes:
        key: the checksum of all that it is made of.
        place: the cell.
        figure: the figure, as bytes: who passes it on need not know what it is made of.
    """

    key: str
    place: str
    figure: bytes


def open_place(key: str) -> str:
    """Write what stands in a notebook where a picture is still to come."""
    return f"open picture {key}"


def pictures_of(executed: NotebookNode) -> dict[str, str]:
    """Give the pictures in an executed notebook by key."""
    found = {}
    for output in (output for cell in executed.cells for output in cell.get("outputs", ())):
        noted = output.get("metadata", {}).get("ckm", {})
        if key := noted.get("picture"):
            found[key] = output.data[SVG]
        if narrow := noted.get("narrow"):
            found[narrow["picture"]] = "".join(narrow["svg"])
    return found


def fill(path: Path, drawn: Mapping[str, str]) -> None:
    """Put pictures into an executed notebook where their places are open."""

    def lines(place: re.Match[str]) -> str:
        given = drawn[place[2]].splitlines(keepends=True)
        return ",\n".join(place[1] + json.dumps(line, ensure_ascii=False) for line in given)

    path.write_text(_OPEN.sub(lines, path.read_text(encoding="utf-8")), encoding="utf-8")
