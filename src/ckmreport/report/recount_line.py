"""The line of the report that says how many of its numbers were counted again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ckmreport.presentation.text.words import Words, filled
from ckmreport.report.execute.markdown.sentences import plain_sentence
from ckmreport.report.execute.notebook_files import read_notebook, write_notebook
from ckmreport.report.execute.number_notes import NumberNotes

#: What the metadata of the cell says that is filled in, once all chapters are there.
FILL = "recount"


def awaits_recount_line(path: Path) -> bool:
    """Tell whether an executed notebook changes once all others are there."""
    return f'"fill": "{FILL}"' in path.read_text(encoding="utf-8")


def write_recount_line(chapters: Sequence[Path]) -> None:
    """Fill the line in where a chapter has its place.

    The engine follows the recipe of each number when it writes it down, and stops where one gives
    something else; so all that have one agree.

    Args:
        chapters: the executed notebooks of the book.
    """
    notebooks = {path: read_notebook(path) for path in chapters}
    notes = [cell.metadata.get("ckm", {}) for book in notebooks.values() for cell in book.cells]
    numbers = [
        number for note in notes if note.get("fill") != FILL for number in note.get("numbers", ())
    ]
    line = _line(len(numbers), sum(number["recipe"] is not None for number in numbers))
    for path, notebook in notebooks.items():
        for cell in notebook.cells:
            if cell.metadata.get("ckm", {}).get("fill") != FILL:
                continue
            own = NumberNotes(cell.id)
            source = own.marked(line, FILL, "", "text")
            for note in own.noted.values():
                note["sentence"] = plain_sentence(source.split("\n")[0], {})
            if cell.source != source:
                cell.source = source
                cell.metadata["ckm"]["numbers"] = list(own.noted.values())
                write_notebook(notebook, path)


def _line(numbers: int, counted: int) -> Words:
    rest = numbers - counted
    return filled(
        "Van de {} getallen in de tekst, de bijschriften en de beschrijvingen van figuren zijn er "
        "{} uit de antwoorden geteld.\n"
        "Elk daarvan is bij het maken van dit rapport nog eens geteld, met een eigen regel code "
        "rechtstreeks uit de rijen, en kwam overeen.\n"
        "De andere {} komen uit een andere bron, zoals een toets of een onderzoek van anderen, of "
        "worden niet getoond.",
        numbers,
        counted,
        rest,
    )
