"""Chapters are parsed each for itself, also before there is a book."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from render_samples import Json, added, chapters, staged_book, text, write_notebook

from ckmreport.render.book import Book
from ckmreport.render.embedded import parsing
from ckmreport.render.embedded.convert import convert
from ckmreport.render.embedded.markdown import chapter_text
from ckmreport.render.embedded.parsing import Part, kept_parses, parse, parse_ahead
from ckmreport.render.kept import FOLDER
from ckmreport.render.notebook import read_notebook

KENNIS = "notebooks/02-kennis.ipynb"


def kept(folder: Path) -> list[Path]:
    return [file for file in (folder / FOLDER).rglob("*") if file.is_file()]


def executed(folder: Path, cells: dict[str, list[Json]]) -> list[str]:
    """Write executed notebooks where a book is to be staged; gives their paths."""
    for path, listed in cells.items():
        write_notebook(folder / path, listed)
    return list(cells)


def parsed_chapter(book: Book) -> parsing.Parsed:
    notebook = read_notebook(book.folder, KENNIS)
    (parsed,) = parse(kept_parses(book.folder), [(KENNIS, chapter_text(notebook))])
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


def test_what_was_parsed_ahead_is_not_parsed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "ahead"
    (tmp_path / "expected").mkdir()
    expected = convert(staged_book(tmp_path / "expected"))
    for path in executed(folder / "staged", chapters()):
        parse_ahead(folder / "staged", path)
    ahead = set(kept(folder / "staged"))
    assert len(ahead) == len(chapters())

    def fail(*_: object) -> None:
        raise AssertionError("parsed again")

    monkeypatch.setattr(parsing, "run", fail)
    book = staged_book(folder)
    assert convert(book) == expected
    assert ahead <= set(kept(book.folder))


def test_many_can_be_parsed_ahead_at_once(tmp_path: Path) -> None:
    paths = [*executed(tmp_path, chapters()), KENNIS, KENNIS]
    threads = [threading.Thread(target=parse_ahead, args=(tmp_path, path)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept(tmp_path)) == len(chapters())


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
    parse_ahead(tmp_path, KENNIS)
    assert kept(tmp_path) == []
