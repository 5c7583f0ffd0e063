"""Pages as Markdown: the words, numbers and tables stay, what browsers need goes."""

from __future__ import annotations

import pytest

from ckmreport.report.render.markdown_twin import as_markdown, twin_of


def test_a_twin_stands_beside_its_page() -> None:
    assert twin_of("notebooks/03-resultaten.html") == "notebooks/03-resultaten.md"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<h2><span class="heading-number">3.1</span> Zicht</h2>', "## 3.1 Zicht"),
        (
            '<p><span class="getal" data-id="a" title="1 van 2">50%</span> zag\niets.</p>',
            "50% zag iets.",
        ),
        ("<p><strong>Vormen.</strong> <em>Vooral</em> hier</p>", "**Vormen.** *Vooral* hier"),
        ("<ul><li>een</li><li>twee<ul><li>drie</li></ul></li></ul>", "- een\n- twee\n  \n  - drie"),
        ("<ol><li>een</li><li>twee</li></ol>", "1. een\n2. twee"),
        ("<blockquote><p>Zo is het.</p></blockquote>", "> Zo is het."),
        ('<p><a href="#fig-x">Figuur 1</a></p>', "Figuur 1"),
        ('<p><a href="02-x.html#sec-y">Hoofdstuk 2</a></p>', "[Hoofdstuk 2](02-x.md)"),
        ('<p><a href="https://a.nl/b.html#c">web</a></p>', "[web](https://a.nl/b.html#c)"),
        ('<p>Zo.<a role="doc-noteref" href="#fn1"><sup>1</sup></a></p>', "Zo. [noot 1]"),
        ('<figure><div><img alt="Drie  staven."></div></figure>', "[Figuur: Drie staven.]"),
        ("<div>los <b>woord</b><p>blok</p></div>", "los **woord**\n\nblok"),
        ("<p>a</p><script>1</script><nav>n</nav><!-- c -->", "a"),
    ],
)
def test_each_element_has_its_markdown(html: str, markdown: str) -> None:
    assert as_markdown(html) == markdown + "\n"


def test_a_table_keeps_caption_header_and_every_cell() -> None:
    html = (
        "<table><caption>Tabel 1: Wie</caption><thead><tr><th>A</th><th colspan=2>B</th></tr>"
        "</thead><tbody><tr><th>x|y</th><td>1</td><td>2%</td></tr></tbody></table>"
    )
    assert as_markdown(html) == (
        "Tabel 1: Wie\n\n| A | B |  |\n| --- | --- | --- |\n| x\\|y | 1 | 2% |\n"
    )
