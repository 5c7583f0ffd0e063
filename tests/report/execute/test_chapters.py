from __future__ import annotations

import json
from pathlib import Path

import pytest
from notebook_samples import add_chapter, code_cell, markdown_cell, notebook_of

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.chapters import Chapter, Executed, Started, execute
from ckmreport.report.execute.markdown.claims import Claim
from ckmreport.report.execute.notebook_files import write_notebook
from ckmreport.report.execute.processes import Pool


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "a {project}"
    (folder / "wave" / "text").mkdir(parents=True)
    (folder / "_quarto.yml").write_text("", encoding="utf-8")
    return folder


def run(project: Path, chapters: list[Chapter], jobs: int = 1, **options: object) -> list[Executed]:
    return execute(
        chapters,
        {"wave": "2025"},
        project=project,
        wave_folder=project / "wave",
        output=project / "_build",
        pool=Pool(jobs),
        **options,  # type: ignore[arg-type]
    )


def test_chapters_are_executed_beside_each_other_and_given_in_order(project: Path) -> None:
    short = add_chapter(
        project,
        "notebooks/01.ipynb",
        code_cell(
            "import pathlib, warnings\n"
            "print(sorted(p.name for p in pathlib.Path().iterdir() if p.suffix == '.yml'))\n"
            "warnings.warn('let op')",
            id="where",
        ),
        markdown_cell("[Het is `{python} wave`]{.claim when=\"wave > '2030'\"}", id="claim"),
        markdown_cell("{{< include text/x.md >}}", id="gap"),
    )
    long = add_chapter(project, "index.ipynb", markdown_cell("Lang. " * 500, id="long"))
    write_notebook(notebook_of(markdown_cell("# L", id="l")), project / "lit.ipynb")
    events: list[Started | Executed] = []
    chapters = [short, long, Chapter(Path("lit.ipynb"))]
    first, second, third = run(project, chapters, jobs=2, on_event=events.append)

    assert [one.chapter for one in (first, second, third)] == chapters
    assert events[:2] == [Started(long), Started(short)]
    finished = [event for event in events if isinstance(event, Executed)]
    assert sorted(map(id, finished)) == sorted(map(id, (first, second, third)))
    assert first.path == project / "_build" / "notebooks" / "01.ipynb"
    assert first.claims == (
        Claim(
            id=first.claims[0].id,
            sentence="Het is 2025",
            when="wave > '2030'",
            holds=False,
            section="",
            chapter="notebooks/01.ipynb",
            cell="claim",
            values={"wave": "2025"},
            alternatives=[],
        ),
    )
    assert first.missing == ("text/x.md",)
    assert first.warnings == (
        "notebooks/01.ipynb, cell 2 (where): <cell>:3: UserWarning: let op\n"
        "  warnings.warn('let op')",
    )
    assert (second.claims, second.missing, second.warnings) == ((), (), ())
    written = json.loads(first.path.read_text(encoding="utf-8"))
    assert written["cells"][2]["outputs"][0]["text"] == ["['_quarto.yml']\n"]
    assert written["cells"][3]["metadata"]["user_expressions"][0]["expression"] == "wave"

    before = first.path.read_bytes()
    run(project, [short])
    assert first.path.read_bytes() == before


def test_an_undeclared_parameter_is_an_error(project: Path) -> None:
    write_notebook(notebook_of(code_cell("1", id="a")), project / "a.ipynb")
    with pytest.raises(CkmError, match="does not declare the parameter wave") as caught:
        run(project, [Chapter(Path("a.ipynb"))])
    assert caught.value.place == "a.ipynb"


@pytest.mark.parametrize("source", [Path("/elsewhere/a.ipynb"), Path("../a.ipynb")])
def test_a_chapter_outside_the_project_is_refused(project: Path, source: Path) -> None:
    with pytest.raises(CkmError, match="not in the folder of the project"):
        run(project, [Chapter(source)])


def test_sources_are_never_overwritten(project: Path) -> None:
    with pytest.raises(ValueError, match="output"):
        execute([], {}, project=project, wave_folder=project, output=project / "a" / "..")


def test_the_first_failure_stops_the_other_chapters(project: Path) -> None:
    slow = add_chapter(project, "slow.ipynb", code_cell("import time\ntime.sleep(60)" + " " * 500))
    bad = add_chapter(project, "bad.ipynb", code_cell("1 / 0", id="a"))
    with pytest.raises(CkmError, match="ZeroDivisionError") as caught:
        run(project, [slow, bad], jobs=2)
    assert caught.value.place == "bad.ipynb, cell 2 (a)"
    assert not (project / "_build").exists()


def test_cells_of_other_waves_are_left_out_and_count_for_the_place(project: Path) -> None:
    def asking(occasion: str) -> dict[str, object]:
        return {"ckm": {"when": occasion}}

    chapter = add_chapter(
        project,
        "a.ipynb",
        code_cell("import pathlib; pathlib.Path('ran').touch()", id="c", metadata=asking("snow")),
        markdown_cell("{{< include text/gone.md >}}", id="gone", metadata=asking("snow")),
        markdown_cell("{{< include text/held.md >}}", id="held", metadata=asking("rain")),
        code_cell("import warnings; warnings.warn('let op')", id="last"),
    )
    (done,) = run(project, [chapter], occasions={"rain": True, "snow": False})
    assert done.missing == ("text/held.md",)
    assert not (project / "ran").exists()
    assert "a.ipynb, cell 5 (last)" in done.warnings[0]
    text = done.path.read_text("utf-8")
    assert "gone" not in text
    assert '"when"' not in text


def test_a_cell_that_asks_for_something_unknown_is_named(project: Path) -> None:
    cell = markdown_cell("Tekst.", id="x", metadata={"ckm": {"when": "full_moon"}})
    with pytest.raises(CkmError, match="asks for 'full_moon'") as caught:
        run(project, [add_chapter(project, "a.ipynb", cell)], occasions={"rain": True})
    assert caught.value.place == "a.ipynb, cell 2 (x)"
