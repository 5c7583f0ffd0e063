"""What cells ask, alone and together."""

from __future__ import annotations

from pathlib import Path

import pytest
from notebook_samples import add_chapter, code_cell, markdown_cell

from ckmreport.errors import CkmError
from ckmreport.execute.chapters import execute
from ckmreport.execute.notebooks import read_notebook
from ckmreport.execute.requests import requests_of, requests_of_options, requests_together


def test_expressions_and_claims_are_asked_by_name() -> None:
    asked = requests_of('Er zijn `{python} n`. [Veel.]{.claim when="n > limit"}')
    assert list(asked) == ["n", "claim 0", "value 0 n", "value 0 limit"]
    assert requests_of("Geen getal.") == {}


def test_captions_ask_too() -> None:
    assert list(requests_of_options('#| fig-cap: "n=`{python} n`"\nn')) == ["n"]
    assert requests_of_options("n") == {}


def test_text_up_to_the_next_code_is_asked_together() -> None:
    cells = [
        markdown_cell("`{python} a`", id="a"),
        markdown_cell("Niets.", id="b"),
        markdown_cell("`{python} c +`", id="wrong"),
        markdown_cell("`{python} d`", id="d"),
        code_cell("a = 2", id="code"),
        markdown_cell("`{python} a`", id="e"),
    ]
    assert {cell: list(asked) for cell, asked in requests_together(cells).items()} == {
        "a": ["a"],
        "d": ["d"],
    }


SETUP = """\
import os, sys, warnings
calls = []
def note(name):
    calls.append(name)
    return len(calls)
def warn(name):
    print('let op', file=sys.stderr)
    return name
def warn_once(name):
    warnings.warn('let op', stacklevel=1)
    return note(name)
"""


def run(project: Path, *texts: str, cell_seconds: int = 60) -> dict[str, object]:
    cells = [markdown_cell(text, id=f"t{number}") for number, text in enumerate(texts)]
    chapter = add_chapter(project, "one.ipynb", code_cell(SETUP, id="setup"), *cells)
    (done,) = execute(
        [chapter],
        {"wave": "2025"},
        project=project,
        wave_folder=project,
        output=project / "out",
        cell_seconds=cell_seconds,
    )
    return {cell.id: cell for cell in read_notebook(done.path).cells}


def result(cell: object) -> str:
    (entry,) = cell.metadata["user_expressions"]  # type: ignore[attr-defined]
    text: str = entry["result"]["data"]["text/markdown"]
    return text


def warnings(cell: object) -> list[str]:
    found: list[str] = cell.metadata.get("ckm", {}).get("warnings", [])  # type: ignore[attr-defined]
    return found


def test_each_expression_is_evaluated_once_and_in_order(tmp_path: Path) -> None:
    cells = run(tmp_path, "`{python} note('a')`", "Niets.", "`{python} note('b')`")
    assert (result(cells["t0"]), result(cells["t2"])) == ("1", "2")


def test_a_fault_is_told_of_the_cell_that_has_it(tmp_path: Path) -> None:
    with pytest.raises(CkmError, match="`nergens` fails: NameError") as caught:
        run(tmp_path, "`{python} note('a')`", "`{python} nergens`")
    assert caught.value.place == "one.ipynb, cell 4 (t1)"
    with pytest.raises(CkmError) as caught:
        run(tmp_path, "`{python} note('a')`", "`{python} note('b'`", "`{python} note('c')`")
    assert caught.value.place == "one.ipynb, cell 4 (t1)"


def test_a_warning_is_of_the_cell_that_gives_it(tmp_path: Path) -> None:
    cells = run(tmp_path, "`{python} note('a')`", "`{python} warn('b')`")
    assert warnings(cells["t0"]) == []
    assert warnings(cells["t1"]) == ["one.ipynb, cell 4 (t1): let op"]


def test_what_warns_is_not_evaluated_again(tmp_path: Path) -> None:
    """The second time it would be silent: Python gives a warning once for each place."""
    cells = run(tmp_path, *(f"`{{python}} {call}`" for call in ("warn('a')", "warn_once('b')") * 2))
    notes = [warnings(cells[f"t{number}"]) for number in range(4)]
    assert notes[0] == ["one.ipynb, cell 3 (t0): let op"]
    assert "UserWarning: let op" in notes[1][0]
    assert notes[2:] == [["one.ipynb, cell 5 (t2): let op"], []]
    assert (result(cells["t1"]), result(cells["t3"])) == ("1", "2")


@pytest.mark.parametrize(
    ("fault", "message"),
    [("os._exit(3)", "died"), ("__import__('time').sleep(600)", "takes longer than 2 seconds")],
)
def test_of_text_that_ends_the_kernel_the_range_is_told(
    tmp_path: Path, fault: str, message: str
) -> None:
    with pytest.raises(CkmError, match=message) as caught:
        run(tmp_path, "`{python} note('a')`", f"`{{python}} {fault}`", cell_seconds=2)
    assert caught.value.place == "one.ipynb, cell 3 (t0) up to one.ipynb, cell 4 (t1)"
