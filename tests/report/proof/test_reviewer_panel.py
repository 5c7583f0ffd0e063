"""The aids for reviewers in a finished book: everything in it is named, nothing is said twice."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from book_samples import (
    OPENING,
    count,
    figure_cell,
    opening_cell,
    question,
    share,
    table_cell,
    told,
    written_book,
)
from bs4 import BeautifulSoup, Tag

from ckmreport.report.proof.ledger import Ledger
from ckmreport.report.proof.ledger_builder import build_ledger
from ckmreport.report.proof.reviewer_panel import ReadingAids
from ckmreport.report.render.book import Book
from ckmreport.report.render.notebook import read_notebook
from ckmreport.report.render.notebook_page import write_notebook_pages
from ckmreport.report.render.render import render
from ckmreport.survey.questionnaire import Questionnaire

QUESTIONS = Questionnaire({}, (question("scholing"), question("domein")))
NOTES = re.compile("^doc-(endnotes|footnote)$")
# The same share before its twin in a footnote and after it, and a count that looks the same.
REPEATED = told(
    "Weer `{python} share`,[^kennis-2] dus `{python} again` en `{python} share.n`.\n\n"
    "[^kennis-2]: In een noot: `{python} noted`.",
    "herhaald",
    share=share("23%", 52, 222),
    again=share("bijna een kwart", 52, 222),
    noted=share("23%", 52, 222),
    section="sec-kennis",
    **{"share.n": count(52)},
)


def built(book: Book) -> Ledger:
    chapters = {one.path: read_notebook(book.folder, one.path).cells for one in book.chapters}
    return build_ledger(chapters, "2023", {})


@dataclass(frozen=True)
class Made:
    folder: Path
    ledger: Ledger

    def page(self, name: str) -> BeautifulSoup:
        return BeautifulSoup((self.folder / "html" / name).read_text("utf-8"), "html.parser")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("aids")
    book = written_book(folder, opening_cell(OPENING), table_cell(), figure_cell(), REPEATED)
    out = folder / "out"
    render(book.folder, out, ["html"], "embedded")
    ledger = built(book)
    pages = write_notebook_pages(book, out / "html")
    ReadingAids(ledger, QUESTIONS, pages, lambda number: {"2021": f"was {number.value}"}).add_to(
        out, has_pdf=False
    )
    return Made(out, ledger)


CHAPTER_PAGE = "notebooks/02-kennis.html"
NOTEBOOK_PAGE = "notebooks-uitgevoerd/02-kennis.html"


def explained(page: BeautifulSoup) -> dict[str, dict[str, object]]:
    script = page.select_one("script#herkomst")
    assert script is not None
    content: dict[str, dict[str, object]] = json.loads(script.get_text())
    return content


def names(tags: list[Tag]) -> list[str]:
    return [str(tag.get("data-id")) for tag in tags]


@pytest.mark.parametrize("name", [CHAPTER_PAGE, NOTEBOOK_PAGE])
def test_every_number_and_claim_has_its_name_in_the_ledger(made: Made, name: str) -> None:
    page = made.page(name)
    found = page.select("main .getal[data-id]")
    assert len(found) == 13
    numbers = {number.id: number for number in made.ledger.numbers}
    for tag in found:
        number = numbers[str(tag["data-id"])]
        assert number.value == tag.get_text()
        assert (number.where == "note") == (bool(tag.find_parent(role=NOTES)))
    assert len(set(names(found))) == len(found)
    (claim,) = page.select(".claim")
    assert str(claim["data-id"]) == made.ledger.claims[0].id


@pytest.mark.parametrize("name", [CHAPTER_PAGE, NOTEBOOK_PAGE])
def test_what_is_told_stands_in_the_page(made: Made, name: str) -> None:
    page = made.page(name)
    content = explained(page)
    assert set(content) == set(names(page.select("[data-id]")))
    titles = {str(tag["data-id"]): tag.get_text() for tag in page.select(".getal[data-id]")}
    assert {name: content[name]["title"] for name in titles} == titles


def test_the_wave_before_is_told(made: Made) -> None:
    explanation = explained(made.page(CHAPTER_PAGE))
    texts = [line for one in explanation.values() for line in one["lines"]]  # type: ignore[attr-defined]
    assert {"term": "In 2021", "text": "was 23%"} in texts


def test_without_script_a_number_is_text_with_a_title(made: Made) -> None:
    for tag in made.page(CHAPTER_PAGE).select(".getal[data-id]"):
        assert tag.name == "span"
        assert not {"role", "tabindex"} & set(tag.attrs)
        assert tag["title"]


def test_script_and_style_come_from_the_book(made: Made) -> None:
    for name in ("index.html", CHAPTER_PAGE, NOTEBOOK_PAGE):
        page = made.page(name)
        wanted = page.select('link[href$="reading-aids.css"], script[src$="reading-aids.js"]')
        assert len(wanted) == 2
        for tag in wanted:
            target = str(tag.get("href") or tag.get("src"))
            assert ((made.folder / "html" / name).parent / target).resolve().is_file()
    for file in (made.folder / "html/assets").glob("reading-aids.*"):
        assert "://" not in file.read_text("utf-8")


def test_data_follow_their_figure(made: Made) -> None:
    page = made.page(CHAPTER_PAGE)
    figure, table = page.select_one("figure#fig-zorgen"), page.select_one("#tbl-domeinen")
    assert figure is not None
    assert table is not None
    after_figure, after_table = figure.find_next_sibling(), table.find_next_sibling()
    assert isinstance(after_figure, Tag)
    assert isinstance(after_table, Tag)
    assert after_figure["class"] == after_table["class"] == ["float-data"]
    assert len(after_figure.select("details table")) == 1
    assert after_table.select("table") == []
    assert made.page(NOTEBOOK_PAGE).select(".float-data") == []


def test_a_chapter_ends_with_its_notebook_and_the_front_page_with_downloads(made: Made) -> None:
    for name, downloads in (("index.html", 1), (CHAPTER_PAGE, 0)):
        page = made.page(name)
        assert len(page.select("main .to-notebook a")) == 1
        assert len(page.select("main section.downloads")) == downloads
    assert "rapport.pdf" not in str(made.page("index.html").select_one(".downloads"))


def test_pages_of_another_renderer_get_the_same(tmp_path: Path) -> None:
    book = written_book(tmp_path)
    html = tmp_path / "out/html"
    for chapter in book.chapters:
        file = html / chapter.href
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("<html><head></head><body><main></main></body></html>", encoding="utf-8")
    ledger = built(book)
    (name,) = [number.id for number in ledger.numbers if number.value == "23%"]
    shown = f'<span data-id="{name}" class="getal">23%</span>'
    (html / CHAPTER_PAGE).write_text(
        f'<html><head></head><body><main>{shown}<div id="fig-zorgen"><figure></figure></div>'
        "</main></body></html>",
        encoding="utf-8",
    )
    pages = write_notebook_pages(book, html)
    ReadingAids(ledger, QUESTIONS, pages).add_to(tmp_path / "out", has_pdf=True)
    page = Made(tmp_path / "out", ledger).page(CHAPTER_PAGE)
    (number,) = page.select("main > .getal")
    assert number["data-id"] == name
    assert name in explained(page)
    assert [tag["class"] for tag in page.select("main > [class]")] == [
        ["getal"],
        ["float-data"],
        ["to-notebook"],
    ]
    front = Made(tmp_path / "out", ledger).page("index.html")
    assert front.select_one('main > .downloads a[href="../rapport.pdf"]') is not None


def test_a_number_that_the_ledger_does_not_know_stays_as_it_is(tmp_path: Path) -> None:
    book = written_book(tmp_path)
    render(book.folder, tmp_path / "out", ["html"], "embedded")
    ledger = built(book)
    pages = write_notebook_pages(book, tmp_path / "out/html")
    ReadingAids(replace(ledger, numbers=(), claims=()), QUESTIONS, pages).add_to(
        tmp_path / "out", has_pdf=False
    )
    page = Made(tmp_path / "out", ledger).page(CHAPTER_PAGE)
    assert page.select(".getal[data-id][title]") == []
    assert explained(page) == {}
