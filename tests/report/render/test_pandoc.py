"""A step is done for many chapters at once, and its results keep their order."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.embedded import pandoc
from ckmreport.report.render.embedded.markdown import ChapterText
from ckmreport.report.render.embedded.pandoc import Job, run
from ckmreport.report.render.embedded.parsing import chapter_source


def matter(markdown: str, size: int = 1) -> Job:
    return Job({"texts": {"x": markdown}}, size)


def test_results_keep_the_order_of_the_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    made = run("matter", [matter("één", 1), matter("*twee*", 5), matter("drie", 3)])
    assert [result["x"]["html"] for result in made] == [
        "<p>één</p>",
        "<p><em>twee</em></p>",
        "<p>drie</p>",
    ]


def test_nothing_to_do_starts_no_pandoc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "_pandoc", None)
    assert run("matter", []) == []


def test_the_largest_goes_first_and_cores_get_equal_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    shares = []

    def note(_: str, jobs: Sequence[Job]) -> list[Any]:
        shares.append([job.size for job in jobs])
        return [None for _ in jobs]

    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(pandoc, "_pandoc", note)
    run("matter", [matter("", size) for size in (1, 2, 12, 4, 3)])
    assert sorted(shares) == [[4, 3, 2, 1], [12]]


def test_a_step_that_stops_says_why_and_where() -> None:
    job = Job(chapter_source("a.ipynb", ChapterText("Een <b>woord</b>", {}, {})).arguments)
    with pytest.raises(CkmError, match="raw html is not supported") as caught:
        run("parse", [job])
    assert caught.value.place == "a.ipynb"
