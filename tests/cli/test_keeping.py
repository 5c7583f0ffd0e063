"""Only chapters of which something changed are executed again, and the book is the same."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from project_samples import Project, copy_project

TEXT = "data/waves/2023/text/lokale-context.md"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with two chapters, one of which includes a text of the wave."""
    project = copy_project(tmp_path / "project")
    for path in (project.folder / "notebooks").glob("*.ipynb"):
        if path.name not in ("01-inleiding.ipynb", "literatuur.ipynb"):
            path.unlink()
    book = project.folder / "_quarto.yml"
    kept = re.sub(r"\n    - notebooks/(?!01-|lit).*", "", book.read_text("utf-8"))
    kept = re.sub(r"\n    - (?:part: .*|index\.ipynb)", r"\n    - index.ipynb", kept)
    book.write_text(kept, "utf-8")
    for name in ("index.ipynb", "notebooks/01-inleiding.ipynb"):
        path = project.folder / name
        text = re.sub(
            r"@sec-[a-z-]+|\[[^\]\[]*\]\(#sec-[a-z-]+\)", "elders", path.read_text("utf-8")
        )
        path.write_text(text, "utf-8")
    return project


def explained(project: Project, *arguments: str) -> dict[str, str]:
    done = project.ckm("report", "2023", "--to", "html", "--explain", *arguments)
    assert done.returncode == 0, done.stderr
    lines = [line.partition(": ") for line in done.stdout.splitlines() if ".ipynb: " in line]
    return {Path(name).stem: why for name, _, why in lines}


def site(project: Project) -> dict[str, bytes]:
    html = project.folder / "_book/2023/html"
    return {path.name: path.read_bytes() for path in html.rglob("*.html")}


def test_only_what_changed_runs_and_the_book_is_that_of_a_full_run(project: Project) -> None:
    assert set(explained(project).values()) == {"runs: it was not executed before"}
    assert set(explained(project).values()) == {"kept"}

    with (project.folder / TEXT).open("a", encoding="utf-8") as file:
        file.write("\nEen zin erbij.\n")
    assert explained(project) == {
        "index": "kept",
        "01-inleiding": "runs: text/lokale-context.md",
        "literatuur": "kept",
    }
    made = site(project)
    assert any(b"Een zin erbij." in page for page in made.values())
    assert set(explained(project, "--force").values()) == {"runs: it was not executed before"}
    assert site(project) == made

    executed = project.folder / "_build/2023/index.ipynb"
    executed.write_text(executed.read_text("utf-8").replace("respondenten", "personen"), "utf-8")
    assert explained(project)["index"] == "runs: its result was changed"
    assert site(project) == made
    shutil.rmtree(project.folder / "_build")
    assert set(explained(project).values()) == {"runs: it was not executed before"}
