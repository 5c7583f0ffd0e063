"""The whole way of `ckm preview`: a sentence is saved, and the page that is served has it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from process_samples import eventually, has_ended, processes_of
from project_samples import Project, small_project

from ckmreport.cli.preview import _make as make
from ckmreport.report.execute.processes import CAN_FORK
from ckmreport.report.freshness.inputs import Study
from ckmreport.report.preview.server import serve
from ckmreport.report.request import Request

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CAN_FORK, reason="processes are looked up as Linux keeps them"),
]

TEXT = "data/waves/2023/text/lokale-context.md"
CHAPTER = "html/notebooks/01-inleiding.html"


class Preview:
    """A preview that runs, as somebody has it in a terminal."""

    def __init__(self, project: Project, temporary: Path) -> None:
        self.project = project
        self.temporary = temporary
        temporary.mkdir()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ckmreport", "preview", "2023", "--port", "0"],
            cwd=project.folder,
            env={**os.environ, "TMPDIR": str(temporary)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        first = self.line()
        found = re.search(r"http://[\d.:]+/", first)
        assert found is not None, first
        self.address = found[0]

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def page(self, path: str = CHAPTER) -> str:
        try:
            with urlopen(self.address + path, timeout=60) as answer:
                text: str = answer.read().decode("utf-8")
                return text
        except HTTPError as error:
            error.close()
            return ""

    def fault(self) -> str | None:
        with urlopen(f"{self.address}_preview/events", timeout=60) as events:
            state = json.loads(events.readline().decode("utf-8").removeprefix("data: "))
            fault: str | None = state["error"]
            return fault


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    running = Preview(small_project(tmp_path / "project"), tmp_path / "temporary")
    try:
        yield running
    finally:
        running.process.kill()
        running.process.communicate()


def test_what_is_saved_is_served(preview: Preview) -> None:
    assert eventually(lambda: "Inleiding" in preview.page())
    served = preview.page()
    text = preview.project.folder / TEXT
    before = text.read_text("utf-8")
    assert preview.line().startswith("Made in ")

    text.write_text(f"{before}\nEen zin erbij.\n", "utf-8")
    assert preview.line() == f"Changed: {TEXT}\n"
    assert preview.line().startswith("Made in ")
    assert "Een zin erbij." in preview.page()
    version = re.compile(r'data-version="(\w+)"')
    assert version.findall(preview.page()) != version.findall(served) != []

    text.write_text(f"{before}\nZie @sec-nergens.\n", "utf-8")
    assert eventually(lambda: preview.fault() is not None)
    assert "sec-nergens" in str(preview.fault())
    assert "Een zin erbij." in preview.page()  # the last one that could be made
    assert preview.line() == f"Changed: {TEXT}\n"
    assert preview.line().startswith("Error: ")

    text.write_text(before, "utf-8")
    assert eventually(lambda: preview.fault() is None)
    assert version.sub("", preview.page()) == version.sub("", served)
    assert not (preview.project.folder / "_book").exists()


def test_a_fault_from_the_start_is_shown_and_can_be_mended(preview: Preview) -> None:
    book = preview.project.folder / "_quarto.yml"
    whole = book.read_text("utf-8")
    book.write_text("project: [", "utf-8")
    assert eventually(lambda: "_quarto.yml" in str(preview.fault()))
    assert "Het rapport wordt gemaakt" in preview.page() or "Inleiding" in preview.page()
    book.write_text(whole, "utf-8")
    assert eventually(lambda: "Inleiding" in preview.page() and preview.fault() is None)


@pytest.mark.parametrize(
    ("number", "at_work"), [(signal.SIGINT, True), (signal.SIGINT, False), (signal.SIGTERM, True)]
)
def test_ended_it_leaves_nothing(preview: Preview, number: signal.Signals, at_work: bool) -> None:
    if not at_work:
        assert preview.line().startswith("Made in ")
    assert eventually(lambda: any(preview.temporary.glob("*/ckm-preview-*")))
    session = preview.process.pid
    if number == signal.SIGINT:
        os.killpg(session, number)  # as Ctrl-C does: every process of the terminal
    else:
        os.kill(session, number)
    output, _ = preview.process.communicate(timeout=60)
    assert preview.process.returncode == (0 if number == signal.SIGINT else 1), output
    assert output.endswith("The preview has ended.\n") == (number == signal.SIGINT)
    assert "Traceback" not in output
    assert eventually(lambda: processes_of(session) == [])
    assert has_ended(session)
    assert list(preview.temporary.iterdir()) == []
    with pytest.raises(URLError):
        preview.page()


def test_a_file_that_is_away_while_it_is_saved_does_not_end_the_preview(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        (tmp_path / "references.bib").read_text("utf-8")

    monkeypatch.setattr("ckmreport.cli.report_progress.make_report", away)
    with serve(tmp_path, 0) as site:
        make(Request(Study(tmp_path, tmp_path, "2023"), tmp_path), site)
        assert "references.bib" in (site.state.error or "")
