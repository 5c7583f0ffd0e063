"""What becomes of a cell when the kernel has answered what it asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode

from ckmreport.errors import CkmError
from ckmreport.execute.claims import Condition, find_conditions, mark_false, sentence
from ckmreport.execute.expressions import find_expressions, substitute
from ckmreport.execute.options import ALT_TEXTS, computed_options, replace_options
from ckmreport.execute.probes import MIME_TYPE

#: What the kernel says to one request, in the form of Jupyter's `user_expressions`.
Reply = Mapping[str, Any]


def write_results(cell: NotebookNode, replies: Mapping[str, Reply]) -> None:
    """Write the results of a Markdown cell where Quarto looks for them, and settle its claims.

    Args:
        cell: the cell, changed in place.
        replies: to what `requests_of` asks of it.

    Raises:
        CkmError: if an expression or a condition fails. The error has no place yet.
    """
    texts = dict.fromkeys(expression.text for expression in find_expressions(cell.source))
    results = {text: _forms(text, replies[text])["text/markdown"] for text in texts}
    if results:
        cell.metadata["user_expressions"] = [
            {
                "expression": text,
                "result": {"status": "ok", "data": {"text/markdown": result}, "metadata": {}},
            }
            for text, result in results.items()
        ]
    _settle(find_conditions(cell.source), replies, results, cell)


def write_options(cell: NotebookNode, replies: Mapping[str, Reply]) -> None:
    """Write the computed captions and the alt text of a code cell.

    Args:
        cell: the cell, changed in place.
        replies: to what `requests_of_options` asks of it.

    Raises:
        CkmError: if an expression fails. The error has no place yet.
    """
    forms = {text: _forms(text, reply) for text, reply in replies.items()}
    values = {}
    notes = cell.metadata.setdefault("ckm", {}).setdefault("options", {})
    for key, value in computed_options(cell.source).items():
        kind = "text/plain" if key in ALT_TEXTS else "text/markdown"
        results = {one.text: forms[one.text][kind] for one in find_expressions(value)}
        values[key] = " ".join(substitute(value, results).split())
        notes[key] = {"source": value, "results": results}
    cell.source = replace_options(cell.source, values)


def _forms(text: str, reply: Reply) -> Mapping[str, str]:
    if reply["status"] != "ok":
        raise CkmError(
            f"the expression `{text}` fails: {reply['ename']}: {reply['evalue']}",
            advice="Correct the expression, or the cell that should define its names",
        )
    forms: Mapping[str, str] = reply["data"]
    return forms


def _settle(
    conditions: list[Condition],
    replies: Mapping[str, Reply],
    results: Mapping[str, str],
    cell: NotebookNode,
) -> None:
    """Write down in the cell which claims hold, and mark those that do not."""
    claims = []
    untrue = []
    for number, condition in enumerate(conditions):
        reply = replies[f"claim {number}"]
        if reply["status"] != "ok":
            raise CkmError(
                f"the condition `{condition.when}` fails: {reply['ename']}: {reply['evalue']}",
                advice="Correct the condition of the claim",
            )
        truth = reply["data"][MIME_TYPE]
        holds = truth is True
        if not holds:
            untrue.append(condition)
        # An operand that fails was guarded in the condition, as in `x is not None and x > 3`.
        values = {
            operand: answer["data"][MIME_TYPE]
            for operand in condition.operands
            if (answer := replies[f"value {number} {operand}"])["status"] == "ok"
        }
        claims.append(
            {
                "text": sentence(condition, results),
                "when": condition.when,
                "holds": holds,
                "values": values,
            }
        )
        if truth is None:
            claims[-1]["told"] = False
    if claims:
        cell.metadata.setdefault("ckm", {})["claims"] = claims
        cell.source = mark_false(cell.source, untrue)
