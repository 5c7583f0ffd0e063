"""One look for all figures, from the design tokens.

The colours keep apart for colour-blind readers and in grey print: where two meet, they differ in
lightness too. Numbers and names stand in the figure itself, so no meaning hangs on colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes

from ckmreport.foundation.fonts import font_files
from ckmreport.presentation.tokens import FigureTokens, luminance

for _file in font_files():  # once for a process and its forks
    font_manager.fontManager.addfont(_file)


@contextmanager
def house_style(look: FigureTokens) -> Iterator[None]:
    """Draw in the report's style within this context; settings outside stay as they are."""
    with mpl.rc_context(_settings(look)):
        yield


def text_on(colour: str) -> str:
    """Give the text colour, black or white, that stands out most against a fill colour.

    The contrast is at least 4.5 to 1.
    """
    return "#ffffff" if luminance(colour) < 0.179 else "#000000"


def marks(frame: pd.DataFrame) -> Iterator[Any]:
    """Give the rows of a frame, with its columns as attributes."""
    return iter(frame.itertuples())


def number(axes: Axes, length: float, row: float, text: str, **looks: Any) -> None:
    """Write what a horizontal bar stands for behind its end."""
    axes.annotate(text, (length, row), (3, 0), textcoords="offset points", va="center", **looks)


def keys_above(axes: Axes, ink: str, **looks: Any) -> None:
    """Write what the colours stand for, above a figure and in line with it."""
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(-0.01, 1.0),
        frameon=False,
        borderaxespad=0.2,
        labelcolor=ink,
        **looks,
    )


def _settings(look: FigureTokens) -> dict[Any, Any]:
    return {
        "font.family": look.typeface,
        "font.size": look.text,
        "text.color": look.ink,
        "axes.labelcolor": look.ink,
        "axes.edgecolor": look.rule,
        "axes.titlesize": look.text,
        "axes.titleweight": "semibold",
        "axes.titlelocation": "left",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.bottom": False,
        "axes.grid": False,
        "xtick.bottom": False,
        "ytick.left": False,
        "ytick.color": look.ink,
        "xtick.color": look.quiet,
        "figure.facecolor": look.paper,
        "svg.fonttype": "path",
        "svg.hashsalt": "ckmreport",
    }
