"""What the prose of a notebook asks of its namespace, and where the answers are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nbformat import NotebookNode

from ckmreport.foundation.errors import CannotTell, CkmError
from ckmreport.presentation.text.words import Words, words
from ckmreport.report.execute.markdown.alternatives import CHOICE, Chosen, asked_in, choose
from ckmreport.report.execute.markdown.cell_options import (
    ALT_TEXTS,
    computed_options,
    replace_options,
)
from ckmreport.report.execute.markdown.claims import (
    Condition,
    find_conditions,
    marked,
    operands,
    sentence,
)
from ckmreport.report.execute.markdown.expressions import find_expressions, substitute
from ckmreport.report.execute.markdown.sentences import (
    is_in_note,
    plain_sentence,
    section_at,
    sentence_at,
)
from ckmreport.report.execute.number_notes import NumberNotes, Where, entry_id

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


def write_results(cell: NotebookNode, evaluate: Evaluate, section: str) -> None:
    """Write the results of a Markdown cell where Quarto looks for them, and settle its claims.

    Args:
        cell: the cell, changed in place. Its metadata says where each number comes from.
        evaluate: evaluates each expression once, in order, then the conditions.
        section: the label of the section that the cell begins in.

    Raises:
        CkmError: if an expression or a condition is malformed or fails. The error has no place yet.
    """
    asked = asked_in(cell.source)
    cell.source, chosen = choose(cell.source, lambda when: _truth(when, evaluate))
    if chosen:
        _note(cell, "asked", asked)  # of what was not chosen nothing is left in the cell
    source, notes = cell.source, NumberNotes(cell.id)
    conditions = find_conditions(source)
    first = {one.text: one.start for one in reversed(find_expressions(source))}
    results = {}
    for text, offset in sorted(first.items(), key=lambda pair: pair[1]):
        where: Where = "note" if is_in_note(source, offset) else "text"
        said = _said(text, evaluate)
        results[text] = notes.marked(said, text, section_at(source, offset, section), where)
    if results:
        cell.metadata["user_expressions"] = [
            {
                "expression": text,
                "result": {"status": "ok", "data": {"text/markdown": result}, "metadata": {}},
            }
            for text, result in results.items()
        ]
    for note in notes.noted.values():
        note["sentence"] = sentence_at(source, first[note["expression"]], results)
    _keep(notes, cell)
    _settle(cell, conditions, chosen, evaluate=evaluate, results=results, section=section)


def write_options(cell: NotebookNode, evaluate: Evaluate, section: str) -> None:
    """Write the computed captions and the alt text of a code cell.

    Args:
        cell: the cell, changed in place. Its metadata says where each number comes from, and how
            its options were written.
        evaluate: evaluates each expression, in order.
        section: the label of the section that the cell stands in.

    Raises:
        CkmError: if the options are malformed or an expression fails. The error has no place yet.
    """
    options = computed_options(cell.source)
    texts = [one.text for value in options.values() for one in find_expressions(value)]
    if not texts:
        return
    forms = {text: _said(text, evaluate) for text in dict.fromkeys(texts)}
    notes = NumberNotes(cell.id)
    values = {}
    for key, value in options.items():
        where: Where = "alt" if key in ALT_TEXTS else "caption"
        asked = [one.text for one in find_expressions(value)]
        told = {text: notes.marked(forms[text], text, section, where) for text in asked}
        plain = {text: forms[text].plain for text in asked}
        values[key] = " ".join(substitute(value, plain if where == "alt" else told).split())
        for note in notes.noted.values():
            note.setdefault("sentence", plain_sentence(values[key], {}))
    cell.source = replace_options(cell.source, values)
    _note(cell, "options", options)
    _keep(notes, cell)


def _keep(notes: NumberNotes, cell: NotebookNode) -> None:
    if notes.noted:
        _note(cell, "numbers", list(notes.noted.values()))


def _note(cell: NotebookNode, key: str, value: object) -> None:
    cell.metadata.setdefault("ckm", {})[key] = value


def _said(text: str, evaluate: Evaluate) -> Words:
    try:
        said = words(evaluate(text))
        if not said.plain.strip():
            raise ValueError("the expression gives an empty text")
    except BaseException as error:  # also what would end the process
        raise CkmError(
            f"the expression `{text}` fails: {type(error).__name__}: {error}",
            advice="Correct the expression, or the cell that should define its names",
        ) from None
    return said


def _settle(
    cell: NotebookNode,
    conditions: list[Condition],
    chosen: list[Chosen],
    *,
    evaluate: Evaluate,
    results: Mapping[str, str],
    section: str,
) -> None:
    """Write down in the cell which claims hold, and mark those that do not."""
    claims, settled = [], []
    for condition in conditions:
        choice = condition.span.attributes.get(CHOICE)
        made = chosen[int(choice)] if choice is not None else None
        truth = True if made else _truth(condition.when, evaluate)
        asked = [one.when for one in made.choice.alternatives] if made else [condition.when]
        values = {name: _shown(name, evaluate) for when in asked for name in operands(when)}
        first = made.choice.alternatives[0].text if made else condition.span.text
        where = section_at(cell.source, condition.span.start, section)
        name = entry_id(where, cell.id, asked[0], first)
        settled.append((condition, name, truth is True))
        claims.append(
            {
                "id": name,
                "sentence": sentence(condition, results),
                "when": condition.when,
                "values": {key: text for key, text in values.items() if text is not None},
                "holds": truth is True,
                "told": truth is not None,
                "section": where,
                "alternatives": [
                    {"sentence": " ".join(one.text.split()), "when": one.when, "holds": holds}
                    for one, holds in zip(made.choice.alternatives, made.holds, strict=True)
                ]
                if made
                else [],
            }
        )
    if claims:
        cell.metadata.setdefault("ckm", {})["claims"] = claims
        cell.source = marked(cell.source, settled)


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
        return words(value).plain
    except (TypeError, ValueError):
        return str(value)
