from __future__ import annotations

import nbformat
import pytest
from project_samples import ROOT

from ckmreport.intake.texts_to_write import ExpectedText, texts_page


def test_each_text_has_its_place() -> None:
    page = texts_page([ExpectedText("text/doel.md", "Inleiding", "Doel | vragen")])
    assert page.endswith(
        "|---|---|---|---|\n| `doel.md` | Inleiding | Doel \\| vragen | altijd |\n"
    )


def test_a_text_that_not_every_wave_prints_says_when_it_is_needed() -> None:
    page = texts_page([ExpectedText("text/a.md", "Methodologie", "De interviews", "interviews")])
    assert "| De interviews | als `wave.yml` zegt dat er interviews zijn gehouden |\n" in page


@pytest.mark.parametrize("chapter", ["03-resultaten", "04-conclusie"])
def test_what_the_page_tells_to_write_is_known_in_the_chapters_that_it_names(chapter: str) -> None:
    page = " ".join(texts_page([]).split())
    notebook = nbformat.read(ROOT / "notebooks" / f"{chapter}.ipynb", as_version=4)
    title = chapter.partition("-")[2].capitalize()
    assert title in page.partition("`{python} amount(…)`")[0]
    imports = next(cell.source for cell in notebook.cells if cell.id == "teksten")
    assert "amount," in imports
