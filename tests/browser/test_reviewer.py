"""The reviewer's view: numbers that say where they come from, with mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.test_axe import JUDGED, JUDGED_NARROW, findings
from browser.test_reflow import sticking_out
from browser.viewports import NARROW, SCHEMES, WIDE, Scheme, opened
from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

CHAPTER = "notebooks/03-resultaten.html"
NOTEBOOK = "notebooks-uitgevoerd/03-resultaten.html"
NUMBER = "#sec-kennis .getal"
PANEL = "[role=dialog]"
#: Axe takes a tick for no text; it has the colour of links.
MARK = ("color-contrast", r"claim-button")
IN_TAB_ORDER = "document.querySelectorAll('main [tabindex=\"0\"].getal').length"


@pytest.fixture
def page(browser: Browser, book: Path) -> Iterator[Page]:
    with opened(browser, book / "html" / CHAPTER) as page:
        yield page


def switched_on(page: Page) -> Page:
    switch = page.locator(".origin-button")
    if switch.get_attribute("aria-pressed") != "true":
        switch.click()
    return page


def described(panel: Locator) -> dict[str, str]:
    for more in panel.locator("summary").all():
        more.click()
    terms, texts = panel.locator("dt").all_inner_texts(), panel.locator("dd").all_inner_texts()
    return dict(zip(terms, texts, strict=True))


def focused(page: Page, selector: str) -> bool:
    found: bool = page.evaluate("wanted => document.activeElement.matches(wanted)", selector)
    return found


def test_off_the_page_is_a_quiet_report_and_a_click_still_tells(page: Page) -> None:
    assert page.evaluate(IN_TAB_ORDER) == 0
    assert page.locator(".claim-button").count() == 0
    number = page.locator(NUMBER).nth(3)
    assert "underline" not in number.evaluate("one => getComputedStyle(one).textDecorationLine")
    number.click()
    assert page.locator(PANEL).count() == 1
    page.keyboard.press("Escape")
    assert page.locator(PANEL).count() == 0
    assert focused(page, NUMBER)
    assert page.evaluate(IN_TAB_ORDER) == 0


def test_every_number_and_claim_is_known(browser: Browser, book: Path, pages: list[Path]) -> None:
    unknown = {}
    seen = 0
    with browser.new_context() as tab:
        page = tab.new_page()
        for path in pages:
            page.goto(path.as_uri())
            found = page.locator("main :is(.getal, .claim)")
            seen += found.count()
            if lacking := found.and_(page.locator(":not([data-id])")).all_inner_texts():
                unknown[path.relative_to(book).as_posix()] = lacking
    assert unknown == {}
    assert seen > 400


def test_a_number_tells_where_it_comes_from(page: Page, book: Path) -> None:
    page.locator(NUMBER, has_text="23%").first.click()
    found = described(page.locator(PANEL))
    assert found["Berekening"] == "52 van 222"
    assert found["Vraag"].startswith("Hebt u weleens scholing gehad")
    assert found["Gevraagd aan"] == "alle respondenten"
    assert found["95%-betrouwbaarheidsinterval"] == "18% tot 29% (Wilson)"
    assert found["In de publicatie"] == "52 (23,4%) (Bijlage A); 23% (§3.1)"
    assert found["Expressie"] == 'with_numbers(training["ja"])'
    name = found["Kenmerk, te noemen bij een vraag of fout"]
    assert f'"{name}"' in (book / "ledger.json").read_text("utf-8")


def test_the_panel_leads_to_the_cell_of_the_notebook(page: Page) -> None:
    page.locator(NUMBER).first.click()
    page.locator(f"{PANEL} summary").click()
    page.locator(f"{PANEL} a").click()
    page.wait_for_load_state()
    assert page.url.endswith(f"{NOTEBOOK}#cel-kennis")
    assert page.locator("#cel-kennis").is_visible()


def test_with_the_keyboard_it_opens_closes_and_gives_the_focus_back(page: Page) -> None:
    switched_on(page)
    number = page.locator(NUMBER).first
    assert number.get_attribute("role") == "button"
    number.focus()
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        panel = page.locator(PANEL)
        assert number.get_attribute("aria-expanded") == "true"
        assert number.get_attribute("aria-controls") == panel.get_attribute("id")
        assert panel.get_attribute("aria-label")
        assert focused(page, PANEL)
        page.keyboard.press("Escape")
        assert page.locator(PANEL).count() == 0
        assert number.get_attribute("aria-expanded") == "false"
        assert number.get_attribute("aria-controls") is None
        assert number.evaluate("one => one === document.activeElement")


def test_the_panel_is_no_trap_and_closes_when_one_tabs_on(page: Page) -> None:
    switched_on(page)
    page.locator(NUMBER).first.focus()
    page.keyboard.press("Enter")
    for stop in ("summary", "button"):
        page.keyboard.press("Tab")
        assert focused(page, f"{PANEL} {stop}")
    page.keyboard.press("Tab")
    assert page.locator(PANEL).count() == 0
    # What one comes to stands behind the number, not at the other end of the page.
    follows = "one => Boolean(one.compareDocumentPosition(document.activeElement) & 4)"
    assert page.locator(NUMBER).first.evaluate(follows)


def test_one_panel_at_a_time_and_a_click_elsewhere_closes_it(page: Page) -> None:
    page.locator(NUMBER).nth(1).click()
    first = page.locator(PANEL).get_attribute("aria-label")
    page.locator(NUMBER).nth(0).click()  # the panel covers what is below, not what is above it
    assert page.locator(PANEL).count() == 1
    assert page.locator(PANEL).get_attribute("aria-label") != first
    page.locator(f"{PANEL} dd").first.click()
    assert page.locator(PANEL).count() == 1
    page.locator("main h1").click()
    assert page.locator(PANEL).count() == 0


def test_the_same_number_again_or_its_button_closes_the_panel(page: Page) -> None:
    number = page.locator(NUMBER).first
    number.click()
    number.click()
    assert page.locator(PANEL).count() == 0
    number.click()
    page.locator(f"{PANEL} button", has_text="Sluiten").click()
    assert page.locator(PANEL).count() == 0
    assert focused(page, NUMBER)


def test_the_switch_is_remembered_on_other_pages(page: Page, book: Path) -> None:
    switched_on(page)
    page.goto((book / "html/index.html").as_uri())
    assert page.locator(".origin-button").get_attribute("aria-pressed") == "true"
    assert page.evaluate(IN_TAB_ORDER) > 0
    page.locator(".origin-button").click()
    page.goto((book / "html" / CHAPTER).as_uri())
    assert page.locator(".origin-button").get_attribute("aria-pressed") == "false"
    assert page.evaluate(IN_TAB_ORDER) == 0


def test_a_claim_tells_its_condition_after_its_sentence(page: Page) -> None:
    switched_on(page)
    claim = page.locator("#sec-kennis .claim").first
    assert "dotted" in claim.evaluate("one => getComputedStyle(one).textDecorationStyle")
    button = page.locator("#sec-kennis .claim-button").first
    assert button.evaluate("one => one.previousElementSibling.classList.contains('claim')")
    button.focus()
    page.keyboard.press("Enter")
    found = described(page.locator(PANEL))
    assert found["Gekozen"].startswith("Die scholing ging meestal over beide vormen")
    assert found["Niet gekozen"].startswith("Die scholing ging over beide vormen")
    assert "`" not in found["Gekozen"]
    assert found["Waarde"] == "more_than_half(focus['beide']): True"
    page.keyboard.press("Escape")
    assert focused(page, ".claim-button")


@pytest.mark.parametrize("caption", ["caption", "figcaption"])
def test_a_number_in_a_caption_works(page: Page, caption: str) -> None:
    switched_on(page)
    page.locator(f"main {caption} .getal").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(PANEL).is_visible()
    page.keyboard.press("Escape")
    assert page.locator(PANEL).count() == 0


def test_a_number_in_a_link_leaves_it_a_link(page: Page, book: Path) -> None:
    source = (book / "html" / CHAPTER).read_text("utf-8")
    place = source.index('<span class="getal"')
    end = source.index("</span>", place) + len("</span>")
    linked = f'{source[:place]}<a id="om" href="#inhoud">{source[place:end]}</a>{source[end:]}'
    file = book / "html/notebooks/om.html"
    file.write_text(linked, encoding="utf-8")
    try:
        page.goto(file.as_uri())
        switched_on(page)
        number = page.locator("#om .getal")
        assert number.get_attribute("role") is None
        number.click()
        assert page.url.endswith("#inhoud")
        assert page.locator(PANEL).count() == 0
    finally:
        file.unlink()


def test_data_are_shown_and_their_file_is_there(page: Page, book: Path) -> None:
    data = page.locator("#fig-zorgen + .float-data")
    assert not data.locator("table").is_visible()
    data.locator("summary").focus()
    page.keyboard.press("Enter")
    assert data.locator("table").is_visible()
    for link in page.locator(".float-data a").all():
        target = link.get_attribute("href")
        assert target is not None
        assert (book / "html/notebooks" / target).resolve().is_file()
    assert page.locator(".float-data a").count() == 19


def test_downloads_are_there(page: Page, book: Path) -> None:
    page.goto((book / "html/index.html").as_uri())
    targets = [link.get_attribute("href") or "" for link in page.locator(".downloads a").all()]
    assert {"../rapport.pdf", "../ledger.json"} <= set(targets)
    assert [target for target in targets if not (book / "html" / target).is_file()] == []


def test_in_a_notebook_results_without_a_source_tell_their_expression(
    page: Page, book: Path
) -> None:
    page.goto((book / "html" / NOTEBOOK).as_uri())
    result = page.locator(".uitkomst").first
    expression = result.get_attribute("data-expression")
    result.click()
    assert described(page.locator(PANEL)) == {"Expressie": expression}


def test_what_is_wider_than_the_screen_says_so(browser: Browser, book: Path) -> None:
    hints = {}
    for width in (WIDE, NARROW):
        with browser.new_context(viewport={"width": width, "height": 800}) as tab:
            page = tab.new_page()
            page.goto((book / "html" / CHAPTER).as_uri())
            wide = page.locator(".scroller.is-wide").all()
            hints[width] = len(wide)
            for box in wide:
                assert box.evaluate("one => one.scrollWidth > one.clientWidth")
                assert box.get_attribute("tabindex") == "0"
                content = box.evaluate("one => getComputedStyle(one, '::before').content")
                assert "Schuif opzij" in content
    assert hints[NARROW] > hints[WIDE]


def test_without_script_numbers_are_text_with_a_title(browser: Browser, book: Path) -> None:
    with browser.new_context(java_script_enabled=False) as tab:
        page = tab.new_page()
        page.goto((book / "html" / CHAPTER).as_uri())
        assert page.locator(".origin-button").count() == 0
        number = page.locator(NUMBER, has_text="23%").first
        assert (number.get_attribute("title") or "").startswith("52 van 222 (alle respondenten)")
        assert page.locator("#fig-zorgen + .float-data summary").is_visible()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", [CHAPTER, NOTEBOOK])
def test_open_panels_and_data_have_no_fault_and_fit(
    browser: Browser, book: Path, scheme: Scheme, width: int, name: str
) -> None:
    judged = (*JUDGED, MARK) if width == WIDE else (*JUDGED, *JUDGED_NARROW, MARK)
    with browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}) as tab:
        page = tab.new_page()
        page.goto((book / "html" / name).as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        switched_on(page)
        faults = findings(page, judged)
        for opener in (".getal[data-id]", ".claim-button"):
            page.locator(f"main {opener}").first.click()
            assert page.locator(PANEL).is_visible()
            # Of what the panel covers axe cannot tell the contrast; it was seen before.
            faults += [one for one in findings(page, judged) if one.startswith("violations")]
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert sticking_out(page) == []
            page.keyboard.press("Escape")
    assert faults == []
