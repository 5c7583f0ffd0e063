"""The list of texts that a new wave still needs, for the people who write them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class ExpectedText:
    """A text that the report takes from the folder of a wave: `name` is its path there.

    `chapter` and `section` are the headings under which it is printed.
    """

    name: str
    chapter: str
    section: str


_START = """\
# Teksten bij deze meting

Het rapport neemt deze teksten op, elk op zijn eigen plaats.
Zolang een bestand er niet is, staat op die plaats een kader "Nog te schrijven".
Is er voor een plaats niets te zeggen, maak dan een leeg bestand.
Getallen uit de vragenlijst worden niet overgetypt maar berekend; de teksten bij een eerdere meting
laten zien hoe dat gaat.

| bestand | hoofdstuk | kopje |
|---|---|---|
"""


def texts_page(texts: Iterable[ExpectedText]) -> str:
    """Give the page, in Markdown."""
    rows = [
        f"| `{text.name.removeprefix('text/')}` | {_cell(text.chapter)} | {_cell(text.section)} |"
        for text in texts
    ]
    return _START + "\n".join(rows) + "\n"


def _cell(heading: str) -> str:
    return heading.replace("|", "\\|")
