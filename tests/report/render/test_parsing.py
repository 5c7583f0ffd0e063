"""Chapters are parsed each for itself; the facts say what others must know of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from render_samples import added, staged_book, text

from ckmreport.report.render.book import Book
from ckmreport.report.render.embedded.markdown import chapter_text, placed
from ckmreport.report.render.embedded.parsing import (
    APART,
    PARSED,
    Parsed,
    Part,
    chapter_source,
    from_parses,
    notebook_source,
    parse,
)
from ckmreport.report.render.notebook import read_notebook
from ckmreport.report.render.pandoc_cache import Kept, kept_with

KENNIS = "notebooks/02-kennis.ipynb"


def kept(folder: Path) -> tuple[Kept, Kept]:
    return kept_with(folder, PARSED), kept_with(folder, APART)


def parsed_chapter(book: Book) -> Parsed:
    notebook = read_notebook(book.folder, KENNIS)
    (parsed,) = parse(*kept(book.folder), [chapter_source(KENNIS, chapter_text(notebook))])
    return parsed


def test_the_facts_are_what_other_chapters_need(tmp_path: Path) -> None:
    source = "#### Diep\n\n## Los {.unnumbered}\n\nZie [-@sec-kennis], [zo](#tbl-lijst) en @weg."
    parsed = parsed_chapter(staged_book(tmp_path, added(text(source))))
    assert (parsed.title, parsed.numbered) == ("Kennis over signalen", True)
    assert parsed.parts == (
        Part("heading", "sec-kennis", 1),
        Part("heading", "sec-scholing", 2),
        Part("heading", "", 3),
        Part("tbl", "tbl-scholing"),
        Part("fig", "fig-kennis"),
        Part("fig", "fig-kennis-tijd"),
        Part("heading", "", 4),
        Part("heading", "", 2, numbered=False),
    )
    assert set(parsed.refers) == {
        *("tbl-scholing", "fig-kennis", "sec-aanleiding"),
        *("sec-literatuur", "sec-kennis", "tbl-lijst"),
    }
    cited = [work for key in parsed.cites for work in ("covers2024b", "weg") if work in key]
    assert cited == ["covers2024b", "weg"]
    assert parsed.lists == ()


def test_a_whole_notebook_stays_as_it_is(tmp_path: Path) -> None:
    markdown = "<!--mark-->\n\n# Kop\n\n::: {.callout-note}\nZie @covers2024.\n:::\n"
    (parsed,) = parse(*kept(tmp_path), [notebook_source(markdown, {})])
    document = parsed.file.read_text("utf-8").partition("\n")[2]
    assert "<!--mark-->" in document
    assert "callout-title" not in document
    assert len(parsed.cites) == 1


def test_a_step_is_done_again_where_what_stands_apart_is_read_otherwise(tmp_path: Path) -> None:
    """A mark tells the text of an output; how that is read is a matter of its parse."""
    text = f"::: {{.blok}}\n{'zie een:twee en meer. ' * 100}\n:::"
    apart: dict[str, str] = {}
    source = notebook_source(placed(text, apart), apart)
    (parsed,) = parse(*kept(tmp_path), [source])
    (mark,) = parsed.apart
    other = tmp_path / "other"
    other.write_text(parsed.apart[mark].read_text("utf-8").replace("twee", "drie"), "utf-8")
    arguments = [{"references": {}, "filter": "return {}", "cites": {}, "works": {}}]
    pages = kept_with(tmp_path, "pages")
    (before,) = from_parses("notebook", pages, [parsed], arguments)
    (after,) = from_parses("notebook", pages, [replace(parsed, apart={mark: other})], arguments)
    assert after == before.replace("twee", "drie") != before
