"""What cells showed in an earlier execution, and would show again.

A cell that ends with a bare name shows what it has just made: a figure, say, that is drawn when it
is shown. Where this cell and all that was asked before it are what they were, on the
same data and with the same libraries, the picture is too; only the words around it were changed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.markdown.alternatives import asked_in
from ckmreport.report.execute.markdown.cell_options import computed_options, without_options
from ckmreport.report.execute.markdown.expressions import find_expressions


@dataclass(frozen=True)
class Shown:
    """What a cell showed.

    Attributes:
        source: the code of the cell up to what it shows.
        output: the output of the earlier execution.
    """

    source: str
    output: NotebookNode


def shown_before(notebook: NotebookNode, earlier: NotebookNode) -> dict[str, Shown]:
    """Give by id the cells that need not show again what they show.

    Args:
        notebook: the notebook, about to be executed.
        earlier: as it was executed before, with the parameters, data and libraries of now.
    """
    found: dict[str, Shown] = {}
    for (cell, asked), (before, asked_before) in zip(
        _steps(notebook), _steps(earlier), strict=False
    ):
        if asked != asked_before:
            break  # what follows may show something else
        if cell.cell_type == "code" and (shown := _shown(cell, before)):
            found[cell.id] = shown
    return found


def _steps(notebook: NotebookNode) -> Iterator[tuple[NotebookNode, object]]:
    """Give the cells that ask something, in order, each with what that is.

    An expression in a sentence counts too: it can change what later cells work with.
    """
    for cell in notebook.cells:
        try:
            asked = _asked(cell)
        except CkmError:
            return  # no cell behind one that is malformed is executed
        if asked:
            yield cell, asked


def _asked(cell: NotebookNode) -> object:
    """Give what a cell asks, in a form that can be compared; nothing if it asks nothing.

    Captions and alt texts of an executed cell hold results, and of a choice only what was chosen
    is left; notes say how they were written.
    """
    notes = cell.metadata.get("ckm", {})
    if cell.cell_type == "markdown":
        return notes["asked"] if "asked" in notes else asked_in(cell.source)
    if cell.cell_type != "code":
        return None
    written = notes["options"] if "options" in notes else computed_options(cell.source)
    options = {key: [one.text for one in find_expressions(text)] for key, text in written.items()}
    return cell.id, cell.metadata.get("tags", []), without_options(cell.source), options


def _shown(cell: NotebookNode, before: NotebookNode) -> Shown | None:
    """Give what a cell showed; None where showing it may have printed something besides."""
    source = _up_to_what_it_shows(without_options(cell.source))
    outputs = before.outputs
    silent = len(outputs) == 1 and "warnings" not in before.metadata.get("ckm", {})
    if source is None or not silent or outputs[0].output_type != "execute_result":
        return None
    return Shown(source, outputs[0])


def _up_to_what_it_shows(code: str) -> str | None:
    """Give a cell's code without the bare name in its last line; None where it has none."""
    try:
        statements = ast.parse(code).body
    except SyntaxError:
        return None  # something that only IPython reads
    match statements:
        case [*_, before, ast.Expr(value=ast.Name()) as last] if before.end_lineno != last.lineno:
            source = "\n".join(code.split("\n")[: last.lineno - 1])
            return source if not source.endswith("\\") else None
        case _:
            return None
