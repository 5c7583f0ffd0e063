"""The whole way of `ckm fleet`: invented municipalities, of which one is broken."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from fleet_samples import WAVE, write_municipality, write_plan
from process_samples import eventually, processes_of
from project_samples import small_project

pytestmark = pytest.mark.slow

NAMES = ("Assen", "Breda", "Cuijk")


class Place:
    """A project, municipalities beside it, and the command."""

    def __init__(self, folder: Path) -> None:
        self.project = small_project(folder / "project").folder
        for seed, name in enumerate(NAMES):
            write_municipality(folder / name.lower(), name, n=40 + 20 * seed, seed=seed)
        self.plan = write_plan(folder / "vloot.yml", *map(str.lower, NAMES))
        self.interviews = folder / "breda" / "waves" / WAVE / "interviews.csv"
        self.out = self.project / "_book" / "fleet"

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "ckmreport", "fleet", str(self.plan), *arguments],
            cwd=self.project,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str) -> tuple[int, str, str]:
        process = self.start(*arguments)
        stdout, stderr = process.communicate(timeout=300)
        return process.returncode, stdout, stderr

    def has_own_style(self, name: str) -> bool:
        """Tell whether the site of a municipality has the colour of its own."""
        css = self.out / name / WAVE / "html" / "assets" / "book.css"
        return "--brand: #5a1846;" in css.read_text("utf-8")

    def page(self) -> BeautifulSoup:
        return BeautifulSoup((self.out / "index.html").read_text("utf-8"), "html.parser")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_reports_are_made_and_a_later_run_goes_on(place: Place) -> None:
    whole = place.interviews.read_text("utf-8")
    place.interviews.write_text("nothing\n", "utf-8")
    own = 'colours: {brand: {light: "#5a1846"}}\n'
    (place.plan.parent / "cuijk" / "tokens.yml").write_text(own, "utf-8")
    status, stdout, stderr = place.run("--workers", "1", "--retries", "0")
    assert status == 1, stderr
    assert "2 made, 0 up to date, 1 failed" in stdout
    assert f"failed breda/{WAVE}: {place.interviews}, line 1: the columns must be" in stderr
    assert "1 of 3 reports failed" in stderr
    page = place.page()
    links = [str(link["href"]) for link in page.find_all("a")]
    assert len(links) == 4
    assert all((place.out / link).is_file() for link in links)
    book = BeautifulSoup((place.out / links[2]).read_text("utf-8"), "html.parser")
    assert book.find("h1") is not None
    assert [name for name in ("assen", "cuijk") if place.has_own_style(name)] == ["cuijk"]
    message = page.select_one("td.message")
    assert message is not None
    assert "the columns must be" in message.get_text()
    assert len(page.find_all("figure")) == len(
        yaml.safe_load((place.project / "data" / "questionnaire.yml").read_text())["indicators"]
    )
    assert not (place.project / "_build").exists()  # each worker has a folder of its own

    place.interviews.write_text(whole, "utf-8")
    status, stdout, stderr = place.run("--workers", "1")
    assert status == 0, stderr
    assert "1 made, 2 up to date, 0 failed" in stdout
    assert len(place.page().find_all("a")) == 6

    written = (place.out / "assen" / WAVE / "ledger.json").stat().st_mtime_ns
    status, stdout, stderr = place.run()
    assert (status, "0 made, 3 up to date, 0 failed" in stdout) == (0, True), stderr
    assert (place.out / "assen" / WAVE / "ledger.json").stat().st_mtime_ns == written
    plan = yaml.safe_load(place.plan.read_text("utf-8"))
    place.plan.write_text(yaml.safe_dump({"reports": plan["reports"][:1]}), "utf-8")
    status, stdout, stderr = place.run("--workers", "1", "--force")
    assert "1 made, 0 up to date, 0 failed" in stdout, stderr
    assert place.page().find("figure") is None  # one municipality, and not national


def test_ctrl_c_leaves_no_process_and_a_page(place: Place) -> None:
    process = place.start("--workers", "2", "--retries", "0")
    assert eventually(lambda: len(processes_of(process.pid)) > 6)  # two workers and their workshops
    os.killpg(process.pid, signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130, stderr
    assert "Traceback" not in stderr
    assert eventually(lambda: processes_of(process.pid) == [])
    assert "moeten er nog 3 worden gemaakt" in place.page().get_text()
    assert not (place.out / "fleet.json").exists()
    assert [path for path in place.out.rglob("*.html") if path.name != "index.html"] == []


def test_what_cannot_be_done_is_told(place: Place) -> None:
    status, _, stderr = place.run("--workers", "2", "--scheduler", "tcp://127.0.0.1:1")
    assert status == 1
    assert "--workers says how many processes" in stderr
    place.plan.write_text(json.dumps({"reports": [{"data": "emmen", "waves": ["2025"]}]}))
    status, _, stderr = place.run()
    assert status == 1
    assert f"{place.plan}, line 1: there is no data folder 'emmen'" in stderr
    assert not place.out.exists()
