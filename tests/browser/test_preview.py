"""An open page of the preview follows the book that is being written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ckmreport.report.preview.server import Site, serve

pytestmark = pytest.mark.browser

FAULT = "[role=alert]"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    (tmp_path / "html").mkdir()
    with serve(tmp_path, 0) as site:
        yield site


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    with browser.new_context() as tab:
        opened = tab.new_page()
        opened.goto(site.address)
        yield opened


def write(site: Site, text: str) -> None:
    """Make a book of one long page."""
    body = f'<body style="height: 5000px"><p>{text}</p></body>'
    path = site.folder / "html" / "index.html"
    path.write_text(f'<!doctype html><html lang="nl">{body}</html>', "utf-8")
    site.renew()


def test_it_shows_each_version_where_the_reader_was(site: Site, page: Page) -> None:
    expect(page.locator("main")).to_contain_text("Het rapport wordt gemaakt")
    write(site, "Eerste versie")
    expect(page.locator("p")).to_have_text("Eerste versie")
    page.evaluate("scrollTo(0, 700)")
    write(site, "Tweede versie")
    expect(page.locator("p")).to_have_text("Tweede versie")
    page.wait_for_function("scrollY === 700")


def test_it_says_what_is_wrong_until_that_is_mended(site: Site, page: Page) -> None:
    write(site, "Eerste versie")
    expect(page.locator("p")).to_have_text("Eerste versie")
    site.fail("a.ipynb, cell 3: <b>")
    expect(page.locator(FAULT)).to_contain_text("a.ipynb, cell 3: <b>")
    expect(page.locator("p")).to_have_text("Eerste versie")
    write(site, "Tweede versie")
    expect(page.locator("p")).to_have_text("Tweede versie")
    expect(page.locator(FAULT)).to_have_count(0)
