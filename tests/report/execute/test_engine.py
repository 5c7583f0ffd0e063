"""The engine in real kernels; the notebooks are small and shared by many tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from nbformat import NotebookNode
from notebook_samples import code_cell, markdown_cell, notebook_of
from papermill import execute_notebook

from ckmreport.foundation.errors import CkmError

KERNEL = {"name": "python3", "language": "python", "display_name": "Python 3"}
STALE = {"user_expressions": [], "ckm": {"claims": [{"text": "van vorig jaar"}]}}


def execute(cells: list[NotebookNode], engine: str | None = "ckm", **options: Any) -> NotebookNode:
    executed: NotebookNode = execute_notebook(
        notebook_of(*cells, kernelspec=KERNEL),
        None,
        engine_name=engine,
        progress_bar=False,
        **options,
    )
    return executed


def cells() -> list[NotebookNode]:
    return [
        markdown_cell("# Kop", id="title", metadata=STALE),
        code_cell("jaar = 2023", id="parameters", metadata={"tags": ["parameters"]}),
        code_cell(
            "import os, sys, warnings\n"
            "import matplotlib.pyplot as plt\n"
            "n, share, early, extra = 222, 0.25, jaar < 2024, None\n"
            "print('uit', hash('x'), os.environ['TZ'], sys.executable)\n"
            "warnings.warn('let op')",
            id="setup",
        ),
        markdown_cell(
            "In `{python} jaar` deden `{python} n` en **`{python} n`** mee, "
            "`{python} 1000 + n`.\n\n"
            "```\n`{python} voorbeeld`\n```",
            id="prose",
        ),
        code_cell(
            "#| label: fig-x\n"
            '#| fig-cap: "Groei: n=`{python} n`"\n'
            '#| fig-alt: "Lijn \\"a\\" met `{python} str(n)` punten"\n'
            "_ = plt.plot([1, 2])",
            id="figure",
        ),
        markdown_cell(
            "[Met `{python} n` is het veel]{.claim when='n > 100 and early'}, "
            "[het is de helft]{.claim when='share >= 0.5'}, "
            "[er is niets]{.claim when='extra is not None and extra.n > 1'}.",
            id="claims",
        ),
        code_cell("n = 3; object()", id="later"),
        markdown_cell("Nu `{python} n`.\n\n{{< include text/a.md >}}", id="end"),
        markdown_cell("{{< include text/b.md >}}", id="gap"),
    ]


@pytest.fixture(scope="module")
def wave(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wave")
    (folder / "text").mkdir()
    (folder / "text" / "a.md").write_text("Tekst over `{python} n`.", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def executed(wave: Path) -> dict[str, NotebookNode]:
    notebook = execute(cells(), wave_folder=wave, parameters={"jaar": 2022})
    return {cell.id: cell for cell in notebook.cells}


def results(cell: NotebookNode) -> dict[str, str]:
    entries = cell.metadata["user_expressions"]
    for entry in entries:
        assert set(entry) == {"expression", "result"}
        assert entry["result"]["status"] == "ok"
        assert set(entry["result"]["data"]) == {"text/markdown"}
    texts = {one["expression"]: one["result"]["data"]["text/markdown"] for one in entries}
    spans = {one["expression"]: one for one in cell.metadata["ckm"]["numbers"]}
    for expression, note in spans.items():
        ending = f']{{.getal data-id="{note["id"]}"}}'
        assert texts[expression].endswith(ending)
        texts[expression] = texts[expression].removeprefix("[").removesuffix(ending)
    return texts


def test_expressions_are_evaluated_in_order_and_stored_as_quarto_wants(
    executed: dict[str, NotebookNode],
) -> None:
    assert results(executed["prose"]) == {"jaar": "2.022", "n": "222", "1000 + n": "1.222"}
    assert executed["prose"].source == cells()[3].source
    assert results(executed["end"]) == {"n": "3"}
    assert executed["title"].metadata == {}


def test_captions_are_markdown_and_alt_texts_plain(executed: dict[str, NotebookNode]) -> None:
    lines = executed["figure"].source.split("\n")
    caption = executed["figure"].metadata["ckm"]["numbers"][0]["id"]
    options = yaml.safe_load("\n".join(line.removeprefix("#| ") for line in lines[:3]))
    assert options == {
        "label": "fig-x",
        "fig-cap": f'Groei: n=[222]{{.getal data-id="{caption}"}}',
        "fig-alt": 'Lijn "a" met 222 punten',
    }
    assert lines[3:] == ["_ = plt.plot([1, 2])"]
    assert "image/png" in executed["figure"].outputs[0].data


def test_options_are_kept_as_they_were_written_with_the_numbers_in_them(
    executed: dict[str, NotebookNode],
) -> None:
    assert executed["figure"].metadata["ckm"]["options"] == {
        "fig-cap": "Groei: n=`{python} n`",
        "fig-alt": 'Lijn "a" met `{python} str(n)` punten',
    }
    numbers = executed["figure"].metadata["ckm"]["numbers"]
    assert [(one["expression"], one["value"], one["where"]) for one in numbers] == [
        ("n", "222", "caption"),
        ("str(n)", "222", "alt"),
    ]
    assert "ckm" not in executed["later"].metadata


def test_claims_are_written_down_and_false_ones_marked(executed: dict[str, NotebookNode]) -> None:
    cell = executed["claims"]
    claims = cell.metadata["ckm"]["claims"]
    assert [(one["sentence"], one["when"], one["holds"], one["values"]) for one in claims] == [
        ("Met 222 is het veel", "n > 100 and early", True, {"n": "222", "early": "True"}),
        ("het is de helft", "share >= 0.5", False, {"share": "0.25"}),
        ("er is niets", "extra is not None and extra.n > 1", False, {"extra": "None"}),
    ]
    first, second, _ = (one["id"] for one in claims)
    half = f"[het is de helft]{{.claim .onwaar data-id=\"{second}\" when='share >= 0.5'}}"
    assert half in cell.source
    much = f"{{.claim data-id=\"{first}\" when='n > 100 and early'}}"
    assert f"[Met `{{python}} n` is het veel]{much}" in cell.source


def test_texts_of_the_wave_are_evaluated_like_the_notebook(
    executed: dict[str, NotebookNode],
) -> None:
    included = executed["end-part2"]
    assert included.source == "Tekst over `{python} n`."
    assert results(included) == {"n": "3"}
    assert executed["gap"].metadata["ckm"] == {"missing": "text/b.md"}


def test_warnings_leave_the_outputs_and_keep_their_place(
    executed: dict[str, NotebookNode],
) -> None:
    cell = executed["setup"]
    assert [output.name for output in cell.outputs] == ["stdout"]
    (warning,) = cell.metadata["ckm"]["warnings"]
    assert "cell 3 (setup): <cell>:5: UserWarning: let op" in warning


def test_the_kernel_is_this_python_in_a_fixed_environment(
    executed: dict[str, NotebookNode],
) -> None:
    code = "print('uit', hash('x'), 'UTC', __import__('sys').executable)"
    other = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert executed["setup"].outputs[0].text == other.stdout


def test_injected_parameters_do_not_reach_the_report(executed: dict[str, NotebookNode]) -> None:
    assert executed["injected-parameters"].source.splitlines() == [
        "#| include: false",
        "# Parameters",
        "jaar = 2022",
    ]


def test_nothing_differs_from_run_to_run(executed: dict[str, NotebookNode]) -> None:
    text = json.dumps(list(executed.values()))
    assert "papermill" not in text
    assert "ipykernel_" not in text
    assert executed["later"].outputs[0].data["text/plain"] == "<object at 0x0>"


@pytest.fixture(scope="module")
def failing_cells() -> dict[str, CkmError]:
    """One failure per kernel is all a kernel can give; each is made once."""
    sources: dict[str, list[NotebookNode]] = {
        "expression": [
            code_cell("x = 1", id="a"),
            markdown_cell("`{python} x` en `{python} y.pct`", id="b"),
        ],
        "cell": [code_cell("1\nraise ValueError('één\\ntwee')", id="a")],
        "ckm": [
            code_cell(
                "from ckmreport.foundation.errors import CkmError\n"
                "raise CkmError('mis', place='wave.yml, line 3', advice='herstel')",
                id="a",
            )
        ],
        "dead": [code_cell("import os\nos._exit(1)", id="a")],
        "slow": [code_cell("import time\ntime.sleep(60)", id="a")],
        "claim": [markdown_cell("[Zin]{.claim when='3'}", id="a")],
        "caption": [code_cell("#| fig-cap: '[Zin]{.claim when=\"x\"}'\nx = 1", id="a")],
        "form": [code_cell("#| fig-cap: '`{python} object()`'\nx = 1", id="a")],
    }
    errors = {}
    for name, source in sources.items():
        with pytest.raises(CkmError) as caught:
            execute(source, notebook="n.ipynb", execution_timeout=1 if name == "slow" else None)
        errors[name] = caught.value
    return errors


@pytest.mark.parametrize(
    ("name", "place", "message"),
    [
        (
            "expression",
            "n.ipynb, cell 2 (b)",
            "the expression `y.pct` fails: NameError: name 'y' is not defined",
        ),
        ("cell", "n.ipynb, cell 1 (a)", "the cell fails: ValueError: één twee"),
        ("ckm", "wave.yml, line 3", "mis"),
        ("dead", "n.ipynb, cell 1 (a)", "the Python process of the notebook died in this cell"),
        ("slow", "n.ipynb, cell 1 (a)", "the cell takes longer than 1 seconds"),
        (
            "caption",
            "n.ipynb, cell 1 (a)",
            "a claim in the cell option 'fig-cap' is not checked",
        ),
        (
            "claim",
            "n.ipynb, cell 1 (a)",
            "the condition `3` fails: TypeError: the condition gives int, not True or False",
        ),
        (
            "form",
            "n.ipynb, cell 1 (a)",
            "the expression `object()` fails: TypeError: object has no form in a sentence",
        ),
    ],
)
def test_a_failure_names_the_cell_and_what_failed(
    failing_cells: dict[str, CkmError], name: str, place: str, message: str
) -> None:
    error = failing_cells[name]
    assert (error.place, error.message) == (place, message)
    assert error.advice


def test_faults_in_the_source_are_found_too(wave: Path) -> None:
    (wave / "text" / "fout.md").write_text("`{python} x +`", encoding="utf-8")
    with pytest.raises(CkmError, match="not valid Python") as caught:
        execute([markdown_cell("a\n\n{{< include text/fout.md >}}", id="a")], wave_folder=wave)
    assert caught.value.place == "text/fout.md, included in notebook, cell 1 (a)"
    with pytest.raises(CkmError, match="alone") as caught:
        execute([markdown_cell("a {{< include text/fout.md >}}", id="a")])
    assert caught.value.place == "notebook, cell 1 (a)"


def test_other_cells_are_as_stock_papermill_leaves_them(
    executed: dict[str, NotebookNode], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in {"TZ": "UTC", "PYTHONHASHSEED": "0"}.items():
        monkeypatch.setenv(name, text)
    stock = execute(cells(), engine="nbclient", parameters={"jaar": 2022})
    for cell in stock.cells:
        if cell.metadata.tags == ["injected-parameters"]:
            ours = executed["injected-parameters"]
            assert ours.source == "#| include: false\n" + cell.source
        else:
            ours = executed[cell.id]
        if cell.id in {"title", "parameters", "setup", "prose", "later"}:
            assert ours.source == cell.source
        if cell.cell_type != "code":
            continue
        assert ours.execution_count == cell.execution_count
        outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
        if cell.id == "later":
            outputs[0].data["text/plain"] = "<object at 0x0>"
        assert ours.outputs == outputs


def test_plain_text_needs_no_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as no_python:
        no_python.setattr("sys.executable", "/no/such/python")
        executed = execute([markdown_cell("# Literatuur\n\n::: {#refs}\n:::", id="works")])
    assert executed.cells[0].source.startswith("# Literatuur")
    with pytest.raises(CkmError) as caught:
        execute([markdown_cell("`{python} n +`", id="wrong")])
    assert "(wrong)" in str(caught.value)


def test_what_cells_hold_is_shown_to_who_runs_them_and_not_in_the_book() -> None:
    data = Path(__file__).parents[3] / "data"
    code = (
        f"from ckmreport.notebook import open_survey\nsurvey = open_survey('2023', {str(data)!r})"
    )
    silent = execute([code_cell(code, id="survey")])
    assert silent.cells[0].outputs == []
    told = execute([code_cell(code, id="survey")], engine=None)
    assert "222 respondenten" in told.cells[0].outputs[0]["data"]["text/markdown"]
