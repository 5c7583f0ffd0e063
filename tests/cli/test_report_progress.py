from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ckmreport.cli import report_progress
from ckmreport.report.execute.chapters import Chapter, Executed, Started
from ckmreport.report.make import Planned

ONE, TWO = Chapter(Path("index.ipynb")), Chapter(Path("notebooks/01.ipynb"))


def executed(chapter: Chapter) -> Executed:
    return Executed(chapter, chapter.source, (), (), (), 1.0)


class Bar:
    """Stands in for the bar: keeps what it showed."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, float | None, float | None]] = []

    def show(self, words: str, *, done: float | None = None, total: float | None = None) -> None:
        self.shown.append((words, done, total))


@pytest.fixture
def bar(monkeypatch: pytest.MonkeyPatch) -> Bar:
    bar = Bar()

    @contextmanager
    def progress_bar(_words: str, _total: float | None = None) -> Iterator[Bar]:
        yield bar

    monkeypatch.setattr(report_progress, "progress_bar", progress_bar)
    return bar


def test_progress_counts_the_chapters_of_this_wave_and_what_comes_after(bar: Bar) -> None:
    with report_progress.show_progress("2023", explain=False) as on_event:
        on_event(Planned({ONE: "", TWO: "data/questionnaire.yml changed"}))
        on_event(executed(ONE))  # kept
        on_event(Started(TWO))
        on_event(executed(TWO))
        on_event("rendering")
    assert bar.shown == [
        ("", 0, 3),
        ("", 1, 3),
        ("01", 1, 3),
        ("", 2, 3),
        ("rendering", 2, 3),
    ]


def test_it_says_why_chapters_run_where_that_is_asked(
    bar: Bar, capsys: pytest.CaptureFixture[str]
) -> None:
    for explain in (False, True):
        with report_progress.show_progress("2023", explain=explain) as on_event:
            on_event(Planned({ONE: "", TWO: "text/0.md changed"}))
        assert len(bar.shown) == 1 + explain
    assert capsys.readouterr().out.splitlines() == [
        "index.ipynb: kept",
        "notebooks/01.ipynb: runs, because text/0.md changed",
    ]
