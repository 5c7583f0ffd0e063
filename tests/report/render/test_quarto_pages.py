"""Pages in the form that Quarto gives them, written by hand, become pages of the site."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from page_samples import site_lines
from render_samples import staged_book

from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.book import Book
from ckmreport.report.render.embedded.markdown import Float
from ckmreport.report.render.embedded.matter import read_labels
from ckmreport.report.render.quarto_pages import read_quarto_pages
from ckmreport.report.render.quarto_site import finish_site, main
from ckmreport.report.render.site import Page

SHELL = """<!DOCTYPE html><html><head><script src="x.js"></script></head><body>
<header id="title-block-header"><h1 class="title">{title}</h1><p class="date">1 mei</p></header>
{body}
<script>window.x = 1;</script></body></html>"""
NUMBERED = (
    '<span id="{label}" class="quarto-section-identifier"><span class="chapter-number">{number}'
    '</span>&nbsp; <span class="chapter-title">{title}</span></span>'
)
LABELLED = '<span id="{label}" class="quarto-section-identifier">{title}</span>'

INDEX = """<!-- first -->
<section id="sec-kern" class="level1 unnumbered"><h1 class="unnumbered">In het kort</h1>
<p>Zie <a href="notebooks/02-kennis.html" class="quarto-xref"><span>2&nbsp; Kennis</span></a> en
<a href="notebooks/A-vragenlijst.html" class="quarto-xref"><span>Bijlage A — Vragen</span></a>.</p>
</section>
<div id="refs" class="references csl-bib-body" style="display: none"><div>Een werk.</div></div>"""
INTRODUCTION = """<p>Werk <span class="citation" data-cites="a"><a href="literatuur.html#ref-a"
role="doc-biblioref">A, 2024</a></span>.<a href="#fn1" class="footnote-ref" id="fnref1"
role="doc-noteref"><sup>1</sup></a></p>
<section id="sec-doel" class="level2" data-number="1.1"><h2 data-number="1.1"
class="anchored"><span class="header-section-number">1.1</span> Doel</h2>
<div class="cell" data-execution_count="2" data-quarto-private-1="{}">
<div id="fig-zorg" class="cell quarto-float quarto-figure" data-execution_count="2">
<figure class="quarto-float quarto-float-fig"><div aria-describedby="fig-zorg-caption">
<img src="01-inleiding_files/figure-html/cell-2-output-1.svg" class="img-fluid" alt="Staven.">
</div><figcaption class="quarto-float-caption" id="fig-zorg-caption">
Figuur&nbsp;1.1: Zorg (n=<span class="getal" data-count="3">3</span>)
</figcaption></figure></div></div></section>
<section id="footnotes" class="footnotes" role="doc-endnotes"><hr>
<ol><li id="fn1"><p>Een noot.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩</a></p>
</li></ol></section>"""
KNOWLEDGE = """<p>Zie <a href="01-inleiding.html#fig-zorg" class="quarto-xref">Figuur&nbsp;<span>1.1
</span></a>, <a href="#tbl-wie" class="quarto-xref"><span>2.1</span></a>,
<a href="01-inleiding.html#sec-doel" class="quarto-xref"><span>Paragraaf 1.1</span></a> en
<a href="01-inleiding.html">elders</a>, <a href="https://voorbeeld.nl/#x">buiten</a>.</p>
<div id="tbl-wie" class="quarto-float"><figure class="quarto-float quarto-float-tbl">
<figcaption id="c">Tabel&nbsp;2.1: Wie</figcaption><div aria-describedby="c">
<div class="cell-output cell-output-display"><table class="caption-top">
<thead><tr class="header"><th>Naam</th></tr></thead>
<tbody><tr class="odd"><th>Zorg</th></tr></tbody></table></div></div></figure></div>
<div class="vraag"><table aria-label="Vraag?"><tbody><tr><td>1</td></tr></tbody></table></div>"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    book = staged_book(tmp_path_factory.mktemp("book"))
    return replace(book, chapters=tuple(c for c in book.chapters if "B-" not in c.path))


@pytest.fixture(scope="module")
def made(book: Book) -> list[Path]:
    """The pages of Quarto, in the order of the chapters."""
    titles = [
        "Het rapport",
        NUMBERED.format(label="sec-inleiding", number=1, title="Inleiding"),
        NUMBERED.format(label="sec-kennis", number=2, title="Kennis over <em>signalen</em>"),
        LABELLED.format(label="sec-literatuur", title="Literatuur"),
        LABELLED.format(label="sec-vragenlijst", title="Bijlage A — Vragen"),
    ]
    bodies = [INDEX, INTRODUCTION, KNOWLEDGE, '<div id="refs">Werk.</div>', "<p>Vragen.</p>"]
    files = []
    for chapter, title, body in zip(book.chapters, titles, bodies, strict=True):
        file = book.folder / book.output_dir / chapter.href
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(SHELL.format(title=title, body=body), "utf-8")
        files.append(file)
    return files


@pytest.fixture(scope="module")
def pages(book: Book, made: list[Path]) -> list[Page]:
    floats = {"fig-zorg": Float("fig", "Zorg", "Staven.", width="560", height="200")}
    return read_quarto_pages(book, made, floats, read_labels(book))


def body(page: Page) -> BeautifulSoup:
    return BeautifulSoup(page.body, "html.parser")


def test_titles_and_numbers_of_chapters_are_known(pages: list[Page]) -> None:
    assert [(page.number, page.title) for page in pages] == [
        ("", "In het kort"),
        ("1", "Inleiding"),
        ("2", "Kennis over signalen"),
        ("", "Literatuur"),
        ("A", "Vragen"),
    ]
    assert [str(body(page).h1) for page in pages] == [
        '<h1 class="unnumbered">In het kort</h1>',
        '<h1><span class="heading-number">1</span> Inleiding</h1>',
        '<h1><span class="heading-number">2</span> Kennis over <em>signalen</em></h1>',
        '<h1 class="unnumbered">Literatuur</h1>',
        '<h1><span class="heading-number">Bijlage A</span> Vragen</h1>',
    ]


def test_references_get_words_numbers_and_places(pages: list[Page]) -> None:
    def links(page: Page) -> list[tuple[str, str]]:
        return [(str(a["href"]), a.get_text()) for a in body(page).select("p a")]

    assert links(pages[0]) == [
        ("notebooks/02-kennis.html#sec-kennis", "hoofdstuk\u00a02"),
        ("notebooks/A-vragenlijst.html#sec-vragenlijst", "bijlage\u00a0A"),
    ]
    assert links(pages[2]) == [
        ("../notebooks/01-inleiding.html#fig-zorg", "figuur\u00a01.1"),
        ("#tbl-wie", "2.1"),
        ("../notebooks/01-inleiding.html#sec-doel", "paragraaf\u00a01.1"),
        ("../notebooks/01-inleiding.html#sec-inleiding", "elders"),
        ("https://voorbeeld.nl/#x", "buiten"),
    ]


def test_figures_tables_and_notes_have_the_markup_of_the_style_sheet(pages: list[Page]) -> None:
    figure = body(pages[1]).select_one("figure.float.figure#fig-zorg")
    assert figure is not None
    assert figure.img is not None
    assert figure.img.attrs == {
        "src": "../figures/fig-zorg.svg", "width": "560", "height": "200", "alt": "Staven.",
        "loading": "lazy",
    }  # fmt: skip
    assert str(figure.figcaption) == (
        '<figcaption><span class="float-number">Figuur\u00a01.1:</span> Zorg '
        '(n=<span class="getal" data-count="3">3</span>)</figcaption>'
    )
    table = body(pages[2]).select_one("div.float.table#tbl-wie > .scroller > table")
    assert table is not None
    assert [str(th) for th in table.select("th")] == [
        '<th scope="col">Naam</th>',
        '<th scope="row">Zorg</th>',
    ]
    question = body(pages[2]).select_one(".vraag > .scroller")
    assert question is not None
    assert question["aria-label"] == "Vraag?"
    notes = body(pages[1]).select_one("section#footnotes")
    assert notes is not None
    assert notes["aria-label"] == "Voetnoten"


def test_nothing_of_quarto_is_left(pages: list[Page]) -> None:
    for page in pages:
        for left in ("quarto", "execution", "anchored", "<script", "display: none", "date"):
            assert left not in page.body, (page.href, left)


def test_search_finds_each_text_where_it_stands(pages: list[Page]) -> None:
    found = {entry["id"]: entry["text"] for entry in pages[1].search}
    assert found["sec-doel"] == "Zorg (n=3)"
    assert found[""] == "Een noot. Werk A, 2024."
    assert [entry["title"] for entry in pages[1].search] == ["Inleiding", "Doel"]


def test_a_page_of_something_else_is_refused(book: Book, made: list[Path], tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html><body><p>Een blog.</p></body></html>", "utf-8")
    with pytest.raises(CkmError, match="has no title"):
        read_quarto_pages(book, [tmp_path / "page.html", *made[1:]], {}, read_labels(book))


def test_a_finished_site_can_be_finished_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    book = staged_book(tmp_path)
    for chapter in book.chapters:
        file = book.folder / book.output_dir / chapter.href
        file.parent.mkdir(parents=True, exist_ok=True)
        title = LABELLED.format(label="sec-x", title="Titel")
        file.write_text(SHELL.format(title=title, body="<p>Tekst.</p>"), "utf-8")
    monkeypatch.chdir(book.folder)
    assert main() == 0
    once = site_lines(book.folder / book.output_dir)
    assert finish_site(book)
    assert site_lines(book.folder / book.output_dir) == once
    assert "Tekst." in once["index.html"]
    (book.folder / ".quarto-pages" / book.chapters[1].href).unlink()
    assert main() == 0
    assert "stay bare" in capsys.readouterr().err
