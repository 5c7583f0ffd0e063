from __future__ import annotations

from book_samples import CHAPTER, cell, figure_cell, opening_cell, table_cell, text

from ckmreport.review.marked import CELL, OUTCOME, OUTPUT, comment_content, mark, options_of


def test_each_cell_and_output_is_marked_in_order() -> None:
    marked = mark({CHAPTER: [opening_cell(), table_cell()]})
    comments = [line for line in marked.markdown.split("\n") if line.startswith("<!--")]
    assert [comment_content(line, CELL) for line in comments] == [
        [CHAPTER, "kennis"],
        [CHAPTER, "tbl-domeinen"],
        None,
    ]
    assert comment_content(comments[2], OUTPUT) == 0
    assert marked.outputs[0].startswith("| Functiedomein")
    assert "Functiedomein" not in marked.markdown


def test_results_are_marked_with_the_expression_that_gave_them() -> None:
    marked = mark({CHAPTER: [cell(text("Er zijn `{python} n` mensen.", n="222"), "a")]})
    assert marked.expressions == ("n",)
    assert OUTCOME.sub("|", marked.markdown).endswith("Er zijn |222| mensen.")


def test_expressions_of_captions_and_alt_texts_are_marked_too() -> None:
    marked = mark({CHAPTER: [table_cell(), figure_cell()]})
    assert marked.expressions == ("domains.base", "worries.alt")


def test_a_cell_that_is_not_shown_has_no_options() -> None:
    hidden = figure_cell() | {"source": ["#| include: false\n", "#| label: fig-x\n", "x"]}
    assert options_of(hidden) == {}
    assert options_of(figure_cell())["label"] == "fig-zorgen"
