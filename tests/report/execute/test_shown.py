"""What cells showed is taken over only where they would show it again."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbformat import NotebookNode
from notebook_samples import add_chapter, code_cell, markdown_cell, notebook_of, output

from ckmreport.report.execute.chapters import execute
from ckmreport.report.execute.notebook_files import read_notebook
from ckmreport.report.execute.shown import shown_before

FIGURE = '#| label: fig-a\n#| fig-cap: "Oud"\nfigure = draw(1)\nfigure'


def result(text: str) -> NotebookNode:
    return output("execute_result", data={"text/plain": text}, execution_count=1)


def earlier(*sources: str, **metadata: object) -> NotebookNode:
    return notebook_of(
        *(
            code_cell(source, id=f"c{n}", outputs=[result(f"was {n}")], metadata=metadata)
            for n, source in enumerate(sources)
        )
    )


def now(*sources: str) -> NotebookNode:
    return notebook_of(*(code_cell(source, id=f"c{n}") for n, source in enumerate(sources)))


def test_a_cell_that_ends_with_a_name_shows_what_it_showed() -> None:
    caption = FIGURE.replace("Oud", "Nieuw")
    found = shown_before(now("x = 1", caption), earlier("x = 1", FIGURE))
    assert found.keys() == {"c1"}
    assert found["c1"].source == "figure = draw(1)"
    assert found["c1"].output["data"]["text/plain"] == "was 1"


@pytest.mark.parametrize(
    "code",
    [
        "draw(1)",
        "figure",
        "figure = draw(1)",
        "figure = draw(1); figure",
        "figure = draw(1)\nfigure.alt",
        "figure = draw(1)\nfor x in y:\n    x",
        "figure = draw(1)\n%magic\nfigure",
        "figure = draw(1); \\\nfigure",
        "",
    ],
)
def test_any_other_cell_is_executed_whole(code: str) -> None:
    assert shown_before(now(code), earlier(code)) == {}


def test_from_a_change_in_the_code_on_all_is_shown_anew() -> None:
    before = earlier(FIGURE, "x = 1", FIGURE)
    assert shown_before(now(FIGURE, "x = 2", FIGURE), before).keys() == {"c0"}
    assert shown_before(now("x = 1", FIGURE), earlier(FIGURE, "x = 1", FIGURE)) == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (markdown_cell("`{python} (x := 1)`"), markdown_cell("`{python} (x := 2)`")),
        (markdown_cell("Geen."), markdown_cell("`{python} shares.pop()`")),
        (markdown_cell('[Zo]{.claim when="x"}'), markdown_cell('[Zo]{.claim when="shares.pop()"}')),
        (markdown_cell("Goed."), markdown_cell("`{python} x` `{python}`")),
        (code_cell("x = 1", id="x"), code_cell("x = 1", id="y")),
        (
            code_cell("x = 1", id="x"),
            code_cell("x = 1", id="x", metadata={"tags": ["skip-execution"]}),
        ),
        (
            code_cell("x = 1", id="x"),
            code_cell('#| fig-cap: "`{python} shares.pop()`"\nx = 1', id="x"),
        ),
    ],
)
def test_what_else_the_kernel_is_asked_counts_too(
    before: NotebookNode, after: NotebookNode
) -> None:
    shows = code_cell(FIGURE, id="c", outputs=[result("beeld")])
    assert shown_before(notebook_of(before, shows), notebook_of(before, shows)).keys() == {"c"}
    assert shown_before(notebook_of(after, shows), notebook_of(before, shows)) == {}
    assert shown_before(notebook_of(shows, after), notebook_of(shows, before)).keys() == {"c"}


def test_showing_may_do_more_than_give_a_result() -> None:
    printed = output("stream", name="stdout", text="getekend")
    drawn = output("display_data", data={"text/plain": "los beeld"})
    for outputs in ([printed, result("a")], [result("a"), drawn], [drawn]):
        assert (
            shown_before(now(FIGURE), notebook_of(code_cell(FIGURE, id="c0", outputs=outputs)))
            == {}
        )


def test_a_cell_that_warned_or_failed_to_show_is_executed_whole() -> None:
    assert shown_before(now(FIGURE), earlier(FIGURE, ckm={"warnings": ["let op"]})) == {}
    silent = notebook_of(code_cell(FIGURE, id="c0"))
    assert shown_before(now(FIGURE), silent) == {}


_NOTING = """\
import pathlib
class Figure:
    alt = 'tekst'
    def __repr__(self):
        with pathlib.Path('drawn').open('a') as note:
            note.write('x')
        return f'beeld {wave}'
"""


def executed(project: Path, sentence: str, drawn: str, *, rewritten: bool = True) -> bytes:
    chapter = add_chapter(
        project,
        "one.ipynb",
        code_cell(_NOTING, id="class"),
        markdown_cell(f"{sentence} `{{python}} wave`.", id="text"),
        code_cell(
            f'#| fig-alt: "`{{python}} figure.alt`"\nfigure = {drawn}\nfigure',
            id="figure",
        ),
        code_cell("after = figure.alt.upper()\nafter", id="after"),
    )
    (done,) = execute(
        [chapter],
        {"wave": "2025"},
        project=project,
        wave_folder=project,
        output=project / "out",
        rewritten=[chapter] if rewritten else [],
    )
    return done.path.read_bytes()


def test_a_changed_sentence_draws_nothing_and_makes_the_same_notebook(tmp_path: Path) -> None:
    first = executed(tmp_path, "Oude zin", "Figure()", rewritten=False)
    note = tmp_path / "drawn"
    assert note.read_text() == "x"
    second = executed(tmp_path, "Nieuwe zin", "Figure()")
    assert note.read_text() == "x"
    assert second == first.replace(b"Oude zin", b"Nieuwe zin")
    assert second == executed(tmp_path, "Nieuwe zin", "Figure()", rewritten=False)
    assert note.read_text() == "xx"


def test_a_choice_between_sentences_draws_nothing_again(tmp_path: Path) -> None:
    choice = "[Ja `{python} wave`.]{.claim when=\"wave > '2030'\"} [Nee.]{.otherwise} Zin"
    executed(tmp_path, choice, "Figure()", rewritten=False)
    executed(tmp_path, f"Nieuw. {choice}", "Figure()")
    assert (tmp_path / "drawn").read_text() == "x"
    executed(tmp_path, choice.replace("2030", "2020"), "Figure()")
    assert (tmp_path / "drawn").read_text() == "xx"


def test_changed_code_draws_again(tmp_path: Path) -> None:
    executed(tmp_path, "Zin", "Figure()", rewritten=False)
    executed(tmp_path, "Zin", "(Figure())")
    assert (tmp_path / "drawn").read_text() == "xx"


def test_names_that_a_cell_made_are_there_for_the_next(tmp_path: Path) -> None:
    for rewritten in (False, True):
        executed(tmp_path, "Zin", "Figure()", rewritten=rewritten)
        cells = {cell.id: cell for cell in read_notebook(tmp_path / "out/one.ipynb").cells}
        assert cells["after"].outputs[0]["data"]["text/plain"] == "'TEKST'"
        assert [one.output_type for one in cells["figure"].outputs] == ["execute_result"]
