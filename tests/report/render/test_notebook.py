from __future__ import annotations

import json
from pathlib import Path

import pytest
from render_samples import added, code, figure, output, staged_book, text, write_notebook

from ckmreport.foundation.errors import CkmError
from ckmreport.report.render.book_rules import violations
from ckmreport.report.render.notebook import read_notebook

KENNIS = "notebooks/02-kennis.ipynb"


def test_cells_are_read_with_options_outputs_and_results(tmp_path: Path) -> None:
    write_notebook(tmp_path / "a.ipynb", [text("`{python} n`", n="3"), figure("fig-a")])
    words, chart = read_notebook(tmp_path, "a.ipynb").cells
    assert words.expressions() == ["n"]
    assert words.results == {"n": "3"}
    assert chart.label == "fig-a"
    assert chart.options["fig-alt"] == "Zorg voorop."
    assert list(chart.outputs[0].data) == ["image/svg+xml"]
    assert chart.outputs[0].metadata["ckm"]["table"]["columns"] == ["domein", "aandeel"]


def test_only_the_first_lines_of_a_cell_are_options(tmp_path: Path) -> None:
    cell = code("label: tbl-a", outputs=[output("text/markdown", "x")])
    cell["source"] += ["\n", "#| echo: true"]
    write_notebook(tmp_path / "a.ipynb", [cell])
    assert dict(read_notebook(tmp_path, "a.ipynb").cells[0].options) == {"label": "tbl-a"}


def test_a_cell_has_its_own_id_or_its_number_and_what_it_printed(tmp_path: Path) -> None:
    printed = {"output_type": "stream", "name": "stdout", "text": ["een\n", "twee\n"]}
    named = code(outputs=[printed]) | {"id": "teller"}
    write_notebook(tmp_path / "a.ipynb", [text("# A"), named])
    first, second = read_notebook(tmp_path, "a.ipynb").cells
    assert (first.id, second.id) == ("1", "teller")
    assert second.outputs[0].text == "een\ntwee\n"


def test_a_cell_is_placed_as_its_reader_counts(tmp_path: Path) -> None:
    write_notebook(tmp_path / "a.ipynb", [text("# A"), figure("fig-a")])
    notebook = read_notebook(tmp_path, "a.ipynb")
    assert [notebook.place(cell) for cell in notebook.cells] == [
        "a.ipynb, cell 1",
        "a.ipynb, cell 2 (fig-a)",
    ]


@pytest.mark.parametrize("content", ["niets", "[]", json.dumps({"nbformat": 4})])
def test_a_file_that_is_no_notebook_is_named(tmp_path: Path, content: str) -> None:
    book = staged_book(tmp_path)
    (book.folder / KENNIS).write_text(content)
    with pytest.raises(CkmError, match="no notebook") as caught:
        violations(book)
    assert caught.value.place == KENNIS


@pytest.mark.parametrize("option", ["label: [", "een los woord"])
def test_options_that_are_no_yaml_are_named(tmp_path: Path, option: str) -> None:
    with pytest.raises(CkmError, match="the cell options") as caught:
        violations(staged_book(tmp_path, added(code(option))))
    assert caught.value.place == f"{KENNIS}, cell 7"
