"""What the site does where it is used: menu, search, citation, and where numbers come from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser.viewports import NARROW, opened
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def results(book: Path) -> Path:
    return book / "html/notebooks/03-resultaten.html"


def test_on_a_phone_the_menu_is_in_reach_everywhere(browser: Browser, results: Path) -> None:
    with browser.new_context(
        viewport={"width": NARROW, "height": 640}, reduced_motion="reduce"
    ) as tab:
        page = tab.new_page()
        page.goto(results.as_uri())
        page.evaluate("document.fonts.ready.then(() => null)")  # they change the height
        page.evaluate("scrollTo(0, 12000)")
        page.wait_for_timeout(200)
        before = page.evaluate("scrollY")
        button = page.locator(".menu-button")
        box = button.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 60
        # Not button.click(), which first scrolls to the button, as no reader does.
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        current = page.locator("#hoofdstukken [aria-current]").bounding_box()
        assert current is not None
        assert 0 < current["y"] < 640
        page.keyboard.press("Escape")
        assert button.get_attribute("aria-expanded") == "false"
        assert not page.locator("#hoofdstukken").is_visible()
        assert page.evaluate("scrollY") == before


def test_an_excerpt_begins_and_ends_with_a_word(browser: Browser, book: Path) -> None:
    with opened(browser, book / "html/index.html") as page:
        page.fill("#zoek", "melden")
        page.wait_for_selector("#treffers a span")
        texts = page.evaluate("window.CKM_SEARCH.map(entry => entry.text)")
        words = set(" ".join(texts).split())
        excerpts = page.locator("#treffers a span").all_text_contents()
        assert len(excerpts) > 3
        for excerpt in excerpts:
            shown = [word for word in excerpt.split() if word != "…"]
            assert set(shown) <= words, excerpt
        assert any(re.search(r"\bmelden", excerpt, re.IGNORECASE) for excerpt in excerpts)


def test_the_citation_is_text_and_can_be_copied(browser: Browser, book: Path) -> None:
    with opened(browser, book / "html/index.html") as page:
        wanted = page.locator("#verwijzing").text_content()
        page.click(".copy-button")
        said = page.locator(".copy-button + [role=status]")
        said.filter(has_text=re.compile("Gekopieerd|Geselecteerd")).wait_for()
        if "Geselecteerd" in (said.text_content() or ""):
            assert page.evaluate("getSelection().toString().trim()") == wanted


def test_every_page_leads_to_the_pdf_and_to_help(book: Path) -> None:
    for file in (book / "html/index.html", *sorted((book / "html/notebooks").glob("*.html"))):
        text = file.read_text("utf-8")
        assert re.search(r'href="(\.\./)+rapport\.pdf"', text), file.name
        assert 'href="tel:112"' in text, file.name


def test_the_switch_says_what_it_does(browser: Browser, results: Path) -> None:
    with opened(browser, results) as page:
        switch = page.locator(".origin-button")
        assert switch.get_attribute("title")
        switch.click()
        assert page.locator(".origin-hint").is_visible()
        switch.click()
        assert page.locator(".origin-hint").count() == 0
