"""The head of a page, and what language models are told of a book."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from render_samples import staged_book

from ckmreport.report.render.page_head import description_of, head, llms_text
from ckmreport.report.render.site_facts import SiteFacts


@pytest.mark.parametrize(
    ("body", "description"),
    [
        ('<h1>T</h1><p>Eerst. Dan.</p><div class="kern"><p>De kern. Meer.</p></div>', "De kern."),
        ('<h1>T</h1><p><span class="getal">52%</span> zag iets. Toen.</p>', "52% zag iets."),
        ("<h1>T</h1>", ""),
    ],
)
def test_a_page_is_described_by_its_first_sentence(body: str, description: str) -> None:
    assert description_of(body) == description


def test_a_long_sentence_is_cut_behind_a_word() -> None:
    cut = description_of(f"<p>{'woord ' * 100}</p>")
    assert cut.endswith("woord …")
    assert len(cut) <= 302


def test_without_an_address_nothing_asks_for_one(tmp_path: Path) -> None:
    page = BeautifulSoup(
        head(staged_book(tmp_path), "notebooks/a.html", "T", "D", None), "html.parser"
    )
    assert page.select("link[rel=canonical], meta[property='og:url']") == []
    assert page.select_one("link[type='text/markdown']")["href"] == "a.md"  # type: ignore[index]
    assert page.select_one("meta[property='og:image']")["content"] == "../assets/delen.png"  # type: ignore[index]
    assert page.select("script") == []


def test_with_an_address_each_page_names_its_own(tmp_path: Path) -> None:
    book = replace(staged_book(tmp_path), site=SiteFacts(address="https://a.nl/rapport"))
    page = BeautifulSoup(head(book, "notebooks/a.html", "T", 'Met "D"', None), "html.parser")
    address = "https://a.nl/rapport/"
    assert page.select_one("link[rel=canonical]")["href"] == f"{address}notebooks/a.html"  # type: ignore[index]
    assert page.select_one("meta[property='og:image']")["content"] == f"{address}assets/delen.png"  # type: ignore[index]
    assert page.select_one("meta[name=description]")["content"] == 'Met "D"'  # type: ignore[index]


def test_the_first_page_says_in_schema_org_what_the_report_is(tmp_path: Path) -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    book = replace(
        staged_book(tmp_path),
        title="</script>",
        site=SiteFacts(place="Voorbeeldstad", license=licence),
    )
    page = BeautifulSoup(head(book, "index.html", "T", "D", "Een bron"), "html.parser")
    (script,) = page.select("script[type='application/ld+json']")
    told = json.loads(str(script.string))
    assert (told["@type"], told["name"]) == ("Report", "</script>")
    assert (told["datePublished"], told["inLanguage"]) == ("2024-11-18", "nl")
    assert told["publisher"]["name"] == "Gemeente Voorbeeldstad"
    assert told["license"] == licence
    assert told["isBasedOn"] == {"@type": "Report", "name": "Een bron"}
    assert "url" not in told


def test_language_models_are_sent_to_the_twins(tmp_path: Path) -> None:
    text = llms_text(
        staged_book(tmp_path), [("index.html", "Begin", "Zin."), ("n/a.html", "A", "")]
    )
    assert text.startswith("# Zicht op criminele uitbuiting in Voorbeeldstad\n")
    assert text.endswith("- [Begin](index.md): Zin.\n- [A](n/a.md)\n")
