"""One look for all figures: typeface, sizes and colours.

The colours keep apart for colour-blind readers and in grey print: where two meet, they differ in
lightness too. Numbers and names stand in the figure itself, so no meaning hangs on colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager

from ckmreport.foundation.fonts import SANS, font_files

#: Width of the text column of the PDF, in inches.
WIDTH = 5.83

INK = "#1d2328"
QUIET = "#5b656d"
RULE = "#c9d1d6"
PETROL = "#0b4f6c"
OCHRE = "#dc9a5a"
SLATE = "#7c8b96"
PAPER = "#ffffff"

#: Per form of exploitation.
FORM = {"se": PETROL, "ce": OCHRE, "both": SLATE}
#: From disagreement to agreement.
SCALE = {"1": "#8a4a1c", "2": "#dcae87", "3": "#e4e7e9", "4": "#86b3c6", "5": PETROL}

_RC: dict[Any, Any] = {
    "font.family": SANS,
    "font.size": 9,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": RULE,
    "axes.titlesize": 9,
    "axes.titleweight": "semibold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.bottom": False,
    "axes.grid": False,
    "xtick.bottom": False,
    "ytick.left": False,
    "ytick.color": INK,
    "xtick.color": QUIET,
    "figure.facecolor": PAPER,
    "svg.fonttype": "path",
    "svg.hashsalt": "ckmreport",
}


@cache
def _add_fonts() -> None:
    for file in font_files():
        font_manager.fontManager.addfont(file)


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the report's style within this context; settings outside stay as they are."""
    _add_fonts()
    with mpl.rc_context(_RC):
        yield


def text_on(colour: str) -> str:
    """Give the text colour, black or white, that stands out most against a fill colour.

    The contrast is at least 4.5 to 1, from the relative luminance of WCAG 2.2.
    """
    channels = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in mpl.colors.to_rgb(colour)
    ]
    luminance = sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), channels, strict=True))
    return PAPER if luminance < 0.179 else "#000000"
