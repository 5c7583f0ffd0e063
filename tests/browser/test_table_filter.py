"""The filter above a long table: on screen it hides rows, on paper every row is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.viewports import opened
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

APPENDIX = "notebooks/C-verantwoording.html"
SHOWN = """table => [...table.querySelectorAll('tbody tr')]
  .filter(row => row.checkVisibility()).length"""


@pytest.fixture
def page(browser: Browser, book: Path) -> Iterator[Page]:
    with opened(browser, book / "html" / APPENDIX) as page:
        yield page


def test_rows_that_are_filtered_out_are_printed(page: Page) -> None:
    form = page.locator(".table-filter").first
    search = form.get_by_label("Zoek in deze tabel")
    table = page.locator(f"#{search.get_attribute('aria-controls')}")
    rows = table.evaluate(SHOWN)
    assert rows > 40
    search.fill("binnenstad")
    shown = table.evaluate(SHOWN)
    assert 0 < shown < rows
    assert form.get_by_role("status").inner_text() == f"{shown} van {rows} rijen"
    page.emulate_media(media="print")
    assert table.evaluate(SHOWN) == rows
    assert not form.is_visible()
