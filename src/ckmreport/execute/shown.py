"""What cells showed in an earlier execution, and would show again.

A cell that ends with a bare name shows what it has just made: a figure, say, that is drawn when it
is shown. Where this cell and all code before it are what they were, on the same data and with the
same libraries, the picture is too; only the sentences around it were changed.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

from nbformat import NotebookNode

from ckmreport.execute.options import without_options


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
    for cell, before in zip(_code_cells(notebook), _code_cells(earlier), strict=False):
        code = without_options(cell.source)
        if cell.id != before.id or code != without_options(before.source):
            break  # what follows may show something else
        results = [one for one in before.outputs if one.output_type == "execute_result"]
        silent = "warnings" not in before.metadata.get("ckm", {})
        source = _up_to_what_it_shows(code)
        if source is not None and len(results) == 1 and silent:
            found[cell.id] = Shown(source, results[0])
    return found


def _code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _up_to_what_it_shows(code: str) -> str | None:
    """Give a cell's code without the bare name in its last line; None where it has none."""
    try:
        statements = ast.parse(code).body
    except SyntaxError:
        return None  # something that only IPython reads
    match statements:
        case [*_, before, ast.Expr(value=ast.Name()) as last] if before.end_lineno != last.lineno:
            return "\n".join(code.split("\n")[: last.lineno - 1])
        case _:
            return None
