from __future__ import annotations

import pytest

from ckmreport.report.proof.html_text import PageText, read_page

EMBEDDED = """
<nav>9</nav><main id="inhoud"><section id="sec-kennis" class="level1">
<h1><span class="heading-number">3</span> Kennis</h1>
<p>Van de <span class="getal" data-count="52">52</span> zag <em>23</em>% het<a role="doc-noteref"
href="#fn1"><sup>1</sup></a> (<a href="x.html#tbl-a" class="xref">Tabel 3.1</a>,
<a href="#sec-b">3.2</a>).</p>
<section id="sec-leeftijd"><h2><span class="heading-number">3.1</span> Leeftijd</h2>
<table><caption>Wie</caption><tr><th scope="row">Zorg</th><td>48</td><td>7%</td></tr></table>
<figure><img src="a.svg" alt="Staven: 12"><figcaption>Figuur 3.1: Zorgen</figcaption></figure>
</section></section>
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

LABELS = frozenset({"sec-kennis", "sec-leeftijd"})


@pytest.fixture
def page() -> PageText:
    return read_page(EMBEDDED, LABELS)


def test_paragraphs_stand_under_the_label_of_their_section(page: PageText) -> None:
    assert page.sections["sec-kennis"] == ["Kennis", "Van de 52 zag 23% het (Tabel 3.1, )."]
    assert page.sections["sec-leeftijd"][:1] == ["Leeftijd"]


def test_cells_and_captions_are_texts_of_their_own(page: PageText) -> None:
    assert page.sections["sec-leeftijd"][1:] == ["Wie", "Zorg", "48", "7%", "Figuur 3.1: Zorgen"]


def test_headings_are_titles_without_their_number(page: PageText) -> None:
    assert page.titles == {"sec-kennis": "Kennis", "sec-leeftijd": "Leeftijd"}


def test_alt_texts_notes_and_bare_references_are_kept_apart(page: PageText) -> None:
    assert page.alts == {"sec-leeftijd": ["Staven: 12"]}
    assert page.notes == ["Uit 2021, n=85."]
    assert page.references == ["3.2"]


def test_a_page_of_quarto_reads_the_same() -> None:
    page = read_page(QUARTO, LABELS)
    assert page.sections == {
        "sec-kennis": ["Kennis", "Van de 52 zag 23% het."],
        "sec-leeftijd": ["Leeftijd", "n=222"],
    }
    assert page.titles == {"sec-kennis": "Kennis", "sec-leeftijd": "Leeftijd"}


def test_an_unknown_id_opens_no_section() -> None:
    page = read_page('<main><p id="sec-kennis">a</p><p id="ander">b</p></main>', LABELS)
    assert page.sections == {"sec-kennis": ["a", "b"]}


def test_what_comes_before_the_first_section_has_no_label() -> None:
    page = read_page('<main><p>Omslag</p><p id="sec-kennis">a</p></main>', LABELS)
    assert page.sections[""] == ["Omslag"]
