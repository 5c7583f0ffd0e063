"""What the prose of a notebook asks of its namespace, and where the answers are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nbformat import NotebookNode

from ckmreport.foundation.errors import CannotTell, CkmError
from ckmreport.presentation.text.inline_values import Inline
from ckmreport.report.execute.markdown.cell_options import (
    ALT_TEXTS,
    computed_options,
    replace_options,
)
from ckmreport.report.execute.markdown.claims import (
    Condition,
    find_conditions,
    mark_false,
    sentence,
)
from ckmreport.report.execute.markdown.expressions import find_expressions, substitute

#: Gives the value of an expression in the namespace of a notebook.
Evaluate = Callable[[str], object]

#: How a value reads that would tell something of a number that is not shown.
HIDDEN = "depends on a number that is not shown"


def asks(source: str) -> bool:
    """Say whether a Markdown cell asks anything: an expression, or the condition of a claim.

    Raises:
        CkmError: if an expression or a claim is malformed. The error has no place yet.
    """
    return bool(find_expressions(source) or find_conditions(source))


def write_results(cell: NotebookNode, evaluate: Evaluate) -> None:
    """Write the results of a Markdown cell where Quarto looks for them, and settle its claims.

    Args:
        cell: the cell, changed in place.
        evaluate: evaluates each expression once, in order, then the conditions.

    Raises:
        CkmError: if an expression or a condition is malformed or fails. The error has no place yet.
    """
    conditions = find_conditions(cell.source)
    texts = dict.fromkeys(expression.text for expression in find_expressions(cell.source))
    results = {text: _inline(text, evaluate).markdown for text in texts}
    if results:
        cell.metadata["user_expressions"] = [
            {
                "expression": text,
                "result": {"status": "ok", "data": {"text/markdown": result}, "metadata": {}},
            }
            for text, result in results.items()
        ]
    _settle(conditions, evaluate, results, cell)


def write_options(cell: NotebookNode, evaluate: Evaluate) -> None:
    """Write the computed captions and the alt text of a code cell.

    Args:
        cell: the cell, changed in place.
        evaluate: evaluates each expression, in order.

    Raises:
        CkmError: if the options are malformed or an expression fails. The error has no place yet.
    """
    options = computed_options(cell.source)
    texts = [one.text for value in options.values() for one in find_expressions(value)]
    if not texts:
        return
    forms = {text: _inline(text, evaluate) for text in dict.fromkeys(texts)}
    values = {}
    notes = cell.metadata.setdefault("ckm", {}).setdefault("options", {})
    for key, value in options.items():
        asked = [one.text for one in find_expressions(value)]
        is_plain = key in ALT_TEXTS
        results = {t: forms[t].plain if is_plain else forms[t].markdown for t in asked}
        values[key] = " ".join(substitute(value, results).split())
        notes[key] = {"source": value, "results": results}
    cell.source = replace_options(cell.source, values)


def _inline(text: str, evaluate: Evaluate) -> Inline:
    try:
        return Inline(evaluate(text))
    except BaseException as error:  # also what would end the process
        raise CkmError(
            f"the expression `{text}` fails: {type(error).__name__}: {error}",
            advice="Correct the expression, or the cell that should define its names",
        ) from None


def _settle(
    conditions: list[Condition],
    evaluate: Evaluate,
    results: Mapping[str, str],
    cell: NotebookNode,
) -> None:
    """Write down in the cell which claims hold, and mark those that do not."""
    claims = []
    untrue = []
    for condition in conditions:
        truth = _truth(condition.when, evaluate)
        holds = truth is True
        if not holds:
            untrue.append(condition)
        values = {operand: _shown(operand, evaluate) for operand in condition.operands}
        claims.append(
            {
                "text": sentence(condition, results),
                "when": condition.when,
                "holds": holds,
                "values": {name: text for name, text in values.items() if text is not None},
            }
        )
        if truth is None:
            claims[-1]["told"] = False
    if claims:
        cell.metadata.setdefault("ckm", {})["claims"] = claims
        cell.source = mark_false(cell.source, untrue)


def _truth(condition: str, evaluate: Evaluate) -> bool | None:
    """Give whether a condition holds; None if that would tell of a number that is not shown.

    Raises:
        CkmError: if it fails or is no truth value; a number or a table is not guessed at.
    """
    try:
        value = evaluate(condition)
        if not isinstance(value, bool) and type(value).__name__ not in {"bool", "bool_"}:
            raise TypeError(f"the condition gives {type(value).__name__}, not True or False")
    except CannotTell:
        return None
    except BaseException as error:
        raise CkmError(
            f"the condition `{condition}` fails: {type(error).__name__}: {error}",
            advice="Correct the condition of the claim",
        ) from None
    return bool(value)


def _shown(operand: str, evaluate: Evaluate) -> str | None:
    """Give how a value reads: as in a sentence if it has such a form, else as Python shows it.

    None for one that fails: it was guarded in the condition, as in `x is not None and x > 3`.
    """
    try:
        value = evaluate(operand)
    except CannotTell:
        return HIDDEN
    except Exception:
        return None
    try:
        return Inline(value).plain
    except (TypeError, ValueError):
        return str(value)
