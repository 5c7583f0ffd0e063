from __future__ import annotations

import json
import posixpath
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from render_samples import added, staged_book, text

from ckmreport.report.render.embedded.convert import convert
from ckmreport.report.render.embedded.html import write_html
from ckmreport.report.render.render import render

Pages = dict[str, BeautifulSoup]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    staged_book(folder)
    rendered = render(folder / "staged", folder / "out", ["html"], "embedded")
    assert rendered.html is not None
    assert rendered.pdf is None
    return rendered.html


@pytest.fixture(scope="module")
def pages(site: Path) -> Pages:
    return {
        file.relative_to(site).as_posix(): BeautifulSoup(file.read_text("utf-8"), "html.parser")
        for file in sorted(site.rglob("*.html"))
    }


def one(page: Tag, selector: str) -> Tag:
    found = page.select(selector)
    assert len(found) == 1, selector
    return found[0]


def flat(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


def test_there_is_a_page_for_every_chapter(pages: Pages) -> None:
    assert sorted(pages) == [
        "index.html",
        "notebooks/01-inleiding.html",
        "notebooks/02-kennis.html",
        "notebooks/A-vragenlijst.html",
        "notebooks/B-verantwoording.html",
        "notebooks/literatuur.html",
    ]


def test_every_link_leads_to_a_file_and_a_place_in_it(site: Path, pages: Pages) -> None:
    ids = {name: {tag["id"] for tag in page.select("[id]")} for name, page in pages.items()}
    checked = 0
    for name, page in pages.items():
        for tag in page.select("a[href], link[href], img[src], script[src]"):
            target = str(tag.get("href") or tag.get("src"))
            path, _, anchor = target.partition("#")
            file = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
            file = file if path else name
            assert (site / file).is_file(), f"{name}: {target}"
            assert not anchor or anchor in ids[file], f"{name}: {target}"
            checked += 1
    assert checked > 100


def test_nothing_comes_from_a_network(site: Path) -> None:
    for file in site.rglob("*"):
        if file.suffix in {".html", ".css"} or file.name in {"book.js", "theme.js"}:
            text = file.read_text("utf-8").replace("http://www.w3.org", "")
            assert "://" not in text.replace("https://schema.org", ""), file  # names, not loaded


def test_no_markup_is_left_unresolved(pages: Pages) -> None:
    for page in pages.values():
        for trace in ("?fig", "?@", "{python}", "@sec-", ":::", "{#"):
            assert trace not in page.get_text()


def test_references_carry_the_number_of_what_they_name(pages: Pages) -> None:
    references = {
        flat(link): link["href"] for page in pages.values() for link in page.select("a.xref")
    }
    assert references == {
        "hoofdstuk 2": "../notebooks/02-kennis.html#sec-kennis",
        "bijlage A": "../notebooks/A-vragenlijst.html#sec-vragenlijst",
        "figuur 1.1": "#fig-zorgen",
        "tabel A.1": "../notebooks/A-vragenlijst.html#tbl-lijst",
        "tabel 2.1": "../notebooks/02-kennis.html#tbl-scholing",
        "figuur 2.1": "#fig-kennis",
        "paragraaf 1.1": "../notebooks/01-inleiding.html#sec-aanleiding",
        "B.1": "#tbl-toets",
    }


def test_a_figure_has_number_caption_alt_and_a_region_that_scrolls(pages: Pages) -> None:
    figure = one(pages["notebooks/01-inleiding.html"], "figure#fig-zorgen")
    assert figure.figcaption is not None
    assert flat(figure.figcaption) == "Figuur 1.1: Zorgen per domein"
    image = figure.select_one(".scroller[tabindex='0'] img")
    assert image is not None
    assert image["alt"] == "Zorg voorop."
    assert (image["width"], image["height"]) == ("560", "200")


def test_a_table_has_a_caption_and_headers_for_columns_and_rows(pages: Pages) -> None:
    table = one(pages["notebooks/02-kennis.html"], "#tbl-scholing table")
    assert table.caption is not None
    assert flat(table.caption) == "Tabel 2.1: Scholing per domein"
    assert [th["scope"] for th in table.select("thead th")] == ["col"] * 3
    assert [th["scope"] for th in table.select("tbody th")] == ["row"] * 3
    assert table.select_one("colgroup") is None


def test_a_header_of_several_columns_says_so(tmp_path: Path) -> None:
    pipe = "| Waar | Zorg: aantal | Zorg: aandeel |\n|:--|--:|--:|\n| Noord | 4 | 9% |\n"
    book = staged_book(tmp_path, added(text(pipe)))
    render(book.folder, tmp_path / "out", ["html"], "embedded")
    pages = [
        BeautifulSoup(path.read_text("utf-8"), "html.parser")
        for path in (tmp_path / "out").rglob("*.html")
    ]
    (header,) = (th for page in pages for th in page.select("th[colspan]"))
    assert (header["scope"], flat(header)) == ("colgroup", "Zorg")


def test_numbers_keep_what_they_come_from(pages: Pages) -> None:
    number = one(pages["notebooks/02-kennis.html"], "p > span.getal")
    assert (number["data-n"], number["data-base"]) == ("107", "222")
    assert number["title"] == "107 van 222"


def test_only_a_false_claim_is_marked(pages: Pages) -> None:
    page = pages["notebooks/02-kennis.html"]
    assert [flat(claim) for claim in page.select(".claim.onwaar")] == ["Dat is weinig."]
    assert flat(one(page, ".claim-note")) == "[niet onderbouwd door deze cijfers]"
    conditions = [claim["data-when"] for claim in page.select(".claim")]
    assert conditions == ["share >= 0.5", "share < 0.2"]


def test_citations_are_told_apart_over_the_whole_book(pages: Pages) -> None:
    assert "Covers & Langerak, 2024b, p. 3" in flat(
        one(pages["notebooks/01-inleiding.html"], "main")
    )
    entries = [flat(entry) for entry in pages["notebooks/literatuur.html"].select(".csl-entry")]
    assert [entry[:29] for entry in entries] == [
        "Covers, O., & Langerak, T. (2",
        "Covers, O., & Langerak, T. (2",
    ]
    assert "2024a" in entries[0]
    assert "2024b" in entries[1]


def test_the_page_can_be_walked_with_landmarks_and_keyboard(pages: Pages) -> None:
    for name, page in pages.items():
        root = one(page, "html")
        assert root["lang"] == "nl"
        assert one(page, "a.skip")["href"] == "#inhoud"
        one(page, "main#inhoud")
        one(page, "main h1")
        labels = [nav.get("aria-label") or nav.get("aria-labelledby") for nav in page.select("nav")]
        assert None not in labels
        assert len(set(labels)) == len(labels)
        assert flat(one(page, ".chapters [aria-current=page]")) in flat(one(page, ".chapters")), (
            name
        )


def test_footnotes_lead_there_and_back(pages: Pages) -> None:
    page = pages["notebooks/01-inleiding.html"]
    assert one(page, "a.footnote-ref")["href"] == "#fn1"
    assert one(page, "a.footnote-back")["aria-label"] == "Terug naar de tekst"
    assert one(page, "section#footnotes")["aria-label"] == "Voetnoten"


def test_the_front_page_shows_edition_and_colophon(pages: Pages) -> None:
    cover = flat(one(pages["index.html"], ".cover"))
    assert "18 november 2024" in cover
    assert "Heruitgave van gepubliceerde cijfers" in cover
    assert "CC BY 4.0" in flat(one(pages["index.html"], ".colophon"))


def test_a_book_that_is_no_draft_has_no_page_about_it(pages: Pages) -> None:
    assert pages["index.html"].select(".cover-concept, .concept") == []


def test_a_draft_says_so_on_its_cover_and_opens_with_what_is_to_be_done(tmp_path: Path) -> None:
    book = replace(staged_book(tmp_path), concept="**Een concept.**\n\n- `publisher`")
    write_html(book, convert(book, ["html"]), tmp_path / "html")
    page = BeautifulSoup((tmp_path / "html" / "index.html").read_text("utf-8"), "html.parser")
    assert flat(one(page, ".cover .cover-concept")) == "Concept"
    opening = one(page, "section.concept[aria-label]")
    assert [flat(item) for item in opening.select("li code")] == ["publisher"]
    assert opening.find_next("main") is not None


def test_every_figure_and_no_table_names_the_source_of_its_numbers(
    tmp_path: Path, pages: Pages
) -> None:
    book = replace(staged_book(tmp_path), figure_source="Bron: Wie & Wat (2024)")
    write_html(book, convert(book, ["html"]), tmp_path / "html")
    named = 0
    for path in (tmp_path / "html").rglob("*.html"):
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        captions = page.select("figcaption")
        sources = page.select("figcaption > .figure-source.vast")
        assert [flat(source) for source in sources] == ["Bron: Wie & Wat (2024)"] * len(captions)
        named += len(sources)
    assert named > 0
    assert not any(page.select(".figure-source") for page in pages.values())


def test_the_search_index_is_a_script_that_names_pages(site: Path) -> None:
    script = (site / "assets/search-index.js").read_text("utf-8")
    entries = json.loads(script.removeprefix("window.CKM_SEARCH = ").removesuffix(";\n"))
    assert {entry["id"].partition("#")[0] for entry in entries} >= {"notebooks/02-kennis.html"}
    assert len({entry["id"] for entry in entries}) == len(entries)


def test_the_same_book_gives_the_same_bytes(tmp_path: Path, site: Path) -> None:
    staged_book(tmp_path)
    again = render(tmp_path / "staged", tmp_path / "out", ["html"], "embedded").html
    assert again is not None
    names = [file.relative_to(site) for file in site.rglob("*") if file.is_file()]
    assert [n for n in names if (site / n).read_bytes() != (again / n).read_bytes()] == []


def test_the_contents_of_a_page_come_before_its_text(pages: Pages) -> None:
    page = pages["notebooks/02-kennis.html"]
    contents = one(page, "nav.outline")
    assert contents["aria-label"] == "Op deze pagina"
    assert flat(one(page, "nav.outline summary")) == "Op deze pagina"
    assert contents.find_next("main") is not None
    assert contents.find_previous("main") is None


def test_every_table_scrolls_on_its_own(pages: Pages) -> None:
    tables = [table for page in pages.values() for table in page.select("main table")]
    assert len(tables) == 3
    for table in tables:
        assert len(table.find_parents(class_="scroller")) == 1


def test_a_table_without_caption_has_the_name_of_its_question(tmp_path: Path) -> None:
    asked = "::: {.vraag}\n**Wat is uw functie?**\n\n| A | B |\n|:--|--:|\n| x | 1 |\n:::"
    book = staged_book(tmp_path, added(text(asked)))
    render(book.folder, tmp_path / "out", ["html"], "embedded")
    page = (tmp_path / "out/html/notebooks/02-kennis.html").read_text("utf-8")
    question = one(BeautifulSoup(page, "html.parser"), ".vraag")
    assert one(question, "table")["aria-label"] == "Wat is uw functie?"
    assert one(question, ".scroller")["aria-label"] == "Wat is uw functie?"
