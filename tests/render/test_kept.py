"""A rendering that takes what an earlier one kept is the same as one from scratch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypandoc
import pytest
from render_samples import Change, Json, chapters, staged_book, text, write_notebook

from ckmreport.render import render
from ckmreport.render.book import read_book
from ckmreport.render.embedded.convert import convert
from ckmreport.render.kept import FOLDER, Kept
from ckmreport.render.notebook_page import write_notebook_pages

KENNIS = "notebooks/02-kennis.ipynb"


def rendered(folder: Path, change: Change) -> dict[str, bytes]:
    """Change the sample in a folder and render it; gives every file, and what Typst would get."""
    folder.mkdir(exist_ok=True)
    staged = folder / "staged"
    book = read_book(staged) if staged.exists() else staged_book(folder)
    cells = chapters()
    change(cells)
    for path, listed in cells.items():
        write_notebook(book.folder / path, listed)
    out = folder / "out"
    made = render(book.folder, out, ["html"], "embedded")
    assert made.html is not None
    write_notebook_pages(book, made.html)
    files = (file for file in out.rglob("*") if file.is_file())
    contents = {file.relative_to(out).as_posix(): file.read_bytes() for file in files}
    return contents | {"typst": convert(book).typst.encode()}


def kept_files(folder: Path) -> dict[Path, int]:
    files = (file for file in (folder / "staged" / FOLDER).rglob("*") if file.is_file())
    return {file: file.stat().st_mtime_ns for file in files}


def unchanged(_: dict[str, list[Json]]) -> None:
    """Leave the book as it is."""


def with_sentence(book: dict[str, list[Json]]) -> None:
    book[KENNIS].append(text("Een zin erbij, die zegt wat @tbl-lijst laat zien [@covers2024]."))


def with_another_number(book: dict[str, list[Json]]) -> None:
    book["notebooks/01-inleiding.ipynb"].append(text("## Erbij {#sec-erbij}"))
    book[KENNIS].insert(1, text("## Eerst {#sec-eerst}"))


def with_footnote(book: dict[str, list[Json]]) -> None:
    book["index.ipynb"].append(text("Een noot vooraf.[^in-1]\n\n[^in-1]: Ook hier."))


@pytest.mark.parametrize("change", [unchanged, with_sentence, with_another_number, with_footnote])
def test_an_incremental_rendering_equals_a_full_one(tmp_path: Path, change: Change) -> None:
    rendered(tmp_path / "again", unchanged)
    again = rendered(tmp_path / "again", change)
    full = rendered(tmp_path / "full", change)
    assert again.keys() == full.keys()
    assert [name for name, content in full.items() if again[name] != content] == []


def test_only_the_chapter_that_changed_is_parsed_again(tmp_path: Path) -> None:
    rendered(tmp_path, unchanged)
    before = kept_files(tmp_path)
    rendered(tmp_path, with_sentence)
    after = kept_files(tmp_path)
    assert len(before) == len(after)
    assert len(after.items() - before.items()) == 2  # the chapter and the page of its notebook


def test_what_is_asked_again_is_not_made_again(tmp_path: Path) -> None:
    def fail() -> str:
        raise AssertionError("made again")

    made = Kept(tmp_path).text("a", "b", make=lambda: "één\r\n")
    assert Kept(tmp_path).text("a", "b", make=fail) == made == "één\r\n"


@pytest.mark.parametrize("sources", [("ab",), ("a", "c"), ("", "ab"), ("a", "b", "")])
def test_another_source_gives_another_text(tmp_path: Path, sources: tuple[str, ...]) -> None:
    kept = Kept(tmp_path)
    assert kept.file(*sources) != kept.file("a", "b")


def test_another_pandoc_makes_everything_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, program = Kept(tmp_path / "kept"), tmp_path / "pandoc"
    before = kept.file("a")
    program.write_text("another")
    monkeypatch.setattr(pypandoc, "get_pandoc_path", lambda: str(program))
    assert kept.file("a") != before


def test_what_nobody_asks_for_is_forgotten(tmp_path: Path) -> None:
    make: Callable[[], str] = lambda: "x"  # noqa: E731
    Kept(tmp_path).text("a", make=make)
    kept = Kept(tmp_path)
    kept.text("b", make=make)
    kept.forget_others()
    assert list(tmp_path.iterdir()) == [kept.file("b")]
