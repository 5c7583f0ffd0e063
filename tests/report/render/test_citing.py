"""Citations that are formatted apart read as citeproc would set them in the text."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pypandoc
import pytest
from bs4 import BeautifulSoup
from render_samples import Json, added, project_settings, staged_book, text

from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.book import Book
from ckmreport.report.render.embedded.convert import convert

CITING = """\
Zij [zie @covers2024, pp. 3-4, en verder; vgl. -@covers2024b] en @covers2024b.
@covers2024 [p. 3] en @covers2024, [@covers2024b, h. 2]; "zo" [@covers2024]. *Ook [-@covers2024]*.

Een noot.[^n-1] Over [de zaak @zaak] en -@zaak. Volgens @zaak. Zo ook [@zaak].

[^n-1]: Zie @covers2024 en [@zaak, p. 1; @covers2024b].

::: {.callout-note title="Volgens @covers2024"}
Een kader [@zaak].
:::

| A | B |
|:--|:--|
| x | @covers2024b |
"""
WITHOUT_YEAR = "@report{zaak, author = {{Bureau B.V.}}, title = {Zaak}}\n"


def page(book: Book) -> BeautifulSoup:
    (found,) = [page for page in convert(book).pages if page.href == "notebooks/02-kennis.html"]
    return BeautifulSoup(found.body, "html.parser")


def flat(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text().split())


def by_pandoc(book: Book, markdown: str) -> list[str]:
    """Give the paragraphs as pandoc sets them when it cites in the text itself."""
    metadata = ["--metadata=nocite:@*", "--metadata=lang:nl-NL", "--metadata=link-citations"]
    done = subprocess.run(
        [
            pypandoc.get_pandoc_path(),
            "--to=html5",
            "--wrap=none",
            "--citeproc",
            *metadata,
            f"--bibliography={book.folder / 'references.bib'}",
            f"--csl={book.folder / book.csl}",
        ],
        input=markdown,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [flat(p) for p in re.findall(r"<p>.*?</p>|<td.*?</td>", done.stdout, re.DOTALL)]


def with_works(book: Book) -> Book:
    file = book.folder / "references.bib"
    file.write_text(file.read_text("utf-8") + WITHOUT_YEAR, "utf-8")
    return book


BRACKETS = '<layout delimiter="; " prefix="(" suffix=")">'


def restyled(book: Book, old: str, new: str) -> Book:
    file = book.folder / book.csl
    style = file.read_text("utf-8")
    assert old in style
    file.write_text(style.replace(old, new), "utf-8")
    return book


@pytest.mark.parametrize("layout", [BRACKETS, '<layout delimiter="; ">'], ids=["apa", "bare"])
def test_citations_read_as_in_the_text(tmp_path: Path, layout: str) -> None:
    book = with_works(restyled(staged_book(tmp_path, added(text(CITING))), BRACKETS, layout))
    own = page(book)
    paragraphs = {flat(str(tag)) for tag in own.select("p, td")}
    expected = [one for one in by_pandoc(book, CITING) if re.search(r"2024|z\.d", one)]
    assert len(expected) == 5
    assert [one for one in expected if one not in paragraphs] == []
    assert "Volgens Covers & Langerak" in flat(str(own.select(".callout-title")[-1]))


def test_a_citation_leads_to_the_list_of_works(tmp_path: Path) -> None:
    own = page(staged_book(tmp_path, added(text("Zie @covers2024 en [@covers2024b]."))))
    links = [str(link["href"]) for link in own.select("a.citation-link")]
    assert links[-2:] == [
        "../notebooks/literatuur.html#ref-covers2024",
        "../notebooks/literatuur.html#ref-covers2024b",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('class="in-text"', 'class="note"'),
        ('<text macro="label-locator"/>\n      </group>\n    </layout>', '<choose><if position='
         '"subsequent"><text value="ibid."/></if></choose></group></layout>'),
        (BRACKETS, '<layout vertical-align="sup">'),
    ],
    ids=["notes", "ibid", "superscript"],
)  # fmt: skip
def test_a_style_that_depends_on_the_text_around_is_refused(
    tmp_path: Path, old: str, new: str
) -> None:
    book = restyled(staged_book(tmp_path), old, new)
    with pytest.raises(CkmError, match="citation style"):
        convert(book)


def test_works_that_are_listed_nowhere_are_told(tmp_path: Path) -> None:
    def change(book: dict[str, list[Json]]) -> None:
        book["notebooks/literatuur.ipynb"] = [text("# Literatuur {.unnumbered #sec-literatuur}")]

    with pytest.raises(CkmError, match="lists them nowhere"):
        convert(staged_book(tmp_path, change, project_settings()))
