from __future__ import annotations

from survey_samples import SampleData

from ckmreport.presentation.text.help_text import help_list, help_paragraphs
from ckmreport.survey.waves.help_lines import NATIONAL, HelpLine

LINES = (
    HelpLine("Direct gevaar", phone="112"),
    HelpLine("Advies *nu*", "Het Huis", "050-1234567", "huis.example"),
)


def test_a_page_of_its_own_has_a_paragraph_per_line() -> None:
    assert help_paragraphs(LINES) == (
        "**Direct gevaar**\\\n[112](tel:112)\n\n"
        "**Advies \\*nu\\***\\\n"
        "Het Huis: [050-1234567](tel:0501234567), [huis.example](https://huis.example)"
    )


def test_a_chapter_shows_the_lines_of_its_municipality(data: SampleData) -> None:
    markdown = help_list(data.survey().wave.municipality).markdown
    assert markdown.startswith("::: {.hulp}\n- **Direct gevaar**\\\n  [112](tel:112)\n")
    assert markdown.count("\n- ") == len(NATIONAL)
    assert markdown.endswith("\n:::")
