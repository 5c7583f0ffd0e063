from __future__ import annotations

from pathlib import Path

from book_samples import CHAPTER, cell, figure_cell, opening_cell, table_cell, text
from render_samples import Json, write_notebook

from ckmreport.report.proof.marked import CELL, OUTCOME, OUTPUT, Marked, comment_content, mark
from ckmreport.report.render.notebook import read_notebook


def marked_cells(folder: Path, *cells: Json) -> Marked:
    write_notebook(folder / CHAPTER, list(cells))
    return mark(read_notebook(folder, CHAPTER).cells)


def test_each_cell_and_output_is_marked_in_order(tmp_path: Path) -> None:
    marked = marked_cells(tmp_path, opening_cell(), table_cell())
    comments = [line for line in marked.markdown.split("\n") if line.startswith("<!--")]
    assert [comment_content(line, CELL) for line in comments] == [
        "kennis",
        "tbl-domeinen",
        None,
    ]
    assert comment_content(comments[2], OUTPUT) == 0
    assert marked.outputs[0].startswith("| Functiedomein")
    assert "Functiedomein" not in marked.markdown


def test_results_are_marked_with_the_expression_that_gave_them(tmp_path: Path) -> None:
    marked = marked_cells(tmp_path, cell(text("Er zijn `{python} n` mensen.", n="222"), "a"))
    assert marked.expressions == ("n",)
    assert OUTCOME.sub("|", marked.markdown).endswith("Er zijn |222| mensen.")


def test_expressions_of_captions_and_alt_texts_are_marked_too(tmp_path: Path) -> None:
    marked = marked_cells(tmp_path, table_cell(), figure_cell())
    assert marked.expressions == ("domains.base", "worries.alt")


def test_a_cell_that_is_not_shown_is_marked_and_nothing_more(tmp_path: Path) -> None:
    hidden = figure_cell() | {"source": ["#| include: false\n", "#| fig-cap: Zorgen\n", "x"]}
    marked = marked_cells(tmp_path, hidden)
    assert comment_content(marked.markdown, CELL) == "fig-zorgen"
    assert marked.outputs == ()
