from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from render_samples import Change, project_settings, staged_book, table, text

from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.embedded.convert import Converted, convert
from ckmreport.report.render.embedded.markdown import chapter_text
from ckmreport.report.render.notebook import read_notebook

KENNIS = "notebooks/02-kennis.ipynb"


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Converted:
    return convert(staged_book(tmp_path_factory.mktemp("book")))


def added(source: str) -> Change:
    return lambda book: book[KENNIS].append(text(source))


def test_figures_tables_and_sections_are_numbered_per_chapter(converted: Converted) -> None:
    assert converted.numbers == {
        "sec-inleiding": "1",
        "sec-aanleiding": "1.1",
        "fig-zorgen": "1.1",
        "sec-kennis": "2",
        "sec-scholing": "2.1",
        "tbl-scholing": "2.1",
        "fig-kennis": "2.1",
        "fig-kennis-tijd": "2.2",
        "sec-literatuur": "",
        "sec-vragenlijst": "A",
        "tbl-lijst": "A.1",
        "sec-verantwoording": "B",
        "tbl-toets": "B.1",
    }


def test_chapters_keep_order_title_and_number(converted: Converted) -> None:
    assert [(page.number, page.title) for page in converted.pages] == [
        ("", "Samenvatting"),
        ("1", "Inleiding"),
        ("2", "Kennis over signalen"),
        ("", "Literatuur"),
        ("A", "Vragenlijst"),
        ("B", "Verantwoording"),
    ]


def test_inline_results_stand_in_the_text_and_hidden_cells_do_not(tmp_path: Path) -> None:
    book = staged_book(tmp_path)
    markdown = chapter_text(read_notebook(book.folder, KENNIS)).markdown
    assert 'Van de 222 respondenten volgde [48%]{.getal data-n="107"' in markdown
    assert "{python}" not in markdown
    assert "show(data)" not in markdown


def test_the_search_text_keeps_cells_apart(converted: Converted) -> None:
    texts = " ".join(section["text"] for page in converted.pages for section in page.search)
    assert "Zorg en welzijn, waaronder opvang 84 48%" in texts


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("@fig-weg", "@fig-weg refers to nothing"),
        ("[zie @fig-zorgen]", "stands in a bracket with more"),
        ("[a](#sec-weg)", "link to #sec-weg leads nowhere"),
        ("## X {#sec-scholing}", "label sec-scholing is used twice"),
        ("Een <b>woord</b>", "raw html is not supported"),
        ("::: {.callout-caution}\nx\n:::", "callout-caution is not supported"),
    ],
)
def test_what_it_does_not_support_stops_it_even_without_the_rules(
    tmp_path: Path, source: str, message: str
) -> None:
    with pytest.raises(CkmError) as caught:
        convert(staged_book(tmp_path, added(source)))
    assert message in caught.value.message
    assert caught.value.place == KENNIS


def test_a_broken_bibliography_is_told(tmp_path: Path) -> None:
    book = staged_book(tmp_path)
    (book.folder / "references.bib").write_text("@report{covers2024, title = {", encoding="utf-8")
    with pytest.raises(CkmError, match="pandoc could not read the book"):
        convert(book)


def test_a_book_without_bibliography_needs_none(tmp_path: Path) -> None:
    def change(book: dict[str, list[dict[str, Any]]]) -> None:
        for number, path in enumerate(book):
            book[path] = [text(f"# Kop {number}"), table(f"tbl-{number}")]

    settings = project_settings()
    del settings["bibliography"]
    converted = convert(staged_book(tmp_path, change, settings))
    assert [page.title for page in converted.pages] == [f"Kop {n}" for n in range(6)]


def test_only_the_format_that_is_asked_for_is_made(tmp_path: Path, converted: Converted) -> None:
    book = staged_book(tmp_path)
    html, pdf = convert(book, ["html"]), convert(book, ["pdf"])
    assert (html.pages, pdf.typst, pdf.front) == (converted.pages, converted.typst, converted.front)
    assert html.typst.split() == ["#begin-appendices()"]
    assert {page.body for page in pdf.pages} == {""}
    assert [page.title for page in pdf.pages] == [page.title for page in converted.pages]
