from __future__ import annotations

from ckmreport.intake.texts import ExpectedText, texts_page


def test_each_text_has_its_place() -> None:
    page = texts_page([ExpectedText("text/doel.md", "Inleiding", "Doel | vragen")])
    assert page.endswith("|---|---|---|\n| `doel.md` | Inleiding | Doel \\| vragen |\n")
