"""Ways into a book, help, and how it is cited."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup
from render_samples import staged_book

from ckmreport.report.render.site_facts import SiteFacts
from ckmreport.report.render.site_ways import citation, find_work, foot, ways_in

ENTRY = '<div id="ref-a1">A, B., &amp; C, D. (2024). <em>Een titel</em>. Uitgever.</div>'


def test_the_source_of_the_figures_is_found_in_the_list_of_literature() -> None:
    work = find_work("a1", [("index.html", "<p>niets</p>"), ("l.html", ENTRY)])
    assert work is not None
    assert (work.title, work.cited) == ("Een titel", "A, B., & C, D. (2024)")
    assert work.href == "l.html#ref-a1"


def test_a_source_with_an_address_of_its_own_is_linked_there() -> None:
    entry = ENTRY.replace("Uitgever", '<a href="https://a.nl/x">https://a.nl/x</a>')
    work = find_work("a1", [("l.html", entry)])
    assert work is not None
    assert work.href == "https://a.nl/x"


def test_no_publication_is_made_up() -> None:
    assert find_work(None, [("l.html", ENTRY)]) is None
    assert find_work("b2", [("l.html", ENTRY)]) is None
    assert "publicatie" not in ways_in([("a.html", "Inleiding")], None)


def test_the_ways_in_name_every_chapter() -> None:
    page = BeautifulSoup(ways_in([("a.html", "Een"), ("b.html", "T & wee")], None), "html.parser")
    assert [(a["href"], a.get_text()) for a in page.select("li li a")] == [
        ("a.html", "Een"),
        ("b.html", "T & wee"),
    ]


def test_a_book_is_cited_with_authors_year_title_and_publisher(tmp_path: Path) -> None:
    book = staged_book(tmp_path)
    assert citation(book) == (
        "A. Onderzoeker, B. de Schrijver (2024). Zicht op criminele uitbuiting in Voorbeeldstad: "
        "Wat professionals signaleren, weten en nodig hebben. Gemeente Voorbeeldstad."
    )
    same = replace(book, authors=("Gemeente Voorbeeldstad",))
    assert citation(same).count("Gemeente Voorbeeldstad") == 1


def test_every_foot_says_where_help_is(tmp_path: Path) -> None:
    book = replace(staged_book(tmp_path), site=SiteFacts(archive="https://archief.nl"))
    help_lines = '<p><strong>Direct gevaar</strong><br><a href="tel:112">112</a></p>'
    page = BeautifulSoup(foot(book, "../", {"help": help_lines}), "html.parser")
    links = {str(a["href"]) for a in page.select("a")}
    assert links == {"tel:112", "../index.html", "https://archief.nl"}
    assert page.select_one("#hulp ~ .foot-help strong") is not None
    assert "Hulp nodig" not in foot(book, "", {})


def test_questions_go_to_the_colophon_where_there_is_no_archive(tmp_path: Path) -> None:
    book = staged_book(tmp_path)
    assert "index.html#colofon" in foot(book, "", {"colophon": "<p>Tekst.</p>"})
    assert "colofon" not in foot(book, "", {})
