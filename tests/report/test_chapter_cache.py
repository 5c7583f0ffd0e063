"""Only chapters of which something changed are executed again, and the book is the same."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from project_samples import Project, small_project

TEXT = "data/waves/2023/text/lokale-context.md"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return small_project(tmp_path / "project")


def report(project: Project, *arguments: str) -> CompletedProcess[str]:
    done = project.ckm("report", "2023", "--to", "html", *arguments)
    assert done.returncode == 0, done.stderr
    return done


def explained(project: Project, *arguments: str) -> dict[str, str]:
    done = report(project, "--explain", *arguments)
    lines = [line.partition(": ") for line in done.stdout.splitlines() if ".ipynb: " in line]
    return {Path(name).stem: why for name, _, why in lines}


def site(project: Project) -> dict[str, bytes]:
    html = project.folder / "_book/2023/html"
    return {path.name: path.read_bytes() for path in html.rglob("*.html")}


def test_only_what_changed_runs_and_the_book_is_that_of_a_full_run(project: Project) -> None:
    assert set(explained(project).values()) == {"runs, because it was not executed before"}
    with (project.folder / TEXT).open("a", encoding="utf-8") as file:
        file.write("\nEen zin erbij.\n")
    assert explained(project) == {
        "index": "kept",
        "01-inleiding": "runs, because text/lokale-context.md changed",
        "literatuur": "kept",
    }
    made = site(project)
    assert any(b"Een zin erbij." in page for page in made.values())
    for kept in (project.folder / "_build/2023/.kept").rglob("*"):
        if kept.is_file():
            kept.write_text("bedorven", "utf-8")
    assert set(explained(project, "--force").values()) == {"runs, because --force asks for it"}
    assert site(project) == made

    executed = project.folder / "_build/2023/index.ipynb"
    executed.write_text(executed.read_text("utf-8").replace("respondenten", "personen"), "utf-8")
    shutil.rmtree(project.folder / "_book")
    assert explained(project)["index"] == "runs, because its result was changed"
    assert site(project) == made
    shutil.rmtree(project.folder / "_build")
    assert set(explained(project).values()) == {"runs, because it was not executed before"}


def test_where_nothing_changed_nothing_is_done_or_even_imported(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(project)
    page = project.folder / "_book" / "2023" / "html" / "index.html"
    made = page.stat().st_mtime_ns
    with monkeypatch.context() as listing:
        listing.setenv("PYTHONPROFILEIMPORTTIME", "1")
        done = report(project)
    assert done.stdout == "Nothing changed: _book/2023/html/index.html\n"
    assert page.stat().st_mtime_ns == made
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "ckmreport.report.book_up_to_date" in imported
    assert imported & {"pandas", "papermill", "nbformat", "matplotlib", "yaml"} == set()

    written = page.read_bytes()
    page.unlink()
    done = report(project, "--explain")
    assert done.stdout.startswith("The book is made, because the finished book was changed\n")
    assert "index.ipynb: kept" in done.stdout
    assert page.read_bytes() == written


def test_a_chapter_that_failed_and_is_restored_is_as_it_was_before(project: Project) -> None:
    report(project)
    notebook = project.folder / "index.ipynb"
    written = notebook.read_text("utf-8")
    content = json.loads(written)
    cell = {"cell_type": "markdown", "id": "fout", "metadata": {}, "source": "`{python} weg`"}
    content["cells"].append(cell)
    notebook.write_text(json.dumps(content), "utf-8")
    failed = project.ckm("report", "2023", "--to", "html", "--explain")
    assert failed.returncode == 1
    assert "index.ipynb: runs, because index.ipynb changed\n" in failed.stdout
    notebook.write_text(written, "utf-8")
    (project.folder / "_book/2023/html/index.html").unlink()
    assert set(explained(project).values()) == {"kept"}
