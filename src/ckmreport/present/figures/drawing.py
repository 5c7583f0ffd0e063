"""A finished figure: the picture, what it shows in words, and its numbers."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure

from ckmreport.present.data import Data


@dataclass(frozen=True)
class Drawing:
    """A figure as SVG, with its alternative text in Dutch and the numbers it shows."""

    svg: str
    alt: str
    data: Data

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        return {"image/svg+xml": self.svg, "text/plain": self.alt}, self.data.as_metadata()


def as_svg(figure: Figure) -> str:
    """Give a figure as SVG, the same bytes at every run."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return buffer.getvalue()
