"""A book of which nothing changed is not made again; anything that did change is noticed."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.report.book_up_to_date import Bookkeeping, book_of
from ckmreport.report.execute.markdown.claims import Claim
from ckmreport.report.freshness.inputs import Study
from ckmreport.report.request import Report, Request
from ckmreport.survey.waves.unfinished import Unfinished

STRICT = "--strict asks for a finished one"
UNTRUE = Claim("a/n", "Niemand.", "n == 0", False, "sec-a", "index.ipynb", "a", {"n": "3"})

TEXT = Unfinished("text/x.md", exists=False)


@pytest.fixture
def request_for(tmp_path: Path) -> Request:
    for name in ("_quarto.yml", "data/waves/2025/wave.yml", "_book/2025/html/index.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    study = Study(tmp_path, tmp_path / "data", "2025")
    return Request(study, tmp_path / "_book", renderer="embedded")


def report_of(request: Request, **changes: Any) -> Report:
    report = Report(request.target, "embedded", request.formats, (), (), ())
    return replace(report, **changes)


def made(request: Request, **changes: Any) -> Report:
    report = report_of(request, **changes)
    Bookkeeping(request).save(report)
    return report


def test_a_book_that_was_never_made_is_made(request_for: Request) -> None:
    assert Bookkeeping(request_for).reason == "it was not made before"


def test_one_of_which_nothing_changed_is_told_of_as_when_it_was_made(request_for: Request) -> None:
    report = made(request_for, untrue=(UNTRUE,), open_ends=(TEXT,), warnings=("let op",))
    books = Bookkeeping(request_for)
    assert books.reason == ""
    assert books.report == report


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("_quarto.yml", "_quarto.yml changed"),
        ("data/waves/2025/wave.yml", "data/waves/2025/wave.yml changed"),
        ("data/waves/2025/text/new.md", "data/waves/2025/text/new.md changed"),
        ("_book/2025/html/index.html", "the finished book was changed"),
        ("_book/2025/html/new.html", "the finished book was changed"),
    ],
)
def test_a_file_that_changed_or_is_new_is_a_reason(
    request_for: Request, name: str, reason: str
) -> None:
    made(request_for)
    path = request_for.study.project / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("other", "utf-8")
    assert Bookkeeping(request_for).reason == reason


def test_a_book_that_is_gone_is_a_reason(request_for: Request) -> None:
    made(request_for)
    (request_for.target / "html" / "index.html").unlink()
    assert Bookkeeping(request_for).reason == "the finished book was changed"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"formats": ("html",)}, "--to changed"),
        ({"renderer": "auto"}, "--renderer"),
        ({"again": True}, "--force asks for it"),
    ],
)
def test_another_choice_is_a_reason(
    request_for: Request, changes: Mapping[str, Any], reason: str
) -> None:
    made(request_for)
    assert reason in Bookkeeping(replace(request_for, **changes)).reason


def test_another_quarto_is_a_reason_unless_it_is_not_asked(
    request_for: Request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    automatic = replace(request_for, renderer="auto")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for one in (request_for, automatic):
        made(replace(one, build=tmp_path / one.renderer))
    quarto = tmp_path / "bin" / "quarto"
    quarto.parent.mkdir()
    quarto.touch(0o755)
    found = [
        Bookkeeping(replace(one, build=tmp_path / one.renderer)).reason
        for one in (request_for, automatic)
    ]
    assert found == ["", "quarto changed"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({}, ""), ({"untrue": (UNTRUE,)}, STRICT), ({"open_ends": (TEXT,)}, STRICT)],
)
def test_a_draft_is_not_good_enough_where_a_finished_book_is_asked(
    request_for: Request, changes: Mapping[str, Any], reason: str
) -> None:
    made(request_for, **changes)
    assert Bookkeeping(replace(request_for, strict=True)).reason == reason


def test_what_changes_while_the_book_is_made_counts_next_time(request_for: Request) -> None:
    books = Bookkeeping(request_for)
    (request_for.study.project / "_quarto.yml").write_text("other", "utf-8")
    books.save(report_of(request_for))
    assert Bookkeeping(request_for).reason.startswith("_quarto.yml, ")


def from_elsewhere(request: Request) -> Request:
    study = request.study
    return replace(request, study=replace(study, data=study.project.parent / "haren"))


@pytest.mark.parametrize("again", [False, True])
def test_the_book_of_another_data_folder_is_not_replaced(request_for: Request, again: bool) -> None:
    made(request_for)
    elsewhere = replace(from_elsewhere(request_for), again=again)
    with pytest.raises(CkmError, match="from another data folder") as refused:
        Bookkeeping(elsewhere).refuse_to_replace_another()
    assert str(request_for.study.data) in refused.value.message
    assert refused.value.place == str(request_for.target)
    Bookkeeping(request_for).refuse_to_replace_another()  # its own it may


def test_whose_a_book_is_stays_known_when_another_goes_elsewhere(request_for: Request) -> None:
    made(request_for)
    elsewhere = from_elsewhere(request_for)
    apart = replace(elsewhere, out=request_for.study.project / "haren-books")
    Bookkeeping(apart).refuse_to_replace_another()
    apart.target.mkdir(parents=True)
    made(apart)
    with pytest.raises(CkmError, match="from another data folder"):
        Bookkeeping(elsewhere).refuse_to_replace_another()
    assert Bookkeeping(request_for).reason == ""


def test_a_book_that_is_gone_or_of_which_nothing_is_known_may_be_replaced(
    request_for: Request,
) -> None:
    elsewhere = from_elsewhere(request_for)
    Bookkeeping(elsewhere).refuse_to_replace_another()
    made(request_for)
    shutil.rmtree(request_for.target)
    Bookkeeping(elsewhere).refuse_to_replace_another()


def test_the_book_of_another_data_folder_is_not_read(request_for: Request) -> None:
    made(request_for)
    study, books = request_for.study, request_for.out
    assert book_of(study, books) == request_for.target
    with pytest.raises(CkmError, match="from another data folder") as refused:
        book_of(from_elsewhere(request_for).study, books)
    assert str(study.data) in refused.value.message
    apart = study.project / "haren-books"
    assert book_of(from_elsewhere(request_for).study, apart) == apart / "2025"


def test_a_text_that_changed_only_while_the_book_was_made_is_a_reason(request_for: Request) -> None:
    text = request_for.study.data / "waves/2025/wave.yml"
    before = text.read_bytes()
    books = Bookkeeping(request_for)
    time.sleep(0.02)  # a tick of the clock of the disk
    text.write_text("other", "utf-8")
    text.write_bytes(before)
    books.save(report_of(request_for))
    assert "a file that changed while it was read" in Bookkeeping(request_for).reason
    made(request_for)
    assert Bookkeeping(request_for).reason == ""
