"""In what forms a page is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page

Scheme = Literal["light", "dark"]

SCHEMES: tuple[Scheme, ...] = ("light", "dark")
#: Widths in CSS pixels; 320 is also what a screen of 1280 has left when it is enlarged to 400%.
WIDE, NARROW = 1280, 320


@contextmanager
def opened(browser: Browser, path: Path) -> Iterator[Page]:
    """Open a page of the site on a wide screen."""
    with browser.new_context(viewport={"width": WIDE, "height": 900}) as tab:
        page = tab.new_page()
        page.goto(path.as_uri())
        yield page
