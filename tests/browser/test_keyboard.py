"""The site without a mouse: everything is reached, and one sees where one is."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser.viewports import NARROW, SCHEMES, WIDE, Scheme
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FOCUSABLE = """() => [...document.querySelectorAll(
    'a[href], button, input, select, summary, [tabindex="0"]')]
  .filter(element => !element.disabled && element.checkVisibility({visibilityProperty: true}))
  .length"""
FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  if (one === document.body) return null;
  one.dataset.visited = 'yes';
  return {
    name: `${one.tagName} ${one.textContent.trim().slice(0, 30)}`,
    visible: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    inside: box.bottom > 0 && box.top < innerHeight,
  };
}"""


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_focus_goes_everywhere_and_is_seen(
    browser: Browser, pages: list[Path], scheme: Scheme, width: int
) -> None:
    # Every page in one form; in the others those that have every kind of element.
    is_first = (scheme, width) == ("light", WIDE)
    looked_at = [path for path in pages if is_first or path.stem in ("index", "03-resultaten")]
    faults = []
    with browser.new_context(
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        reduced_motion="reduce",  # else a page is still moving when one looks
    ) as tab:
        page = tab.new_page()
        for path in looked_at:
            page.goto(path.as_uri())
            wanted = page.evaluate(FOCUSABLE)
            for _ in range(wanted + 1):
                page.keyboard.press("Tab")
                focused = page.evaluate(FOCUSED)
                if focused is None:
                    break
                if not (focused["visible"] and focused["inside"]):
                    faults.append((path.name, focused))
            visited = page.evaluate("document.querySelectorAll('[data-visited]').length")
            if visited < wanted:
                faults.append((path.name, f"{visited} of {wanted} reached"))
    assert faults[:10] == []


def test_the_first_stop_is_the_way_past_the_menu(browser: Browser, book: Path) -> None:
    page = opened(browser, book, "index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_search_is_made_and_followed(browser: Browser, book: Path) -> None:
    page = opened(browser, book, "index.html")
    page.locator("#zoek").focus()
    page.keyboard.type("werkafspraken")
    page.locator("#treffers a").first.wait_for()
    assert "werkafspra" in page.locator("#treffers").inner_text().lower()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    assert page.url.startswith("file:")
    assert "werkafspra" in page.locator("main").inner_text().lower()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_search_without_hits_says_so_to_everybody(
    browser: Browser, book: Path, width: int
) -> None:
    with browser.new_context(viewport={"width": width, "height": 900}) as tab:
        page = tab.new_page()
        page.goto((book / "html" / "index.html").as_uri())
        page.locator("#zoek").focus()
        page.keyboard.type("qqq" * 20)
        hits = page.locator("#treffers")
        assert hits.is_visible()
        assert hits.inner_text().startswith("Niets gevonden voor “qqq")
        assert page.locator(".search [role=status]").inner_text() == "Niets gevonden"
        box = hits.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        page.keyboard.press("Escape")
        assert hits.is_hidden()
        page.locator("#zoek").fill("w")  # too short to search for
        assert hits.is_hidden()


def test_dark_and_light_are_a_choice_that_stays(browser: Browser, book: Path) -> None:
    page = opened(browser, book, "index.html")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    button = page.locator(".theme-button")
    button.focus()
    page.keyboard.press("Enter")
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert before != after
    assert button.get_attribute("aria-pressed") == "true"
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == after


def opened(browser: Browser, book: Path, name: str) -> Page:
    page = browser.new_page()
    page.goto((book / "html" / name).as_uri())
    return page
