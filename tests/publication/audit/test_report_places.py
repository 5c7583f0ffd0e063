from __future__ import annotations

import csv
from pathlib import Path

import nbformat
import pytest
from audit_samples import DATA, questionnaire
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from ckmreport.publication.audit.report_places import cells_calling, find_places

ROOT = Path(__file__).parents[3]


def cell(name: str, source: str, *, code: bool = False) -> NotebookNode:
    made: NotebookNode = new_code_cell(source) if code else new_markdown_cell(source)
    made.id = name
    return made


def write(path: Path, *cells: NotebookNode) -> None:
    path.parent.mkdir(exist_ok=True)
    nbformat.write(new_notebook(cells=list(cells)), path)


def test_a_cell_is_referred_to_by_its_figure_or_its_section(tmp_path: Path) -> None:
    write(tmp_path / "index.ipynb", cell("kort", "## In het kort {.unnumbered #sec-kort}"))
    write(
        tmp_path / "notebooks" / "03-x.ipynb",
        cell("titel", "# Titel {#sec-titel}\n\nTekst.\n\n## Deel {#sec-deel}\n\nTekst."),
        cell("fig", '#| label: fig-x\n#| fig-cap: "X"\nx', code=True),
        cell("tekst", "Zonder kop."),
        cell("cijfers", "#| include: false\ny = 1", code=True),
    )
    places = find_places(tmp_path)
    assert places["index#kort"] == "[In het kort](#sec-kort)"
    assert places["03-x#titel"] == "§[-@sec-deel]"
    assert places["03-x#fig"] == "@fig-x"
    assert places["03-x#tekst"] == places["03-x#cijfers"] == "§[-@sec-deel]"
    assert places["03-x#weg"] == places[""] == ""


def test_every_place_of_the_statements_is_found() -> None:
    places = find_places(ROOT)
    path = ROOT / "data/publication/2023/statements.csv"
    with path.open(encoding="utf-8", newline="") as file:
        shown = [row["report"] for row in csv.DictReader(file) if row["report"]]
    assert len(shown) > 100
    assert [cell for cell in shown if not places[cell]] == []


def test_cells_are_found_by_the_text_they_pass(tmp_path: Path) -> None:
    (tmp_path / "_quarto.yml").touch()
    (tmp_path / "data").mkdir()
    write(
        tmp_path / "notebooks" / "a.ipynb",
        cell("setup", "from x import show", code=True),
        cell("one", 'show(survey, "wonen")', code=True),
        cell("two", "y = 1", code=True),
    )
    write(
        tmp_path / "notebooks" / "b.ipynb",
        cell("three", 'show(survey, "wonen")', code=True),
        cell("four", "show(groups, [1])", code=True),
    )
    assert cells_calling(tmp_path / "data", "show") == {"wonen": "a#one", "": "b#four"}


def test_without_notebooks_nothing_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cells_calling(tmp_path, "show") == {}


def test_the_appendix_shows_every_section_of_the_questionnaire() -> None:
    assert set(cells_calling(DATA, "question_tables")) == set(questionnaire().sections)
