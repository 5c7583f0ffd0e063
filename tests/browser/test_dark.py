"""On a dark screen figures are dark too; what is printed from it is dark on light all the same."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from browser.viewports import SCHEMES, Scheme
from PIL import Image
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def brightness(page: Page, what: str) -> float:
    """Give how light a colour of the body is, from 0 to 255."""
    colour = page.evaluate(f"getComputedStyle(document.body).{what}")
    red, green, blue = map(int, re.findall(r"\d+", colour)[:3])
    return (red + green + blue) / 3


@pytest.mark.parametrize("chosen", ["dark", None], ids=["by-button", "by-system"])
def test_paper_is_light(browser: Browser, book: Path, chosen: str | None) -> None:
    with browser.new_context(color_scheme="light" if chosen else "dark") as tab:
        page = tab.new_page()
        page.goto((book / "html" / "index.html").as_uri())
        if chosen:
            page.evaluate("theme => document.documentElement.dataset.theme = theme", chosen)
        assert brightness(page, "color") > brightness(page, "backgroundColor")
        page.emulate_media(media="print")
        assert (brightness(page, "color"), brightness(page, "backgroundColor")) == (0, 255)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_figure_lies_on_the_paper_of_the_page(
    browser: Browser, book: Path, scheme: Scheme
) -> None:
    paper = (255, 255, 255) if scheme == "light" else (0x12, 0x19, 0x1D)
    with browser.new_context(color_scheme=scheme) as tab:
        page = tab.new_page()
        for name, figure in (("", ".figure .drawing"), ("-uitgevoerd", ".cell .figure")):
            page.goto((book / "html" / f"notebooks{name}" / "03-resultaten.html").as_uri())
            image = Image.open(io.BytesIO(page.locator(figure).first.screenshot()))
            colours = image.convert("RGB").getcolors(1 << 20) or []
            assert max(colours)[1] == paper, figure
