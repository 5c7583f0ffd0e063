"""Numbers are Quarto's: per chapter, letters for appendices, sections three levels deep."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.book import Chapter
from ckmreport.report.render.embedded.numbering import Entry, number
from ckmreport.report.render.embedded.parsing import Parsed, Part


def heading(level: int, label: str = "", *, numbered: bool = True) -> Part:
    return Part("heading", label, level, numbered)


def parsed(*parts: Part, numbered: bool | None = True) -> Parsed:
    return Parsed(Path("x"), "Kop", numbered, parts, (), (), ())


def test_parts_are_counted_per_chapter() -> None:
    parts = (
        heading(1),
        Part("fig", "fig-a"),
        heading(2),
        heading(3),
        heading(3),
        heading(4),
        Part("tbl", "tbl-a"),
        heading(2, numbered=False),
        heading(2),
        heading(3),
        Part("fig", "fig-b"),
    )
    ((chapter,), _) = number([Chapter("a.ipynb")], [parsed(*parts)])
    assert chapter.parts == (
        "1",
        "1.1",
        "1.1",
        "1.1.1",
        "1.1.2",
        "",
        "1.1",
        "",
        "1.2",
        "1.2.1",
        "1.2",
    )


def test_a_skipped_level_counts_as_nought() -> None:
    ((chapter,), _) = number([Chapter("a.ipynb")], [parsed(heading(1), heading(3), heading(2))])
    assert chapter.parts == ("1", "1.0.1", "1.1")


def test_without_a_number_only_figures_and_tables_have_one() -> None:
    parts = (heading(1, numbered=False), heading(2, "sec-a"), Part("fig", "fig-a"))
    ((chapter,), index) = number([Chapter("a.ipynb")], [parsed(*parts, numbered=False)])
    assert (chapter.number, chapter.parts) == ("", ("", "", "1"))
    assert index["sec-a"].number == ""


def test_appendices_have_letters_and_labels_say_what_they_name() -> None:
    chapters = [
        Chapter("a.ipynb"),
        Chapter("b.ipynb"),
        *(Chapter(f"{n}.ipynb", True) for n in "cd"),
    ]
    parses = [
        parsed(heading(1), numbered=False),
        parsed(heading(1, "sec-b"), heading(2, "sec-b-1"), Part("tbl", "tbl-b")),
        parsed(heading(1)),
        parsed(heading(1, "sec-d"), Part("fig", "fig-d")),
    ]
    numbered, index = number(chapters, parses)
    assert [chapter.number for chapter in numbered] == ["", "1", "A", "B"]
    assert index == {
        "sec-b": Entry("chapter", "1", "b.html"),
        "sec-b-1": Entry("section", "1.1", "b.html"),
        "tbl-b": Entry("table", "1.1", "b.html"),
        "sec-d": Entry("appendix", "B", "d.html"),
        "fig-d": Entry("figure", "B.1", "d.html"),
    }


@pytest.mark.parametrize(
    ("parses", "message"),
    [
        ([parsed(numbered=None)], "has no heading"),
        ([parsed(heading(1), Part("fig", "fig-a"), Part("fig", "fig-a"))], "fig-a is used twice"),
    ],
)
def test_what_cannot_be_numbered_is_told(parses: list[Parsed], message: str) -> None:
    with pytest.raises(CkmError, match=message) as caught:
        number([Chapter("a.ipynb")], parses)
    assert caught.value.place == "a.ipynb"
