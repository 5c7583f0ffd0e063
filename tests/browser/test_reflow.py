"""Nothing is cut off on a narrow screen, at 400%, or with more space between letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser.viewports import NARROW
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

#: The spacing that a reader must be able to set (WCAG 2.2, success criterion 1.4.12).
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""

#: What sticks out of the page and is not inside something that scrolls by itself.
STICKING_OUT = """() => [...document.querySelectorAll('body *')].filter(element => {
  const edge = document.documentElement.clientWidth + 1;
  if (element.getBoundingClientRect().right <= edge) return false;
  if (element.closest('.visually-hidden, .skip, [hidden]')) return false;
  for (let around = element.parentElement; around; around = around.parentElement)
    if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(around).overflowX)) return false;
  return true;
}).map(element => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 40)}`)"""


def sticking_out(page: Page) -> list[str]:
    found: list[str] = page.evaluate(STICKING_OUT)
    return found[:5]


@pytest.mark.parametrize("spaced", [False, True])
def test_pages_fit_a_narrow_screen(browser: Browser, pages: list[Path], spaced: bool) -> None:
    # 320 pixels is also what a screen of 1280 has left at 400% (success criterion 1.4.10).
    wide = {}
    with browser.new_context(viewport={"width": NARROW, "height": 800}) as tab:
        page = tab.new_page()
        for path in pages:
            page.goto(path.as_uri())
            if spaced:
                page.add_style_tag(content=SPACING)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > NARROW or sticking_out(page):
                wide[path.name] = (width, sticking_out(page))
    assert wide == {}


def test_what_sticks_out_is_seen(browser: Browser, pages: list[Path]) -> None:
    with browser.new_context(viewport={"width": NARROW, "height": 800}) as tab:
        page = tab.new_page()
        page.goto(pages[0].as_uri())
        page.evaluate("document.querySelector('main').style.width = '500px'")
        assert sticking_out(page)
