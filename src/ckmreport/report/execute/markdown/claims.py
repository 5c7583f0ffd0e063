"""Claims: sentences that carry the condition under which they are true.

In Markdown a claim is a span, `[The worries are greater.]{.claim when="ce.agree > se.agree"}`.
The condition is evaluated where the sentence stands; when it no longer holds, the span gets the
class `onwaar`, so that every renderer can mark it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.markdown.expressions import check_syntax, substitute
from ckmreport.report.execute.markdown.spans import Span, bracket_view, find_spans, without_spans

CLASS = "claim"
FALSE_CLASS = "onwaar"
_BRACES_OF_CLAIM = re.compile(rf"\{{[^{{}}\n]*\.{CLASS}(?![\w:-])")
_CHOICE = re.compile(r' choice="\d+"(?= )')
_FOOTNOTE_MARK = re.compile(r"\[\^[^\[\]]+\]")
_ADVICE = 'Write it as [Sentence.]{.claim when="a > b"}'


@dataclass(frozen=True)
class Claim:
    """A sentence and whether its condition holds.

    Attributes:
        id: the name under which the ledger has it.
        sentence: as printed.
        when: the condition, a Python expression.
        holds: whether it is true of this wave.
        section: the label of the section it stands in.
        chapter: the notebook, relative to the project.
        cell: the cell it stands in, in the executed notebook.
        values: what the condition compares, each expression with its value as text.
        told: whether its truth may be told; not where it depends on a number that is not shown.
            Such a claim does not hold: nothing that is printed supports it.
        alternatives: for a sentence that was chosen, all that it was chosen from.
    """

    id: str
    sentence: str
    when: str
    holds: bool
    section: str
    chapter: str
    cell: str
    values: Mapping[str, str]
    told: bool = True
    alternatives: Sequence[Mapping[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Condition:
    """A claim as it stands in the source, before it is evaluated."""

    span: Span
    when: str


def find_conditions(source: str) -> list[Condition]:
    """Find the claims in a Markdown source, in reading order.

    Raises:
        CkmError: if a claim has no condition, its condition is not valid Python, or it is not
            written as a span. The error has no place yet; the caller knows it.
    """
    spans = [span for span in find_spans(source) if CLASS in span.classes]
    for match in _BRACES_OF_CLAIM.finditer(bracket_view(source)):
        if all(match.start() != span.braces for span in spans):
            start = source.rfind("\n", 0, match.start()) + 1
            raise CkmError(f"a claim is not a span: {source[start : match.end()]}…", advice=_ADVICE)
    conditions = []
    for span in sorted(spans, key=lambda span: span.start):
        conditions.append(Condition(span, condition_of(span)))
    return conditions


def condition_of(span: Span) -> str:
    """Give the condition of a span.

    Raises:
        CkmError: if it has none, or one that is not valid Python.
    """
    when = span.attributes.get("when", "").strip()
    if not when:
        raise CkmError(f"the claim '{span.text}' has no condition", advice=_ADVICE)
    check_syntax(when, "condition")
    return when


def operands(when: str) -> tuple[str, ...]:
    """Give the expressions that a condition depends on, without literals, in reading order.

    Where it asks a property of something (`test.holds`), that thing is given.
    """
    parts = _operands(ast.parse(when, mode="eval").body)
    texts = [ast.unparse(part) for part in parts if not isinstance(part, ast.Constant)]
    return tuple(dict.fromkeys(texts))


def sentence(condition: Condition, results: Mapping[str, str]) -> str:
    """Write the sentence of a claim as a reader sees it, with its expressions filled in."""
    text = _FOOTNOTE_MARK.sub("", substitute(condition.span.text, results))
    return " ".join(without_spans(text).split())


def marked(source: str, settled: Iterable[tuple[Condition, str, bool]]) -> str:
    """Give the source with the id of each claim, and the class `onwaar` on those that do not hold.

    `settled` gives the claims, each with its id and whether it holds.
    """
    for condition, name, holds in sorted(settled, key=lambda one: -one[0].span.braces):
        span = condition.span
        false = "" if holds else f" .{FALSE_CLASS}"
        bare = _CHOICE.sub("", source[span.braces : span.end])
        attributes = re.sub(
            rf"(?<=[\s{{])\.{CLASS}(?![\w:-])",
            f'.{CLASS}{false} data-id="{name}"',
            bare,
            count=1,
        )
        source = source[: span.braces] + attributes + source[span.end :]
    return source


def _operands(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.BoolOp():
            for value in node.values:
                yield from _operands(value)
        case ast.UnaryOp(op=ast.Not()):
            yield from _operands(node.operand)
        case ast.Compare():
            yield from (node.left, *node.comparators)
        case ast.Attribute():
            yield node.value
        case _:
            yield node
