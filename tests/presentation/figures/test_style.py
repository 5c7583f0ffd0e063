from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import font_manager
from matplotlib.colors import to_hex, to_rgb

from ckmreport.foundation.fonts import SANS, SERIF, font_files
from ckmreport.presentation.figures import style
from ckmreport.presentation.figures.districts import shade
from ckmreport.presentation.tokens import contrast, load_tokens

LOOK = load_tokens(Path(__file__).parents[3] / "_extensions/ckm").figures
PALETTE = sorted(
    {LOOK.ink, LOOK.quiet, LOOK.rule, LOOK.main, LOOK.second, LOOK.muted, LOOK.paper, *LOOK.scale}
)
SHADES = [shade(LOOK, step / 100) for step in range(101)]


@pytest.mark.parametrize("colour", PALETTE)
def test_text_on_every_colour_can_be_read(colour: str) -> None:
    chosen = style.text_on(colour)
    assert contrast(chosen, colour) >= 4.5
    assert contrast(chosen, colour) == max(contrast("#ffffff", colour), contrast("#000000", colour))


def test_text_on_every_grey_can_be_read() -> None:
    for level in range(256):
        grey = f"#{level:02x}{level:02x}{level:02x}"
        assert contrast(style.text_on(grey), grey) >= 4.5


def test_text_on_every_shade_of_the_map_can_be_read() -> None:
    for colour in SHADES:
        assert contrast(style.text_on(colour), colour) >= 4.5


#: What the site does to a figure on a dark screen (book.css): `hue-rotate(180deg)` of the Filter
#: Effects Module, after `invert(1)`, and then blended with the paper.
HALF_TURN = np.array([[-0.574, 1.43, 0.144], [0.426, 0.43, 0.144], [0.426, 1.43, -0.856]])
DARK_PAPER = np.array(to_rgb("#12191d"))


def in_the_dark(colour: str) -> str:
    inverted = np.clip(HALF_TURN @ (1 - np.array(to_rgb(colour))), 0, 1)
    return to_hex(1 - (1 - inverted) * (1 - DARK_PAPER))


def test_text_can_be_read_in_the_dark_too() -> None:
    for colour in (*LOOK.scale, *SHADES, LOOK.hidden):
        assert contrast(in_the_dark(style.text_on(colour)), in_the_dark(colour)) >= 4.5, colour
    for colour in (LOOK.ink, LOOK.quiet):
        assert contrast(in_the_dark(colour), in_the_dark(LOOK.paper)) >= 4.5


def test_colours_that_meet_differ_in_the_dark_too() -> None:
    scale = [in_the_dark(colour) for colour in LOOK.scale]
    assert all(contrast(one, next_one) > 1.5 for one, next_one in pairwise(scale))
    assert contrast(in_the_dark(LOOK.main), in_the_dark(LOOK.second)) > 2.5


def test_text_on_paper_can_be_read() -> None:
    assert contrast(LOOK.ink, LOOK.paper) >= 7
    assert contrast(LOOK.quiet, LOOK.paper) >= 4.5


def test_colours_that_meet_differ_in_grey_print() -> None:
    assert all(contrast(one, next_one) > 1.5 for one, next_one in pairwise(LOOK.scale))
    assert contrast(LOOK.main, LOOK.second) > 3


def test_style_holds_inside_its_context_only() -> None:
    before = dict(mpl.rcParams)
    with style.house_style(LOOK):
        assert mpl.rcParams["font.family"] == [SANS]
        assert mpl.rcParams["svg.hashsalt"] == "ckmreport"
    assert dict(mpl.rcParams) == before


def test_fonts_come_from_the_packages() -> None:
    files = font_files()
    assert len(files) == 12
    assert all(file.is_file() for file in files)
    with style.house_style(LOOK):
        found = Path(font_manager.findfont(SANS, fallback_to_default=False))
    assert found in files
    families = {font_manager.get_font(file).family_name for file in files}
    assert {SANS, SERIF} <= families
