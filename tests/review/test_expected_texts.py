from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_markdown_cell, new_notebook
from project_samples import ROOT

from ckmreport.intake.texts_to_write import ExpectedText
from ckmreport.review.expected_texts import expected_texts


def test_texts_are_found_under_their_headings(tmp_path: Path) -> None:
    cells = [
        "# Inleiding {#sec-inleiding}",
        "## De `{python} n` vragen\n\nTekst.\n\n{{< include text/doel.md >}}\n\n### Later",
        "{{< include text/slot.md >}}\n\n{{< include text/doel.md >}}",
    ]
    (tmp_path / "notebooks").mkdir()
    notebook = new_notebook(cells=[new_markdown_cell(source) for source in cells])
    nbformat.write(notebook, tmp_path / "notebooks" / "01-inleiding.ipynb")
    assert expected_texts(tmp_path) == (
        ExpectedText("text/doel.md", "Inleiding", "De … vragen"),
        ExpectedText("text/slot.md", "Inleiding", "Later"),
    )


def test_what_a_wave_must_have_for_a_text_is_told(tmp_path: Path) -> None:
    def write(name: str, of_cell: dict[str, Any], of_notebook: dict[str, Any]) -> None:
        source = f"{{{{< include text/{name}.md >}}}}"
        cell = new_markdown_cell(source, metadata=of_cell)
        notebook = new_notebook(cells=[cell], metadata=of_notebook)
        nbformat.write(notebook, tmp_path / "notebooks" / f"{name}.ipynb")

    (tmp_path / "notebooks").mkdir()
    asking = {"ckm": {"when": "interviews"}}
    write("a", {}, {})
    write("b", asking, {})
    write("c", {}, asking)
    assert [text.when for text in expected_texts(tmp_path)] == [None, "interviews", "interviews"]


def test_every_text_of_2023_is_expected() -> None:
    written = {path.name for path in (ROOT / "data/waves/2023/text").glob("*.md")}
    expected = {Path(text.name).name for text in expected_texts(ROOT)}
    assert written <= expected
