"""What cells ask of the kernel: their expressions, and the conditions of their claims."""

from __future__ import annotations

from collections.abc import Iterable

from nbformat import NotebookNode

from ckmreport.errors import CkmError
from ckmreport.execute.claims import find_conditions
from ckmreport.execute.expressions import find_expressions
from ckmreport.execute.options import computed_options
from ckmreport.execute.probes import inline_call, probe_call


def requests_of(source: str) -> dict[str, str]:
    """Give the calls that answer what a Markdown cell asks, by name, in order.

    An expression has itself as its name, the condition of a claim `claim N`, and what it depends
    on `value N EXPRESSION`.

    Raises:
        CkmError: if an expression or a claim is malformed. The error has no place yet.
    """
    requests = {one.text: inline_call(one.text) for one in find_expressions(source)}
    for number, condition in enumerate(find_conditions(source)):
        requests[f"claim {number}"] = probe_call("truth", condition.when)
        for operand in condition.operands:
            requests[f"value {number} {operand}"] = probe_call("shown", operand)
    return requests


def requests_of_options(source: str) -> dict[str, str]:
    """Give the calls that answer what the captions and the alt text of a code cell ask.

    Raises:
        CkmError: if the options are malformed. The error has no place yet.
    """
    values = computed_options(source).values()
    return {one.text: inline_call(one.text) for value in values for one in find_expressions(value)}


def requests_together(cells: Iterable[NotebookNode]) -> dict[str, dict[str, str]]:
    """Give what Markdown cells ask that stand behind each other, by the id of the cell.

    A malformed one is left out: what is wrong with it is told when its turn comes.
    """
    together = {}
    for cell in cells:
        if cell.cell_type != "markdown":
            break
        try:
            requests = requests_of(cell.source)
        except CkmError:
            continue
        if requests:
            together[cell.id] = requests
    return together
