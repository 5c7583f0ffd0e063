"""Digits that somebody typed into prose, where a number should be computed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ckmreport.presentation.text.number_tokens import DAY, NAME, YEAR
from ckmreport.report.execute.markdown.code_and_prose import blank, code_spans, prose
from ckmreport.report.execute.markdown.spans import find_spans

#: The class of a span that holds a fact which no wave changes: `[artikel 273f]{.vast}`.
FIXED = "vast"

_EXEMPT = (
    re.compile(r"^[ \t]*\d+[.)][ \t]", re.MULTILINE),  # the number of a list item
    re.compile(r"\[\^[^\[\]]+\]"),  # a footnote and its mark
    re.compile(r"\[[^\[\]@]*@[^\[\]]*\]"),  # a citation with its pages
    re.compile(r"@[\w:-]++(?:\s*+\[[^\[\]]*\])?"),  # a citation in the sentence, a cross-reference
    re.compile(r"\]\((?:[^()]|\([^()]*\))*+\)|<https?://[^<>]*>"),  # the address of a link
    re.compile(r"\{\{<(?:(?!\{\{<|>\}\}).)*+>\}\}"),  # a shortcode
    DAY,
    YEAR,
    NAME,
)
_TITLE = re.compile(r'\btitle="([^"]*)"')
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")
_DIGITS = re.compile(r"\d[\d.,]*")


def typed_digits(source: str) -> Iterator[tuple[int, str]]:
    """Give the digits typed by hand in a Markdown source, as (line number, digits).

    Years, dates, list numbers, citations, addresses, names that hold a digit, and spans with the
    class `vast` are no such digits; nor is anything in code, expressions and comments.
    """
    text = prose(source)
    for code in code_spans(source):
        text = _without(text, code.start, code.end)
    for span in find_spans(source):
        if FIXED in span.classes:
            text = _without(text, span.start, span.end)
    text = _ATTRIBUTES.sub(_titles_only, text)
    for exempt in _EXEMPT:
        text = exempt.sub(lambda found: blank(found[0]), text)
    for found in _DIGITS.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, found[0].rstrip(".,")


def _titles_only(attributes: re.Match[str]) -> str:
    """Blank attributes but for a title, which readers see."""
    text = attributes[0]
    kept = [range(*title.span(1)) for title in _TITLE.finditer(text)]
    return "".join(c if any(i in part for part in kept) else " " for i, c in enumerate(text))


def _without(text: str, start: int, end: int) -> str:
    return text[:start] + blank(text[start:end]) + text[end:]
