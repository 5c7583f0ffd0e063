"""Pictures are drawn beside their chapter, and kept for as long as they would be the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from notebook_samples import add_chapter, code_cell, markdown_cell
from report.execute.test_processes import PRELOAD

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.chapters import Executed, Started, execute
from ckmreport.report.execute.notebook_files import read_notebook, write_notebook
from ckmreport.report.execute.pictures import SVG, fill, open_place, pictures_of
from ckmreport.report.execute.processes import CAN_FORK, Pool

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="figures are drawn apart where forks can")

ROOT = Path(__file__).parents[3]
IMPORTS = """\
import pandas as pd
from ckmreport.presentation.figures.figure import Drawing
from ckmreport.presentation.figures.groups import _directions
from ckmreport.presentation.tables.table_data import Data
from ckmreport.presentation.text.words import Words

def names(*groups):
    frame = pd.DataFrame({"group": groups, "direction": "more"})
    return Drawing(_directions, frame, Words(("Namen.",)), Data(("groep",), ((groups[0],),)))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "_quarto.yml").write_text("")
    (tmp_path / "_extensions").symlink_to(ROOT / "_extensions")
    return tmp_path


def run(
    project: Path, *cells: str, text: str = "Tekst", apart: bool = True, kept: bool = True
) -> tuple[Executed, list[Started | Executed]]:
    events: list[Started | Executed] = []
    chapter = add_chapter(
        project,
        "one.ipynb",
        code_cell(IMPORTS, id="imports"),
        markdown_cell(text, id="text"),
        *(code_cell(source, id=f"figure-{number}") for number, source in enumerate(cells)),
    )
    (done,) = execute(
        [chapter],
        {"wave": "2025"},
        project=project,
        wave_folder=project,
        output=project / "out",
        pool=Pool(2, PRELOAD) if apart else Pool(1),
        pictured=[chapter] if kept else [],
        on_event=events.append,
    )
    return done, events


def mark(executed: Executed) -> None:
    """Change the pictures of an executed notebook, so that they are known again."""
    notebook = read_notebook(executed.path)
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if SVG in output.get("data", {}):
                output.data[SVG] = "<svg>kept</svg>"
    write_notebook(notebook, executed.path)


def shown(executed: Executed) -> list[str]:
    cells = read_notebook(executed.path).cells
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    return [output.data[SVG] for output in outputs if SVG in output.get("data", {})]


def test_a_picture_drawn_apart_is_that_of_the_chapter_itself(project: Path) -> None:
    cells = ('names("Noord", "Zuid")', 'display(names("Oost"))\nnames("Noord", "Zuid")')
    apart, events = run(project, *cells, kept=False)
    bytes_apart = apart.path.read_bytes()
    assert [type(event) for event in events] == [Started, Executed]
    first, second, third = shown(apart)
    assert first == third != second
    assert all("</svg>" in picture for picture in (first, second))
    itself, _ = run(project, *cells, kept=False, apart=False)
    assert itself.path.read_bytes() == bytes_apart


@pytest.mark.parametrize("apart", [True, False])
def test_a_picture_is_kept_until_its_figure_changes(project: Path, *, apart: bool) -> None:
    cells = ['names("Noord")', 'names("Zuid")']
    mark(run(project, *cells, kept=False)[0])
    kept = "<svg>kept</svg>"
    assert shown(run(project, *cells, text="Nieuw", apart=apart)[0]) == [kept, kept]
    cells[1] = 'names("Oost")'
    first, second = shown(run(project, *cells, apart=apart)[0])
    assert (first, second == kept) == (kept, False)
    (project / "data").mkdir()
    (project / "data/tokens.yml").write_text('figures: {main: {light: "#5a1846"}}', "utf-8")
    first, second = shown(run(project, *cells, apart=apart)[0])
    assert "#5a1846" in first
    assert "#5a1846" in second


def test_without_leave_nothing_is_kept(project: Path) -> None:
    mark(run(project, 'names("Noord")', kept=False)[0])
    assert shown(run(project, 'names("Noord")', kept=False)[0]) != ["<svg>kept</svg>"]


@pytest.mark.parametrize("apart", [True, False])
def test_a_figure_that_cannot_be_drawn_names_its_cell(project: Path, *, apart: bool) -> None:
    broken = 'one = names("Noord")\none.frame.drop(columns="group", inplace=True)\none'
    with pytest.raises(CkmError, match="KeyError") as caught:
        run(project, broken, kept=False, apart=apart)
    assert caught.value.place == "one.ipynb, cell 4 (figure-0)"


def test_open_places_are_filled_as_a_notebook_is_written(project: Path) -> None:
    done, _ = run(project, 'names("Noord", "Zuid")', kept=False)
    whole = done.path.read_bytes()
    notebook = read_notebook(done.path)
    drawn = pictures_of(notebook)
    (wide, narrow) = drawn
    output = notebook.cells[-1].outputs[0]
    output.data[SVG] = open_place(wide)
    output.metadata.ckm.narrow.svg = [open_place(narrow)]
    write_notebook(notebook, done.path)
    fill(done.path, drawn)
    assert done.path.read_bytes() == whole
