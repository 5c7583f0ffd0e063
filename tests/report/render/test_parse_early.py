"""A notebook that was just executed can be parsed before there is a book."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from render_samples import Json, chapters, staged_book, text, write_notebook

from ckmreport.report.render.book import Book
from ckmreport.report.render.embedded import parsing
from ckmreport.report.render.embedded.convert import convert
from ckmreport.report.render.embedded.html import write_html
from ckmreport.report.render.embedded.pandoc import Job, run
from ckmreport.report.render.notebook_page import write_notebook_pages
from ckmreport.report.render.pandoc_cache import FOLDER
from ckmreport.report.render.parse_early import parse_ahead

KENNIS = "notebooks/02-kennis.ipynb"


def kept(folder: Path) -> list[Path]:
    return [file for file in (folder / FOLDER).rglob("*") if file.is_file()]


def executed(folder: Path, cells: dict[str, list[Json]]) -> list[str]:
    """Write executed notebooks where a book is to be staged; gives their paths."""
    for path, listed in cells.items():
        write_notebook(folder / path, listed)
    return list(cells)


def rendered(book: Book, html: Path) -> dict[str, bytes]:
    """Write the pages of a book and those of its notebooks."""
    write_html(book, convert(book), html)
    write_notebook_pages(book, html)
    return {str(file.relative_to(html)): file.read_bytes() for file in html.rglob("*.html")}


def test_what_was_parsed_ahead_is_not_parsed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh, folder = tmp_path / "fresh", tmp_path / "ahead"
    fresh.mkdir()
    expected = rendered(staged_book(fresh), fresh / "html")
    parse_ahead(folder / "staged", executed(folder / "staged", chapters()))
    ahead = set(kept(folder / "staged"))
    assert len(ahead) == 2 * len(chapters())  # the chapter and the page of its notebook

    def unless_parse(step: str, jobs: Sequence[Job]) -> list[Any]:
        assert step != "parse"
        return run(step, jobs)

    monkeypatch.setattr(parsing, "run", unless_parse)
    book = staged_book(folder)
    assert rendered(book, folder / "html") == expected
    assert ahead <= set(kept(book.folder))


def test_what_was_parsed_ahead_is_parsed_anew_when_the_text_has_changed(tmp_path: Path) -> None:
    folder = tmp_path / "staged"
    executed(folder, {KENNIS: [text("# Oud {#sec-kennis}")]})
    parse_ahead(folder, [KENNIS])
    old = set(kept(folder))
    titles = [page.title for page in convert(staged_book(tmp_path)).pages]
    assert "Kennis over signalen" in titles
    assert len(old - set(kept(folder))) == 1  # what is another's to forget is left


def test_many_can_be_parsed_ahead_at_once(tmp_path: Path) -> None:
    paths = [*executed(tmp_path, chapters()), KENNIS, KENNIS]
    threads = [threading.Thread(target=parse_ahead, args=(tmp_path, [path])) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept(tmp_path)) == 2 * len(chapters())


@pytest.mark.parametrize(
    "cells",
    [
        [text("# Kop\n\nEen <b>woord</b>")],
        [text("Zoveel: `{python} n`")],
        [{"cell_type": "code", "source": "#| label: [", "metadata": {}, "outputs": []}],
    ],
    ids=["unsupported", "without result", "no options"],
)
def test_a_notebook_that_cannot_be_parsed_is_left(tmp_path: Path, cells: list[Json]) -> None:
    executed(tmp_path, {KENNIS: cells})
    parse_ahead(tmp_path, [KENNIS])
    assert [file for file in kept(tmp_path) if file.parent.name == parsing.PARSED] == []
