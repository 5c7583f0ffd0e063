from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import font_manager
from matplotlib.colors import to_hex, to_rgb
from matplotlib.textpath import TextPath

from ckmreport.foundation.fonts import SANS, SERIF, font_files
from ckmreport.presentation.figures import style
from ckmreport.presentation.tokens import contrast, load_tokens

TOKENS = load_tokens(Path(__file__).parents[3] / "_extensions/ckm")
LOOK, DARK = TOKENS.figures, TOKENS.dark_figures
WRITTEN_ON = (*LOOK.scale, LOOK.few, LOOK.many, LOOK.hidden)


def in_the_dark(colour: str) -> str:
    """Give the colour that a dark page has in place of one of a figure."""
    names = {hue: name for name, hue in reversed([*LOOK.colours.items()])}
    return DARK.colours[names[colour]]


@pytest.mark.parametrize("colour", WRITTEN_ON)
def test_text_on_every_fill_can_be_read_on_light_and_dark_pages(colour: str) -> None:
    chosen = style.text_on(colour, LOOK)
    assert contrast(chosen, colour) >= 4.5
    assert contrast(in_the_dark(chosen), in_the_dark(colour)) >= 4.5


def test_text_on_every_shade_of_the_map_can_be_read() -> None:
    for look in (LOOK, DARK):
        few, many = np.array(to_rgb(look.few)), np.array(to_rgb(look.many))
        for part in np.linspace(0, 1, 101):
            assert contrast(look.ink, to_hex(few + part * (many - few))) >= 4.5


def test_names_break_on_a_phone_only() -> None:
    names = ["Andere zorg of hulpverlening", "Politie"]
    assert style.names_beside(names, LOOK) == names
    broken = style.names_beside(names, LOOK.on_a_phone)
    assert broken == ["Andere zorg of\nhulpverlening", "Politie"]
    assert (style.lines_of(broken), style.lines_of([])) == (2, 1)


def test_the_width_of_a_number_is_about_that_in_the_typeface() -> None:
    for text in ("7%", "38%", "niet getoond", "26% (n=85)"):
        drawn = TextPath((0, 0), text, size=9, prop=font_manager.FontProperties(family=SANS))
        width = drawn.get_extents().width / 72
        assert width < style.width_of(text, 9) < 1.35 * width + 0.03


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
