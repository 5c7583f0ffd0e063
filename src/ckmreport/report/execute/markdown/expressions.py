"""Inline expressions in Markdown, `` `{python} EXPR` ``: find, check, substitute.

The rules are Quarto's, which fills in results that stand ready in the notebook: one expression
on one line, a space after `{python}`, not in double backticks. Where Quarto would quietly print
the code instead of the result, this module raises an error. An expression in an HTML comment is
not evaluated.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass

from ckmreport.foundation.errors import CkmError
from ckmreport.report.execute.markdown.code_and_prose import code_spans, without_comments

_EXPRESSION = re.compile(r"\{python\}[ \t]+(\S(?:[^\n]*\S)?)[ \t]*")
_QUARTO = re.compile(r"(^|[^`])`\{python\}[ \t]([^`]+)`")


@dataclass(frozen=True)
class Expression:
    """One place where a value is asked; `start` and `end` include the backticks."""

    text: str
    start: int
    end: int


def find_expressions(source: str) -> list[Expression]:
    """Find the inline expressions of a Markdown source, in order.

    Raises:
        CkmError: if one is no valid Python expression, or is written so that Quarto would print
            it as code. The error has no place yet; the caller knows it.
    """
    found = []
    for span in code_spans(source):
        if span.ticks == 1 and "`{python}" in span.text:
            # In Markdown the two are one piece of code: the backticks between them are a pair.
            raise _nothing_between(span.text)
        if span.ticks == 1 and span.text.startswith("{python}"):
            match = _EXPRESSION.fullmatch(span.text)
            if match is None:
                raise CkmError(
                    f"`{' '.join(span.text.split())}` is not an inline expression",
                    advice="Write it on one line, as `{python} name`, with a space after {python}",
                )
            check_syntax(match[1], "expression")
            found.append(Expression(match[1], span.start, span.end))
    _check_quarto_agrees(source, found)
    return found


def check_syntax(text: str, what: str) -> None:
    """Check that a text is one Python expression.

    Raises:
        CkmError: naming the text and the fault; `what` says what the text was meant to be.
    """
    try:
        ast.parse(text, mode="eval")
    except SyntaxError as error:
        raise CkmError(
            f"the {what} `{text}` is not valid Python ({error.msg})", advice="Correct it"
        ) from None


def substitute(source: str, results: Mapping[str, str]) -> str:
    """Replace every expression of a source by its result.

    Raises:
        KeyError: if an expression has no result.
    """
    for expression in reversed(find_expressions(source)):
        result = results[expression.text]
        source = source[: expression.start] + result + source[expression.end :]
    return source


def _check_quarto_agrees(source: str, found: list[Expression]) -> None:
    seen = _seen_by_quarto(source)
    for expression in found:
        if expression.start not in seen:
            raise _nothing_between(expression.text)
    starts = {expression.start for expression in found}
    texts = {expression.text for expression in found}
    for start, text in seen.items():
        if start not in starts and text in texts:
            raise CkmError(
                f"`{text}` stands both in the prose and in code that is shown as it is",
                advice="Move one of the two to another cell",
            )


def _nothing_between(text: str) -> CkmError:
    return CkmError(
        f"the expression in `{text}` follows other code with nothing between them",
        advice="Put a space, a word or a punctuation mark between the two",
    )


def _seen_by_quarto(source: str) -> dict[int, str]:
    """Find what Quarto replaces if a result is stored: it looks line by line, in code too."""
    seen = {}
    offset = 0
    for line in without_comments(source).split("\n"):
        for match in _QUARTO.finditer(line):
            seen[offset + match.end(1)] = match[2].strip()
        offset += len(line) + 1
    return seen
