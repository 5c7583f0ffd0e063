from __future__ import annotations

from ckmreport.presentation.text.draft import draft_page
from ckmreport.survey.waves.unfinished import Unfinished


def test_the_page_lists_what_is_to_be_done() -> None:
    open_ends = (
        Unfinished("wave.yml", "publisher"),
        Unfinished("wave.yml", "archive"),
        Unfinished("text/doel.md", exists=False),
        Unfinished("text/slot.md"),
    )
    opening, *parts = draft_page(open_ends, untrue=3).split("\n\n")
    assert opening.startswith("**Dit is een concept.**")
    assert parts == [
        "Nog in te vullen in `wave.yml`:\\\n– `publisher`: de uitgever\\\n– `archive`",
        "Nog te schrijven:\\\n– `text/doel.md`",
        "Nog aan te vullen:\\\n– `text/slot.md`",
        "Zinnen die niet volgen uit de cijfers van deze meting: 3. "
        "Zij zijn in de tekst gemarkeerd.",
    ]


def test_a_draft_that_is_complete_says_how_it_ends() -> None:
    page = draft_page((), untrue=0)
    assert "Alles is ingevuld" in page
    assert "`state: published`" in page
    assert "Zinnen" not in page
