"""The list of texts that a new wave still needs, for the people who write them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class ExpectedText:
    """A text that the report takes from the folder of a wave: `name` is its path there.

    `chapter` and `section` are the headings under which it is printed; `when` is what a wave must
    have for that, as in the metadata of notebooks, and None where every wave prints it.
    """

    name: str
    chapter: str
    section: str
    when: str | None = None


_START = """\
# Teksten bij deze meting

Het rapport neemt deze teksten op, elk op zijn eigen plaats.
Zolang een bestand er niet is, staat op die plaats een kader "Nog te schrijven".
Is er voor een plaats niets te zeggen, maak dan een leeg bestand.
Getallen uit de vragenlijst worden niet overgetypt maar berekend; de teksten bij een eerdere meting
laten zien hoe dat gaat. Schrijf een aantal dat zo klein kan zijn dat het wordt verborgen, in
Resultaten en Conclusie als `{python} amount(…)`; dan klopt de zin ook zonder getal.

| bestand | hoofdstuk | kopje | nodig |
|---|---|---|---|
"""

#: When a text is needed, by what it asks for.
_NEEDED = {
    None: "altijd",
    "edition": "als `wave.yml` zegt wat voor uitgave dit is",
    "export": "als de antwoorden uit een export komen",
    "earlier_waves": "als er een eerdere meting is",
    "interviews": "als `wave.yml` zegt dat er interviews zijn gehouden",
}


def texts_page(texts: Iterable[ExpectedText]) -> str:
    """Give the page, in Markdown."""
    rows = [
        f"| `{text.name.removeprefix('text/')}` | {_cell(text.chapter)} | {_cell(text.section)} "
        f"| {_NEEDED[text.when]} |"
        for text in texts
    ]
    return _START + "\n".join(rows) + "\n"


def _cell(heading: str) -> str:
    return heading.replace("|", "\\|")
