"""Where the report shows the answers to a question."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from audit_samples import DATA, questionnaire

from ckmreport.publication.audit.question_table_cells import cells_calling


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "_quarto.yml").touch()
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data").mkdir()
    return tmp_path


def write_notebook(project: Path, name: str, **cells: str) -> None:
    notebook = nbformat.v4.new_notebook()
    for cell_id, source in cells.items():
        notebook.cells.append(nbformat.v4.new_code_cell(source, id=cell_id))
    nbformat.write(notebook, project / "notebooks" / name)


def test_cells_are_found_by_the_text_they_give(project: Path) -> None:
    write_notebook(
        project, "a.ipynb", setup="from x import show", one='show(survey, "wonen")', two="y = 1"
    )
    write_notebook(project, "b.ipynb", three='show(survey, "wonen")', four="show(groups, [1])")
    assert cells_calling(project / "data", "show") == {"wonen": "a#one", "": "b#four"}


def test_without_notebooks_nothing_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cells_calling(tmp_path, "show") == {}


def test_the_appendix_shows_every_section_of_the_questionnaire() -> None:
    assert set(cells_calling(DATA, "question_tables")) == set(questionnaire().sections)
