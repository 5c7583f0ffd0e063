"""A rendering that takes what an earlier one kept is the same as one from scratch."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pypandoc
import pytest
from render_samples import (
    Change,
    Json,
    chapters,
    code,
    figure,
    output,
    staged_book,
    table,
    text,
    write_notebook,
)

from ckmreport.report.render.book import read_book
from ckmreport.report.render.embedded import markdown, pandoc
from ckmreport.report.render.embedded.convert import convert
from ckmreport.report.render.embedded.html import write_html
from ckmreport.report.render.notebook_page import write_notebook_pages
from ckmreport.report.render.pandoc_cache import FOLDER, Kept

INLEIDING, KENNIS = "notebooks/01-inleiding.ipynb", "notebooks/02-kennis.ipynb"


Revision = Callable[[Path], None]


def left(_: Path) -> None:
    """Leave the staged book as it is."""


def rendered(folder: Path, change: Change, revise: Revision = left) -> dict[str, bytes]:
    """Change the sample in a folder and render it; gives every file, and what Typst would get."""
    folder.mkdir(exist_ok=True)
    staged = folder / "staged"
    if not staged.exists():
        staged_book(folder)
    cells = chapters()
    change(cells)
    for path, listed in cells.items():
        write_notebook(staged / path, listed)
    revise(staged)
    book, out = read_book(staged), folder / "out"
    converted = convert(book)
    shutil.rmtree(out, ignore_errors=True)
    write_html(book, converted, out / "html")
    write_notebook_pages(book, out / "html")
    files = (file for file in out.rglob("*") if file.is_file())
    contents = {file.relative_to(out).as_posix(): file.read_bytes() for file in files}
    return contents | {"typst": converted.typst.encode(), "front": converted.front.encode()}


def kept_files(folder: Path) -> dict[Path, int]:
    files = (file for file in (folder / "staged" / FOLDER).rglob("*") if file.is_file())
    return {file: file.stat().st_mtime_ns for file in files}


def made_again(folder: Path, change: Change, revise: Revision = left) -> Counter[str]:
    """Give how many files of each kind a change has made, after a rendering without it."""
    rendered(folder, unchanged)
    before = kept_files(folder)
    rendered(folder, change, revise)
    after = kept_files(folder)
    return Counter(file.parent.name for file, _ in after.items() - before.items())


def unchanged(_: dict[str, list[Json]]) -> None:
    """Leave the book as it is."""


def with_sentence(book: dict[str, list[Json]]) -> None:
    book[KENNIS].append(text("Een zin erbij, die zegt wat @tbl-lijst laat zien [@covers2024]."))


def with_plain_sentence(book: dict[str, list[Json]]) -> None:
    book[KENNIS].append(text("Een zin erbij."))


def with_another_number(book: dict[str, list[Json]]) -> None:
    book[INLEIDING].append(text("## Erbij {#sec-erbij}"))
    book[KENNIS].insert(1, text("## Eerst {#sec-eerst}"))


def with_footnote(book: dict[str, list[Json]]) -> None:
    book["index.ipynb"].append(text("Een noot vooraf.[^in-1]\n\n[^in-1]: Ook hier."))


def with_figure(book: dict[str, list[Json]]) -> None:
    book[KENNIS].insert(1, figure("fig-erbij"))


def with_table(book: dict[str, list[Json]]) -> None:
    book[KENNIS].insert(1, table("tbl-erbij"))


def replaced(file: str, old: str, new: str) -> Revision:
    """Give a revision that replaces a text in a file of the staged book."""

    def revise(staged: Path) -> None:
        content = (staged / file).read_text("utf-8")
        assert old in content
        (staged / file).write_text(content.replace(old, new), "utf-8")

    return revise


def with_chapter(staged: Path) -> None:
    """Put a chapter before all others that bear a number."""
    write_notebook(staged / "notebooks/00-vooraf.ipynb", [text("# Vooraf {#sec-vooraf}")])
    replaced("_quarto.yml", f"- {INLEIDING}", f"- notebooks/00-vooraf.ipynb\n  - {INLEIDING}")(
        staged
    )


ANOTHER_TITLE = replaced("references.bib", "Zicht op uitbuiting", "Zicht op misbruik")
ANOTHER_YEAR = replaced("references.bib", "{2024}", "{2023}")
ANOTHER_FILTER = replaced("_extensions/ckm/common.lua", "[niet onderbouwd", "[niet gedragen")
NONE_LISTED = replaced("_quarto.yml", "nocite: '@covers2024, @covers2024b'", "nocite: ''")
ANOTHER_WORD = replaced("_extensions/ckm/labels-nl.yml", "Tabel", "Overzicht")


@pytest.mark.parametrize(
    ("change", "revise"),
    [
        pytest.param(unchanged, left, id="nothing"),
        pytest.param(with_sentence, left, id="sentence"),
        pytest.param(with_another_number, left, id="section"),
        pytest.param(with_footnote, left, id="footnote"),
        pytest.param(with_table, left, id="table"),
        pytest.param(unchanged, with_chapter, id="chapter"),
        pytest.param(unchanged, ANOTHER_TITLE, id="title"),
        pytest.param(unchanged, ANOTHER_YEAR, id="year"),
        pytest.param(unchanged, ANOTHER_FILTER, id="filter"),
        pytest.param(unchanged, ANOTHER_WORD, id="word"),
    ],
)
def test_an_incremental_rendering_equals_a_full_one(
    tmp_path: Path, change: Change, revise: Revision
) -> None:
    before = rendered(tmp_path / "again", unchanged)
    again = rendered(tmp_path / "again", change, revise)
    full = rendered(tmp_path / "full", change, revise)
    assert again.keys() == full.keys()
    assert [name for name, content in full.items() if again[name] != content] == []
    assert (again != before) == ((change, revise) != (unchanged, left))


def test_a_citation_changes_the_year_in_another_chapter(tmp_path: Path) -> None:
    def without(book: dict[str, list[Json]]) -> None:
        book[KENNIS] = [text("# Kennis {#sec-kennis}"), table("tbl-scholing")]

    def cited(book: dict[str, list[Json]]) -> None:
        without(book)
        book[KENNIS].append(text("Zie @covers2024b."))

    page = "html/notebooks/01-inleiding.html"
    alone = rendered(tmp_path / "again", without, NONE_LISTED)
    again = rendered(tmp_path / "again", cited, left)
    full = rendered(tmp_path / "full", cited, NONE_LISTED)
    assert b"2024, p." in alone[page].replace(b"\xc2\xa0", b" ")
    assert b"2024b, p." in again[page].replace(b"\xc2\xa0", b" ")
    assert [name for name, content in full.items() if again[name] != content] == []


def test_a_sentence_makes_its_own_chapter_again_and_no_other(tmp_path: Path) -> None:
    own = {"parsed": 1, "written": 1, "notebooks-parsed": 1, "notebooks": 1}
    assert made_again(tmp_path / "plain", with_plain_sentence) == own
    assert made_again(tmp_path / "citing", with_sentence) == own | {"cited": 1}


def test_a_number_reaches_only_chapters_that_speak_of_it(tmp_path: Path) -> None:
    # The figure comes before those of its chapter, which nobody else names; the table before one
    # that appendix B names.
    assert made_again(tmp_path / "fig", with_figure)["written"] == 1
    assert made_again(tmp_path / "tbl", with_table)["written"] == 2


def test_a_work_reaches_only_chapters_that_show_it(tmp_path: Path) -> None:
    # The title stands in the list of works alone, the year also in the chapters that cite it.
    assert made_again(tmp_path / "title", unchanged, ANOTHER_TITLE)["written"] == 1
    assert made_again(tmp_path / "year", unchanged, ANOTHER_YEAR)["written"] == 3


def with_long_table(book: dict[str, list[Json]]) -> None:
    rows = "".join(f"| Antwoord {n} | {n} | [-@tbl-lijst] |\n" for n in range(60))
    table = f"::: {{.vraag}}\n**Wat?**\n\n| Wat | n | zie |\n|:--|--:|:--|\n{rows}\n:::"
    book[KENNIS].append(code(outputs=[output("text/markdown", table)]))
    book[KENNIS].append(text("- Zo, zie @fig-kennis.[^k-1]\n\n[^k-1]: Een noot."))


def test_a_table_that_is_parsed_apart_reads_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = rendered(tmp_path / "apart", with_long_table)
    kept = Counter(file.parent.name for file in kept_files(tmp_path / "apart"))
    assert kept["apart"] == 1  # for the chapter and for the page of its notebook
    monkeypatch.setattr(markdown, "_LONG", 10**9)
    whole = rendered(tmp_path / "whole", with_long_table)
    assert not any(file.parent.name == "apart" for file in kept_files(tmp_path / "whole"))
    assert b"Antwoord 59" in apart["html/notebooks/02-kennis.html"]
    assert [name for name, content in whole.items() if apart[name] != content] == []


def test_a_table_that_is_parsed_apart_is_not_parsed_again(tmp_path: Path) -> None:
    def with_sentence_too(book: dict[str, list[Json]]) -> None:
        with_long_table(book)
        with_plain_sentence(book)

    rendered(tmp_path, with_long_table)
    before = kept_files(tmp_path)
    rendered(tmp_path, with_sentence_too)
    made = Counter(file.parent.name for file, _ in kept_files(tmp_path).items() - before.items())
    assert (made["apart"], made["parsed"], made["notebooks-parsed"]) == (0, 1, 1)


@pytest.mark.parametrize(
    ("script", "old", "new"),
    [
        ("normalise.lua", "details.width, details.height", "details.height, details.width"),
        ("cite.lua", "job.csl, job.lang, true", "job.csl, job.lang, false"),
        ("html.lua", "Voetnoten", "Noten"),
    ],
)
def test_other_steps_make_everything_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, old: str, new: str
) -> None:
    before = rendered(tmp_path, unchanged)
    shutil.copytree(pandoc._LUA, tmp_path / "lua")
    replaced(script, old, new)(tmp_path / "lua")
    monkeypatch.setattr(pandoc, "_LUA", tmp_path / "lua")
    again = rendered(tmp_path, unchanged)
    assert [name for name, content in before.items() if again[name] != content] != []


def test_what_no_chapter_needs_is_forgotten(tmp_path: Path) -> None:
    rendered(tmp_path, unchanged)
    before = kept_files(tmp_path)
    rendered(tmp_path, with_sentence)
    assert len(kept_files(tmp_path)) == len(before)


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
