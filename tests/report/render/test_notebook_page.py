"""Pages of executed notebooks: what a reviewer reads of a chapter, code and outputs included."""

from __future__ import annotations

import posixpath
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from render_samples import added, code, output, staged_book, text

from ckmreport.report.render.notebook_page import NotebookPage, write_notebook_pages
from ckmreport.report.render.render import render

PRINTED = {"output_type": "stream", "name": "stdout", "text": "<gedrukt>"}
COUNTER = code("include: false", outputs=[PRINTED]) | {"id": "teller"}
SOURCE = 'Van hen zei `{python} x["a"]` ja, zie @fig-zorgen.[^k]\n\n[^k]: Eerste noot.'
NOTED = text(SOURCE, **{'x["a"]': "12"}) | {"id": "tekst"}
OTHER = text("Nog een.[^k2]\n\n[^k2]: Tweede noot.") | {"id": "tekst-2"}
VALUE = code("include: false", outputs=[output("text/plain", "<waarde>")]) | {"id": "waarde"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[NotebookPage]]:
    folder = tmp_path_factory.mktemp("pages")
    book = staged_book(folder, added(COUNTER, VALUE, NOTED, OTHER))
    render(book.folder, folder / "out", ["html"], "embedded")
    return folder / "out/html", write_notebook_pages(book, folder / "out/html")


@pytest.fixture(scope="module")
def page(made: tuple[Path, list[NotebookPage]]) -> BeautifulSoup:
    text = (made[0] / "notebooks-uitgevoerd/02-kennis.html").read_text("utf-8")
    return BeautifulSoup(text, "html.parser")


def one(page: Tag, selector: str) -> Tag:
    found = page.select(selector)
    assert len(found) == 1, selector
    return found[0]


def flat(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


def test_every_chapter_has_a_page_with_its_title(made: tuple[Path, list[NotebookPage]]) -> None:
    html, pages = made
    assert [(page.href, page.title) for page in pages[:3]] == [
        ("notebooks-uitgevoerd/index.html", "Samenvatting"),
        ("notebooks-uitgevoerd/01-inleiding.html", "Inleiding"),
        ("notebooks-uitgevoerd/02-kennis.html", "Kennis over signalen"),
    ]
    assert all((html / page.href).is_file() for page in pages)


def test_every_link_leads_to_a_file_and_a_place_in_it(
    made: tuple[Path, list[NotebookPage]],
) -> None:
    html, pages = made
    checked = 0
    for page in pages:
        soup = BeautifulSoup((html / page.href).read_text("utf-8"), "html.parser")
        for tag in soup.select("main a[href], link[href], img[src], script[src]"):
            path, _, anchor = str(tag.get("href") or tag.get("src")).partition("#")
            if path.endswith(".ipynb"):
                continue
            file = html / posixpath.normpath(posixpath.join("notebooks-uitgevoerd", path))
            file = file if path else html / page.href
            assert file.is_file(), path
            assert not anchor or f'id="{anchor}"' in file.read_text("utf-8"), anchor
            checked += 1
    assert checked > 20


def test_the_notebook_itself_is_named_beside_the_book(page: BeautifulSoup) -> None:
    link = one(page, '.about-notebook a[href$=".ipynb"]')
    assert link["href"] == "../../notebooks/02-kennis.ipynb"


def test_results_stand_in_the_text_and_tell_their_expression(page: BeautifulSoup) -> None:
    paragraph = one(page, "#cel-tekst > p:not(.cell-name)")
    assert flat(paragraph).startswith("Van hen zei 12 ja, zie figuur 1.1.")
    result = one(paragraph, ".uitkomst")
    assert result["data-expression"] == result["title"] == 'x["a"]'
    assert page.select_one(".uitkomst .getal") is None
    assert page.select(".getal[data-base='222']")


def test_cross_references_lead_into_the_book_under_its_numbers(page: BeautifulSoup) -> None:
    links = {flat(link): link["href"] for link in page.select("a.xref")}
    assert links["figuur 1.1"] == "../notebooks/01-inleiding.html#fig-zorgen"
    assert links["tabel 2.1"] == "../notebooks/02-kennis.html#tbl-scholing"
    assert links["link"] == "../notebooks/literatuur.html#sec-literatuur"


def test_code_is_folded_and_its_outputs_are_not(page: BeautifulSoup) -> None:
    cell = one(page, "#cel-teller")
    assert flat(one(cell, "details.code > summary")) == "Code (niet in het rapport)"
    assert flat(one(cell, "details.code code")) == "show(data)"
    printed = one(cell, "pre:not(.sourceCode)")
    assert printed.find_parent("details") is None
    assert flat(printed) == "<gedrukt>"


def test_options_are_left_out_of_the_code_and_captions_shown(page: BeautifulSoup) -> None:
    assert "#|" not in page.get_text()
    captions = [flat(caption) for caption in page.select(".caption")]
    assert "tbl-scholing: Scholing per domein" in captions
    image = page.select(".cell .figure img")[0]
    assert image["alt"] == "Zorg voorop."


def test_footnotes_stay_with_their_cell_and_bear_names_of_their_own(page: BeautifulSoup) -> None:
    assert "Eerste noot." in flat(one(page, "#cel-tekst .footnotes"))
    assert "Tweede noot." in flat(one(page, "#cel-tekst-2 .footnotes"))
    names = [tag["id"] for tag in page.select("[id]")]
    assert len(names) == len(set(names))


def test_tables_have_headers_and_scroll_by_themselves(page: BeautifulSoup) -> None:
    table = one(page, ".scroller > table")
    assert {header["scope"] for header in table.select("thead th")} == {"col"}
    assert {header["scope"] for header in table.select("tbody th")} == {"row"}


def test_callouts_have_a_title(page: BeautifulSoup) -> None:
    titles = [flat(title) for title in page.select(".callout > .callout-title")]
    assert titles == ["Let op", "Waarschuwing"]


def test_the_references_are_listed_where_the_book_lists_them(
    made: tuple[Path, list[NotebookPage]],
) -> None:
    html, pages = made
    texts = {page.href: (html / page.href).read_text("utf-8") for page in pages}
    listed = [href for href, text in texts.items() if "csl-entry" in text]
    assert listed == ["notebooks-uitgevoerd/literatuur.html"]
    assert "2024b" in texts["notebooks-uitgevoerd/02-kennis.html"]


def test_a_value_that_a_cell_shows_is_printed(page: BeautifulSoup) -> None:
    assert flat(one(page, "#cel-waarde > pre")) == "<waarde>"


def test_without_the_embedded_renderer_the_pages_bring_their_own_look(tmp_path: Path) -> None:
    book = staged_book(tmp_path)
    html = tmp_path / "quarto"
    for chapter in book.chapters:
        (html / chapter.href).parent.mkdir(parents=True, exist_ok=True)
        (html / chapter.href).write_text("<main></main>", encoding="utf-8")
    write_notebook_pages(book, html)
    assert (html / "assets/book.css").is_file()
    assert (html / "assets/theme.js").is_file()
    page = (html / "notebooks-uitgevoerd/02-kennis.html").read_text("utf-8")
    assert ">tbl-scholing</a>" in page  # no chapter says by which number it goes
