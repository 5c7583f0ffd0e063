"""A finished figure: the picture, what it shows in words, and its numbers."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from matplotlib.figure import Figure

from ckmreport.presentation.figures.style import house_style
from ckmreport.presentation.tables.table_data import Data


@dataclass(frozen=True)
class Drawing:
    """A figure, with its alternative text in Dutch and the numbers it shows.

    It is drawn when somebody looks at it: that takes far longer than all the rest.
    """

    picture: Callable[[], Figure]
    alt: str
    data: Data

    @cached_property
    def svg(self) -> str:
        """The figure in the report's style, as SVG; the same bytes at every run."""
        buffer = io.StringIO()
        with house_style():
            figure = self.picture()
            figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        return buffer.getvalue()

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        return {"image/svg+xml": self.svg, "text/plain": self.alt}, self.data.as_metadata()
