from __future__ import annotations

from collections import Counter

import pytest

from ckmreport.report.proof.page_text import Block, PageText, Stretch, read_page

EMBEDDED = """
<nav>9</nav><main id="inhoud"><section id="sec-kennis" class="level1">
<h1><span class="heading-number">3</span> Kennis</h1>
<p>Van de <span class="getal" data-id="a/n">52</span> zag <em>23</em>% het<a role="doc-noteref"
href="#fn1"><sup>1</sup></a> (<a href="x.html#tbl-a" class="xref">Tabel 3.1</a>,
<a href="#sec-b">3.2</a>).</p>
<section id="sec-leeftijd"><h2><span class="heading-number">3.1</span> Leeftijd</h2>
<table><caption>Wie</caption><thead><tr><th>Groep 4</th><th>n</th></tr></thead>
<tr><th scope="row">Zorg</th><td>48</td><td>7%</td></tr></table>
<figure><div role="img" aria-label="Kaart: 7"><svg class="wide"><text>38%</text></svg>
<svg class="narrow"><text>39%</text></svg></div><img src="a.svg" alt="Staven: 12">
<figcaption>Figuur 3.1: Zorgen</figcaption></figure>
<ol><li>Een</li><li>Twee</li></ol></section></section>
<section role="doc-endnotes"><ol><li id="fn1"><p>Uit 2021, n=85.<a role="doc-backlink"
href="#fnref1">7</a></p></li></ol></section>
<div id="refs"><p>Tijdschrift, 12(3), 45.</p></div></main><footer>2024</footer>
"""

QUARTO = """
<main class="content" id="quarto-document-content"><header id="title-block-header">
<h1 class="title"><span id="sec-kennis" class="quarto-section-identifier">
<span class="chapter-number">3</span>&nbsp; <span class="chapter-title">Kennis</span></span></h1>
</header><p>Van de 52 zag 23% het.</p>
<section id="sec-leeftijd" class="level2" data-number="3.1"><h2 data-number="3.1">
<span class="header-section-number">3.1</span> Leeftijd</h2><p>n=222</p></section></main>
"""


def texts(page: PageText, section: str, *, notes: bool = False) -> list[str]:
    return [
        " ".join(block.text.split())
        for block in page.blocks
        if block.section == section and block.is_note == notes
    ]


@pytest.fixture
def page() -> PageText:
    return read_page(EMBEDDED)


def test_paragraphs_stand_under_the_label_of_their_section(page: PageText) -> None:
    assert texts(page, "sec-kennis")[:2] == ["Kennis", "Van de 52 zag 23% het (Tabel 3.1, )."]
    assert texts(page, "sec-leeftijd")[:1] == ["Leeftijd"]


def test_cells_and_captions_are_texts_of_their_own(page: PageText) -> None:
    assert texts(page, "sec-leeftijd")[1:8] == [
        "Wie",
        "Groep 4",
        "n",
        "Zorg",
        "48",
        "7%",
        "Figuur 3.1: Zorgen",
    ]


def test_headings_are_titles_without_their_number(page: PageText) -> None:
    assert page.titles == {"sec-kennis": "Kennis", "sec-leeftijd": "Leeftijd"}


def test_what_stands_besides_the_text_is_kept_apart(page: PageText) -> None:
    assert page.alts == ["Kaart: 7", "Staven: 12"]
    assert page.drawn == ["38%"]
    assert page.references == ["3.2"]
    assert page.list_items == {"sec-leeftijd": 2}
    assert page.headers == {"sec-leeftijd": ["Groep 4", "n"]}


def test_notes_are_read_without_their_marks(page: PageText) -> None:
    assert page.notes == 1
    (note,) = [block for block in page.blocks if block.is_note]
    assert note.text == "Uit 2021, n=85."


def test_what_is_outside_the_text_is_not_read(page: PageText) -> None:
    assert not {"9", "2024"} & {block.text for block in page.blocks}


def test_a_page_of_quarto_reads_the_same() -> None:
    page = read_page(QUARTO)
    assert texts(page, "sec-leeftijd") == ["Leeftijd", "n=222"]
    assert texts(page, "sec-kennis") == ["Kennis", "Van de 52 zag 23% het."]
    assert page.titles == {"sec-kennis": "Kennis", "sec-leeftijd": "Leeftijd"}


def test_an_unknown_id_opens_no_section() -> None:
    page = read_page('<main><h1 id="sec-a">a</h1><p id="sec-b">b</p><h2 id="x">c</h2></main>')
    assert {block.section for block in page.blocks} == {"sec-a"}


def test_what_comes_before_the_first_section_has_no_label() -> None:
    page = read_page('<main><p>Omslag</p><h1 id="sec-kennis">a</h1></main>')
    assert texts(page, "") == ["Omslag"]


@pytest.mark.parametrize(
    ("html", "role", "number"),
    [
        ('<span class="getal" data-id="a">23%</span>', "number", "23%"),
        ('<span class="getal" data-id="a"><em>23</em>%</span>', "number", "23%"),
        ('<span class="getal" data-id="a">23</span>%', "number", "23%"),
        ('−<span class="getal" data-id="a">23</span>', "number", "−23"),
        ('<span class="getal">23%</span>', "", "23%"),  # without an id nothing tells of it
        ('2<span class="getal" data-id="a">23</span>', "", "223"),
        ('<span class="getal" data-id="a">23</span>,5%', "", "23,5%"),
        ('<span class="vast">12</span> jaar', "fixed", "12"),
        ('<span class="citation">deel 7</span>', "cited", "7"),
        ("los getal 64", "", "64"),
    ],
)
def test_a_number_has_the_role_of_what_its_digits_stand_in(
    html: str, role: str, number: str
) -> None:
    (block,) = read_page(f"<main><p>Het was {html} daar.</p></main>").blocks
    roles = ("", "number", "fixed", "cited")
    found = {each: block.numerals(each) for each in roles}  # type: ignore[arg-type]
    assert found == {each: Counter([number] if each == role else []) for each in roles}


def test_a_number_is_given_with_its_id_as_often_as_it_stands() -> None:
    stretches = (
        Stretch("Van ", ""),
        Stretch("2", "number", "a"),
        Stretch("3%", "number", "a"),
        Stretch(" en ", ""),
        Stretch("5", "number", "b"),
        Stretch(" en ", ""),
        Stretch("23%", "number", "a"),
    )
    assert list(Block(stretches, "sec-a").printed()) == [("a", "23%"), ("b", "5"), ("a", "23%")]


def test_references_count_as_cited_and_bibliographies_too(page: PageText) -> None:
    cited = sum((block.numerals("cited") for block in page.blocks), Counter[str]())
    assert {"12", "3", "45"} <= set(cited)


def test_what_is_only_on_screen_is_no_printed_block() -> None:
    page = read_page(
        '<main><p>Eén 1.</p><div class="op-scherm"><table><tr><td>2</td></tr></table></div>'
        "<p>Drie 3.</p></main>"
    )
    assert [block.text for block in page.blocks] == ["Eén 1.", "2", "Drie 3."]
    assert [block.text for block in page.printed_blocks] == ["Eén 1.", "Drie 3."]


def test_the_number_that_the_style_sheet_gives_a_recommendation_may_stand_in_a_pdf() -> None:
    panel = '<div class="callout callout-tip aanbeveling"><p>Aanbeveling</p></div>'
    assert read_page(f"<main>{panel}{panel}</main>").references == ["1", "2"]
