"""The line of the report that says how many of its numbers were counted again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ckmreport.presentation.text.dutch_numbers import integer
from ckmreport.presentation.text.words import Number, Words, about_this_report, filled
from ckmreport.report.execute.markdown.sentences import plain_sentence
from ckmreport.report.execute.notebook_files import has_tag, read_notebook, write_notebook
from ckmreport.report.execute.number_notes import NumberNotes

#: The tag of the Markdown cell that is filled in once all chapters are there.
TAG = "recount"


def awaits_recount_line(path: Path) -> bool:
    """Tell whether an executed notebook changes once all others are there."""
    return any(has_tag(cell, TAG) for cell in read_notebook(path).cells)


def write_recount_line(chapters: Sequence[Path]) -> None:
    """Fill the line in where a chapter has its place.

    The engine follows the recipe of each number when it writes it down, and stops where one gives
    something else; so all that have one agree.

    Args:
        chapters: the executed notebooks of the book.
    """
    notebooks = {path: read_notebook(path) for path in chapters}
    numbers = [
        number
        for notebook in notebooks.values()
        for cell in notebook.cells
        if not has_tag(cell, TAG)
        for number in cell.metadata.get("ckm", {}).get("numbers", ())
    ]
    line = _line(len(numbers), sum(number["recipe"] is not None for number in numbers))
    for path, notebook in notebooks.items():
        for cell in notebook.cells:
            if not has_tag(cell, TAG):
                continue
            own = NumberNotes(cell.id)
            source = own.marked(line, TAG, "", "text")
            for note in own.noted.values():
                note["sentence"] = plain_sentence(source.split("\n")[0], {})
            if cell.source != source:
                cell.source = source
                cell.metadata["ckm"] = {"numbers": list(own.noted.values())}
                write_notebook(notebook, path)


def _line(numbers: int, counted: int) -> Words:
    return filled(
        "Van de {} getallen in de tekst, de bijschriften en de beschrijvingen van figuren zijn er "
        "{} uit de antwoorden geteld.\n"
        "Elk daarvan is bij het maken van dit rapport nog eens geteld, met een eigen regel code "
        "rechtstreeks uit de rijen, en kwam overeen.\n"
        "De andere {} komen uit een andere bron, zoals een toets of een onderzoek van anderen, of "
        "worden niet getoond.",
        _number("all", numbers, "getallen in dit rapport"),
        _number("counted", counted, "getallen die uit de antwoorden zijn geteld"),
        _number("rest", numbers - counted, "getallen uit een andere bron, of niet getoond"),
    )


def _number(name: str, value: int, said: str) -> Number:
    return Number(integer(value), about_this_report(said, name), count=value)
