"""A finished figure: the picture, what it shows in words, and its numbers."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from ckmreport.presentation.figures.style import house_style
from ckmreport.presentation.figures.svg import compact
from ckmreport.presentation.tables.table_data import Data
from ckmreport.presentation.text.words import Words
from ckmreport.presentation.tokens import FigureTokens, tokens_at_hand

#: What a form draws beside its frame; it can be written as JSON.
Options = Mapping[str, Any]

#: Draws a frame with one row for each mark: a bar, a dot, a tile.
Form = Callable[[pd.DataFrame, Options, FigureTokens], Figure]

_PACKAGE = Path(__file__).parents[1]
_LIBRARIES = ("matplotlib", "numpy", "pandas", "seaborn", "font-source-sans-pro")


@dataclass(frozen=True)
class Drawing:
    """A figure, with its alternative text in Dutch and the numbers it shows.

    Its picture is made of `form`, `frame`, `options` and `look` and of nothing else, so that
    another process can draw it, and one that was drawn can be kept. It is drawn when somebody
    looks at it: that takes far longer than all the rest.
    """

    form: Form
    frame: pd.DataFrame
    alt: Words
    data: Data
    options: Options = field(default_factory=dict)
    look: FigureTokens = field(default_factory=lambda: tokens_at_hand().figures)

    @cached_property
    def key(self) -> str:
        """A checksum of all that the picture is made of; equal keys are equal bytes."""
        frame = [[*self.frame.columns], self.frame.to_numpy().tolist()]
        parts = [_code(self.form), frame, self.options, asdict(self.look)]
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    @cached_property
    def svg(self) -> str:
        """The figure in the report's style, as SVG; the same bytes at every run.

        Its text is text: whoever shows it needs the typeface of its look.
        """
        return self._drawn()

    @property
    def outlined(self) -> str:
        """The same with outlines for text, for a page without the typeface."""
        return self._drawn(outlines=True)

    @cached_property
    def on_a_phone(self) -> Drawing:
        """The same figure, for a narrow screen."""
        return replace(self, look=self.look.on_a_phone)

    def _drawn(self, *, outlines: bool = False) -> str:
        buffer = io.StringIO()
        with house_style(self.look, outlines=outlines):
            figure = self.form(self.frame, self.options, self.look)
            figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
        return compact(buffer.getvalue(), self.look.typeface)

    def shown_as(self, svg: str, narrow: str) -> tuple[dict[str, str], dict[str, Any]]:
        """Give what a notebook shows of it, with these as its pictures, wide and narrow."""
        metadata = self.data.as_metadata()
        lines = narrow.splitlines(keepends=True)
        metadata["ckm"]["picture"] = self.key
        metadata["ckm"]["narrow"] = {"picture": self.on_a_phone.key, "svg": lines}
        return {"image/svg+xml": svg, "text/plain": self.alt.plain}, metadata

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        return self.shown_as(self.svg, self.on_a_phone.svg)


@cache
def _code(form: Form) -> list[str]:
    """Name the function that draws, with checksums of the code that it can call."""
    files = {*_PACKAGE.rglob("*.py"), Path(str(sys.modules[form.__module__].__file__))}
    texts = b"\0".join(file.read_bytes() for file in sorted(files))
    versions = [f"{name} {version(name)}" for name in _LIBRARIES]
    return [form.__module__, form.__name__, hashlib.sha256(texts).hexdigest(), *versions]
