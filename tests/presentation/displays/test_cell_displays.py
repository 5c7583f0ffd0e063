from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest
from invented_wave import write_invented_wave
from nbclient import NotebookClient
from notebook_samples import code_cell, notebook_of
from project_samples import copy_project
from survey_samples import SampleData, share
from trend_samples import OFFICERS, TEACHERS, add_waves, followed

from ckmreport.analysis import NOT_SHOWN
from ckmreport.analysis.forms import Forms
from ckmreport.analysis.values import is_shown
from ckmreport.presentation.displays.cell_displays import assigned, held
from ckmreport.presentation.displays.displays import display
from ckmreport.presentation.figures.figure import Drawing
from ckmreport.publication.audit.accountability import Accountability

ROOT = Path(__file__).parents[3]
CHAPTERS = [ROOT / "index.ipynb", *sorted((ROOT / "notebooks").glob("*.ipynb"))]
#: What the last line of a cell, or a later cell, shows in its own way.
SHOWN_BY_ITSELF = (Drawing, Accountability)


def shown(code: str, **values: object) -> str:
    """Give the Markdown of what a cell holds; empty for nothing."""
    passage = held(code, values)
    return "" if passage is None else passage.markdown


def after_each_cell(chapter: Path, **parameters: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Run a chapter in this process; give the code of each cell and the variables after it."""
    values: dict[str, Any] = {}
    for cell in nbformat.read(chapter, as_version=4).cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, chapter.name, "exec"), values)
            if "parameters" in cell.metadata.get("tags", []):
                values |= parameters
            yield cell.source, values


def run_in_jupyter(chapter: Path, folder: Path) -> str:
    """Run a chapter from a fresh stock kernel; give the Markdown that its cells show."""
    notebook = nbformat.read(chapter, as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(folder)}}).execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    outputs = [output for cell in cells for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error"]
    return "\n\n".join(output.get("data", {}).get("text/markdown", "") for output in outputs)


def test_what_a_cell_assigns_is_named_once_in_order() -> None:
    code = "a, (b, c) = x\nd = a = f(z := 1)\nd['k'] = 1\nwave: str = ''\nfor i in x: j = i\na + b"
    assert assigned(code) == ["a", "b", "c", "d"]


def test_what_is_not_a_name_of_the_cell_is_not_shown() -> None:
    assert shown("f(x)", x=share(1, 2)) == ""
    assert shown("del x", x=1) == ""
    assert shown("x = 1") == ""
    assert shown("x = y = object()", x=object(), y=object()) == ""


def test_numbers_share_a_table_and_lists_are_taken_apart(data: SampleData) -> None:
    survey = data.survey({"gezien": "ja"}, {"gezien": "nee"})
    values = {"seen": {"se": share(1, 2)}, "few": [NOT_SHOWN], "top": survey["gezien"].ranked()[:1]}
    text = shown("seen = 1\nfew = 1\ntop = 1", **values)
    assert [line.split(" | ")[:3] for line in text.splitlines()] == [
        ["| Naam", "Geteld", "Aantal"],
        ["| :---", ":---", "---:"],
        ['| `seen["se"]`', "Ja", "1"],
        ["| `few[0]`", "", "niet getoond"],
        ["| `top[0]`", "Ja", "1"],
    ]


def test_every_value_stands_under_its_name(data: SampleData) -> None:
    survey = data.survey({"gezien": "ja"})
    text = shown("gezien = [1]\nn = 1", gezien=[survey["gezien"]], n=share(1, 2))
    assert text.startswith("**`gezien[0]`**\n\nHebt u iets gezien?\n\n| Gezien |")
    assert "| `n` | Ja | 1 | 2 | 50% |" in text


def test_shares_that_are_compared_share_a_table_with_their_verdict(data: SampleData) -> None:
    survey = data.survey()
    much, little, none = share(90, 100), share(10, 100), NOT_SHOWN
    compared = [survey.compare(much, little), survey.compare(little, none)]
    text = shown("more = 1", more=compared)
    rows = [line.strip("| ").split(" | ") for line in text.splitlines()]
    assert rows[0][0] == "Naam"
    assert rows[2][1:3] == ["90%", "10%"]
    assert rows[2][4:] == ["< 0,001", "onafhankelijk (Fisher)", "hoger"]
    assert rows[3][1] == "10%"
    assert rows[3][-1] == "niet te zeggen"


def test_a_number_per_form_is_named_by_its_form() -> None:
    text = shown("x = 1", x=Forms(share(1, 2), share(1, 4)))
    assert re.findall(r"`x\.\w+`", text) == ["`x.se`", "`x.ce`"]


def test_answers_of_respondents_are_named_and_not_shown() -> None:
    answers = pd.Series(["Ja", "Nee"])
    text = shown("x = y = 1", x=answers, y=answers == "Ja")
    assert "Nee" not in text
    assert [line.split(" | ")[1] for line in text.splitlines()[2:]] == [
        "antwoorden per respondent, hier niet getoond |"
    ] * 2


def test_what_is_known_of_a_wave_is_shown_as_the_prose_names_it(data: SampleData) -> None:
    survey = data.survey()
    about = survey.wave.metadata
    text = shown("about = 1\ncontext = 1\nnone = 1", about=about, context=survey.context, none=[])
    assert "| `about.fieldwork.planned_end` | 1\N{NO-BREAK SPACE}juli 2025 |" in text
    assert "| `about.authors[1]` | B. Schrijver |" in text
    assert "| `about.synthetic` | nee |" in text
    assert '| `context["landelijk"]` | 1.814 | Geregistreerde slachtoffers | 2024 |' in text
    assert text.endswith("| `none` | – |")


def test_changes_stand_in_a_table_per_list(data: SampleData) -> None:
    changes = followed(add_waves(data, [[*TEACHERS], [*TEACHERS, *OFFICERS]])).changes
    text = shown("more = 1\nless = 1", more=[changes[0]], less=[changes[0]])
    assert re.findall(r"\*\*`(\w+)`\*\*\n\n\| Indicator ", text) == ["more", "less"]


@pytest.fixture(scope="module")
def guarded_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose newest wave hides numbers below five."""
    data = copy_project(tmp_path_factory.mktemp("guarded") / "project").folder / "data"
    write_invented_wave(data)
    return data


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_all_that_a_chapter_holds_is_shown(chapter: Path, guarded_data: Path) -> None:
    """In a wave whose small numbers are hidden, so that no display shows one."""
    few = re.compile(r"(?:aantal|basis|aandeel|Aantal|Basis|Respondenten|Vermeldingen)$")
    for code, values in after_each_cell(chapter, data=str(guarded_data)):
        passage = held(code, values)
        text = "" if passage is None else passage.markdown
        for name in assigned(code):
            if not isinstance(values[name], SHOWN_BY_ITSELF):
                assert f"`{name}" in text, (name, type(values[name]))
        for column, cell in cells_of(text):
            if few.search(column):
                assert cell not in {"1", "2", "3", "4"}, (column, text)
        own = [values[name] for name in assigned(code)]
        assert "'v0001'" not in repr(own)


def test_a_test_is_worked_out_again_only_where_its_table_is_known(tmp_path: Path) -> None:
    """Elsewhere small answers are taken together, and the statistic is that of another table."""
    data = copy_project(tmp_path / "project").folder / "data"
    write_invented_wave(data, n=300, seed=2)
    chapter = ROOT / "notebooks" / "C-verantwoording.ipynb"
    held = [values for _, values in after_each_cell(chapter, data=str(data))]  # it asserts
    carried_out = held[-1]["tests"].carried_out
    assert [test for test in carried_out if not is_shown(test.result.table)]


def cells_of(text: str) -> Iterator[tuple[str, str]]:
    """Give the cells of the tables in a Markdown text, each with the head of its column."""
    header: list[str] = []
    for line in text.splitlines():
        parts = line.strip("| ").split(" | ")
        if not line.startswith("|"):
            header = []
        elif not header:
            header = parts
        else:
            yield from zip(header, parts, strict=False)


def test_a_cross_that_was_not_published_is_not_shown() -> None:
    """The rows of 2023 are rebuilt from totals: what they say beyond these nobody published."""
    chapter = ROOT / "notebooks" / "03-resultaten.ipynb"
    for code, values in after_each_cell(chapter, data=str(ROOT / "data"), wave="2023"):
        if "agreed_by_domain" in assigned(code):
            text = display(values["agreed_by_domain"]) or ""
            assert "%" not in text
            assert text.count("niet gepubliceerd") == 2 * text.count("niet gepubliceerd |  |")
            assert "count" not in repr(values["agreed_by_domain"].groups[0].cells)
            return
    pytest.fail("no cell holds the cross-tabulation")


def test_a_stock_kernel_shows_what_the_cells_hold() -> None:
    text = run_in_jupyter(ROOT / "notebooks" / "04-conclusie.ipynb", ROOT / "notebooks")
    assert "Meting 2023: 222 respondenten." in text
    assert "| `signalled` | niet Nee | 123 | 222 | 55% | signaal | alle respondenten |" in text
    assert "**`homes.ce`**" in text


@pytest.mark.long
@pytest.mark.parametrize("inside", [True, False], ids=["own folder", "project"])
@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_every_chapter_runs_in_a_stock_kernel(chapter: Path, inside: bool, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project").folder
    if chapter.stem == "ontwikkeling":
        write_invented_wave(project / "data")  # a chapter on developments needs two waves
    own = project / chapter.relative_to(ROOT)
    text = run_in_jupyter(own, own.parent if inside else project)
    assert text if "survey" in chapter.read_text("utf-8") else not text


def test_an_error_in_a_stock_kernel_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code = "from ckmreport.notebook import open_survey\nopen_survey('1999')"
    notebook = notebook_of(code_cell(code))
    NotebookClient(notebook, allow_errors=True).execute()
    (output,) = notebook.cells[0].outputs
    assert output.ename == "CkmError"
    assert output.traceback == [output.evalue]


def test_a_question_shows_itself_as_the_last_line_of_a_cell() -> None:
    code = "from ckmreport.notebook import open_survey\nopen_survey('2023')['scholing']"
    notebook = notebook_of(code_cell(code))
    NotebookClient(notebook, resources={"metadata": {"path": str(ROOT)}}).execute()
    (output,) = notebook.cells[0].outputs
    assert "| Ja | 52 | 23% |" in output.data["text/markdown"]
    assert output.data["text/plain"] == output.data["text/markdown"]
