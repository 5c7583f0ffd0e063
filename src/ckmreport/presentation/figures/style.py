"""One look for all figures, from the design tokens.

The colours keep apart for colour-blind readers and in grey print: where two meet, they differ in
lightness too. Numbers and names stand in the figure itself, so no meaning hangs on colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from textwrap import fill
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes

from ckmreport.foundation.fonts import font_files
from ckmreport.presentation.tokens import FigureTokens, contrast

for _file in font_files():  # once for a process and its forks
    font_manager.fontManager.addfont(_file)


#: Characters in a line of a name beside the bars of a narrow figure.
_NARROW = 17


@contextmanager
def house_style(look: FigureTokens, *, outlines: bool = False) -> Iterator[None]:
    """Draw in the report's style within this context; settings outside stay as they are.

    With `outlines` the text is drawn, for a page that does not have the typeface.
    """
    with mpl.rc_context({**_settings(look), "svg.fonttype": "path" if outlines else "none"}):
        yield


def text_on(colour: str, look: FigureTokens) -> str:
    """Give the colour of text on a fill: that of paper or of ink, whichever stands out most.

    A page that shows the figure on a dark ground changes both, and the fill with them.
    """
    return max(look.paper, look.ink, key=lambda ink: contrast(ink, colour))


def names_beside(names: Iterable[str], look: FigureTokens) -> list[str]:
    """Break names beside bars over lines where a figure is narrow."""
    return [
        fill(name, _NARROW, break_long_words=False) if look.is_narrow else name for name in names
    ]


def lines_of(names: Iterable[str]) -> int:
    """Count the lines of the name that has most."""
    return max((name.count("\n") + 1 for name in names), default=1)


def width_of(text: str, size: float) -> float:
    """Estimate the inches that a few words or a number take in the house typeface."""
    return (
        sum(0.83 if sign == "%" else 0.32 if sign in " ().=" else 0.5 for sign in text) * size / 72
    )


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
        "svg.hashsalt": "ckmreport",
    }
