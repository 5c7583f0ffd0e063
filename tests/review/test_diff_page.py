from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from ledger_samples import claim, figure, ledger, number
from project_samples import ROOT

from ckmreport.presentation.tokens import EXTENSION, load_tokens
from ckmreport.review.diff import compare
from ckmreport.review.diff_page import diff_page

TOKENS = load_tokens(ROOT / EXTENSION)


@pytest.fixture(scope="module")
def page() -> BeautifulSoup:
    new = ledger(
        "2025",
        numbers=(number(value="30%", count=67), number("sec-a/nieuw")),
        claims=(claim(holds=False),),
        figures=(figure(("Zorg", 1204), ("Onderwijs", 31)),),
    )
    return BeautifulSoup(diff_page(compare(ledger("2023"), new), TOKENS), "html.parser")


def rows(page: BeautifulSoup, caption: str) -> list[list[str]]:
    (found,) = [one for one in page.find_all("caption") if caption in one.get_text()]
    assert found.parent is not None
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in found.parent.select("tbody tr")
    ]


def test_old_and_new_numbers_stand_side_by_side(page: BeautifulSoup) -> None:
    old, new = "Van hen volgde 23% een scholing <& meer>.", "Van hen volgde 30% een scholing"
    changed, added, gone = rows(page, "Getallen")
    assert changed[0].startswith(old)
    assert new in changed[0]
    assert changed[1:] == ["23% (52 van 222)", "30% (67 van 222)", "gewijzigd"]
    assert added[1:] == ["–", "23% (52 van 222)", "nieuw"]
    assert gone[1:] == ["23% (52 van 222)", "–", "vervallen"]


def test_a_claim_shows_how_its_truth_changed(page: BeautifulSoup) -> None:
    assert rows(page, "Beweringen") == [
        ["Dat is weinig.", "waar (share = 23%)", "niet waar (share = 61%)", "niet meer waar"]
    ]


def test_a_figure_shows_the_cells_that_changed(page: BeautifulSoup) -> None:
    assert rows(page, "Zorgen per domein") == [["Zorg", "aantal", "48", "1.204"]]


def test_the_summary_counts(page: BeautifulSoup) -> None:
    assert page.p is not None
    assert page.p.get_text() == (
        "Tussen beide rapporten verschillen 3 getallen, 1 bewering en 1 figuur of tabel. "
        "1 bewering is niet meer waar."
    )


@pytest.mark.parametrize(
    ("held", "told", "said"),
    [
        (False, True, "1 bewering is nu wel waar."),
        (True, True, "en 0 figuren en tabellen."),
        (False, False, "en 0 figuren en tabellen."),
    ],
)
def test_a_claim_turns_only_if_its_truth_was_and_is_known(
    held: bool, told: bool, said: str
) -> None:
    old = ledger("2023", claims=(replace(claim(holds=held), told=told),))
    made = BeautifulSoup(diff_page(compare(old, ledger("2025")), TOKENS), "html.parser")
    assert made.p is not None
    assert made.p.get_text().endswith(said)


def test_the_page_is_accessible_and_needs_nothing_else(page: BeautifulSoup) -> None:
    assert page.html is not None
    assert page.html["lang"] == "nl"
    assert [h.get_text() for h in page.find_all("h1")] == [
        "Verschillen tussen de metingen van 2023 en 2025"
    ]
    assert page.title is not None
    assert page.title.get_text() == page.find_all("h1")[0].get_text()
    headers = page.find_all("th")
    assert len(headers) >= 15
    assert {header["scope"] for header in headers} == {"col", "row"}
    assert page.find_all(["script", "link", "img"]) == []
    style = page.find_all("style")[0].get_text()
    assert "prefers-color-scheme: dark" in style
    used = set(re.findall(r"var\(--([\w-]+)\)", style))
    assert used
    assert used <= TOKENS.light.keys()
    assert "@media print" in style
    assert re.search(r"https?:", str(page)) is None


def test_reports_without_differences_say_so() -> None:
    text = diff_page(compare(ledger("2023"), ledger("2025")), TOKENS)
    assert text.count("Geen verschillen.") == 3
    assert "<table>" not in text
