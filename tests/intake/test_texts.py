from __future__ import annotations

from ckmreport.intake.texts import ExpectedText, texts_page


def test_each_text_has_its_place() -> None:
    page = texts_page([ExpectedText("text/doel.md", "Inleiding", "Doel | vragen")])
    assert page.endswith(
        "|---|---|---|---|\n| `doel.md` | Inleiding | Doel \\| vragen | altijd |\n"
    )


def test_a_text_that_not_every_wave_prints_says_when_it_is_needed() -> None:
    page = texts_page([ExpectedText("text/a.md", "Methodologie", "De interviews", "interviews")])
    assert "| De interviews | als `wave.yml` zegt dat er interviews zijn gehouden |\n" in page
