"""The report of the newest wave in a browser; `make test-browser` installs what this needs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from project_samples import copy_project


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished book: the folder with `html` and `rapport.pdf`."""
    project = copy_project(tmp_path_factory.mktemp("browser") / "project")
    made = project.ckm("report", "2023", "--renderer", "embedded")
    assert made.returncode == 0, made.stderr
    return project.folder / "_book" / "2023"


@pytest.fixture(scope="session")
def pages(book: Path) -> list[Path]:
    """Every page of the site."""
    found = sorted((book / "html").rglob("*.html"))
    assert len(found) > 5
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium, as the system has it."""
    with sync_playwright() as playwright:
        # Without the sandbox, which the root user of a container cannot have.
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()
