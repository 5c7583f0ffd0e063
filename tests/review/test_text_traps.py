"""What people write that Markdown reads otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from project_samples import ROOT

from ckmreport.review.text_traps import traps_in_text, traps_in_title


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("Er zijn twee redenen:\n- tijd\n- geld\n", 2, "is no list"),
        ("Er zijn twee redenen:\n1. tijd\n", 2, "is no list"),
        ("Een zin.\n---\nNog een.\n", 2, "makes the line above a heading"),
        ("Een.\n\nTwee.\n===\n", 4, "makes the line above a heading"),
        ("Zie https://social.overheid.nl/@gemeente.\n", 1, "write \\@ in an address"),
        ("Zie **groningen**.nl.\n", 1, "stops the PDF"),
    ],
)
def test_a_trap_is_named_with_its_line(text: str, line: int, says: str) -> None:
    ((found, message),) = traps_in_text(text)
    assert found == line
    assert says in message


@pytest.mark.parametrize(
    "text",
    [
        "Er zijn twee redenen:\n\n- tijd\n  en nog wat\n- geld\n",
        "## Kop\n- een\n- twee\n",
        "::: {.callout-tip}\n- een\n:::\n",
        "Tekst.\n\n---\n\nTekst.\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "Zie https://social.overheid.nl/\\@gemeente en @ckm2022.\n",
        "Een **kop.** En nog iets.\n",
        "```\nregel\n- geen lijst\n```\n",
        "In\n2023. Een zin.\n",
    ],
)
def test_what_is_read_as_it_looks_is_left_alone(text: str) -> None:
    assert list(traps_in_text(text)) == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("data/waves/*/text/*.md")), ids=lambda p: p.stem)
def test_the_texts_of_2023_have_none(path: Path) -> None:
    assert list(traps_in_text(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("Uitbuiting -- een verkenning", "a dash"),
        ("Volg @gemeente", "a citation"),
        ("Een <c> titel", "a tag"),
        ("Een \\j titel", "escape"),
    ],
)
def test_a_title_is_no_markup(title: str, says: str) -> None:
    (message,) = traps_in_title(title)
    assert says in message
    assert list(traps_in_title("Seksuele en criminele uitbuiting: 2023–2025")) == []
