"""WCAG 2.2 A and AA, as far as axe-core can tell, on every page, in every form it takes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.viewports import NARROW, SCHEMES, WIDE, Scheme
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": STANDARDS}}

#: What axe leaves to a person: rule, what the element is, and what a person saw.
JUDGED = (
    # One digit is too short for axe; it has the colour of the link that it stands in.
    ("color-contrast", r"> \.number$"),
    # A raised figure shows that it is a link by its place; axe looks for an underline.
    ("link-in-text-block", r"^#fnref\d+$"),
    # Text in a drawing, of which axe does not know the ground: tokens are checked for it when they
    # are loaded, and tests/presentation/figures/test_style.py looks at every fill.
    ("color-contrast", r"\btext(\[|:|$)"),
    # A header beside two rows of headers: axe sees the second row in its place.
    ("color-contrast", r"\bth\[rowspan"),
)
#: On a narrow screen only: cells of a wide table are outside the part that is scrolled into view.
#: On a wide screen axe sees them, in the same colours.
JUDGED_NARROW = (("color-contrast", r"\bt[dh]\b"),)


#: Rows of a table that axe looks at. It takes minutes for six hundred of the same kind.
ROWS = 20
SHORTEN = """rows => document.querySelectorAll('tbody').forEach(
  body => [...body.rows].slice(rows).forEach(row => row.remove()))"""


def findings(page: Page, judged: tuple[tuple[str, str], ...] = JUDGED) -> list[str]:
    """Give what axe finds fault with or is unsure of, and nobody has judged."""
    page.evaluate(SHORTEN, ROWS)
    response: dict[str, Any] = Axe().run(page, options=OPTIONS).response
    found = [
        (kind, rule["id"], " ".join(node["target"]))
        for kind in ("violations", "incomplete")
        for rule in response[kind]
        for node in rule["nodes"]
    ]
    return [
        f"{kind}: {rule}: {target}"
        for kind, rule, target in found
        if kind == "violations" or not any(is_judged(rule, target, *one) for one in judged)
    ]


def is_judged(rule: str, target: str, judged_rule: str, pattern: str) -> bool:
    return rule == judged_rule and re.search(pattern, target) is not None


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_no_page_has_a_fault(
    browser: Browser, pages: list[Path], scheme: Scheme, width: int
) -> None:
    faults = {}
    judged = JUDGED if width == WIDE else JUDGED + JUDGED_NARROW
    with browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}) as tab:
        page = tab.new_page()
        for path in pages:
            page.goto(path.as_uri())
            if found := findings(page, judged):
                faults[path.name] = found[:5]
    assert faults == {}


def test_a_fault_would_be_found(browser: Browser, pages: list[Path]) -> None:
    with browser.new_context() as tab:
        page = tab.new_page()
        page.goto(pages[0].as_uri())
        page.evaluate("document.querySelector('main').innerHTML += '<img src=x><h5>kop</h5>'")
        rules = {finding.split(": ")[1] for finding in findings(page)}
        assert {"image-alt", "heading-order"} <= rules
