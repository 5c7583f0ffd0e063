"""Bracketed spans of Markdown, `[text]{.class key="value"}`, and how to take them away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ckmreport.report.execute.markdown.code_and_prose import blank, code_spans, prose

_QUOTED = r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
_ITEM = rf"(?:[#.][\w:-]+|[\w:-]+=(?:{_QUOTED}|[^\s\"'{{}}]+))"
_ATTRIBUTES = re.compile(rf"\{{\s*{_ITEM}(?:\s+{_ITEM})*\s*\}}", re.DOTALL)
_CLASS = re.compile(r"(?<=[\s{])\.([\w:-]+)")
_PAIR = re.compile(rf"(?<=[\s{{])([\w:-]+)=({_QUOTED}|[^\s\"'{{}}]+)", re.DOTALL)
_ESCAPED = re.compile(r"\\[\[\]\\]")
_BOUNDARY = re.compile(r"[\[\]]|\n[ \t]*(?=\n)")


@dataclass(frozen=True)
class Span:
    """A bracketed span; `start` and `end` are offsets of the whole, `braces` of its `{`."""

    start: int
    end: int
    braces: int
    text: str
    classes: tuple[str, ...]
    attributes: Mapping[str, str]


def find_spans(source: str) -> Iterator[Span]:
    """Find the bracketed spans in the prose of a Markdown source, an inner span before its outer.

    Brackets nest; brackets in code and behind a backslash do not count. Links, images and
    citations are no spans.
    """
    text = bracket_view(source)
    openings: list[int] = []
    position = 0
    while boundary := _BOUNDARY.search(text, position):
        position = boundary.end()
        if boundary[0] == "[":
            openings.append(boundary.start())
        elif boundary[0] != "]":
            openings.clear()  # a blank line ends the paragraph, and a span with it
        elif openings:
            start = openings.pop()
            if attributes := _ATTRIBUTES.match(source, position):
                yield _span(source, start, attributes)
                position = attributes.end()


def without_spans(source: str) -> str:
    """Reduce every bracketed span in Markdown to its text."""
    cuts = []
    for span in find_spans(source):
        cuts += [(span.start, span.start + 1), (span.braces - 1, span.end)]
    for start, end in sorted(cuts, reverse=True):
        source = source[:start] + source[end:]
    return source


def bracket_view(source: str) -> str:
    """Replace inline code and escaped brackets in prose by spaces; offsets stay."""
    text = prose(source)
    for code in code_spans(source):
        text = text[: code.start] + blank(text[code.start : code.end]) + text[code.end :]
    return _ESCAPED.sub("  ", text)


def _span(source: str, start: int, attributes: re.Match[str]) -> Span:
    pairs = {name: _unquoted(value) for name, value in _PAIR.findall(attributes[0])}
    classes = _CLASS.findall(_PAIR.sub("", attributes[0]))
    text = source[start + 1 : attributes.start() - 1]
    return Span(start, attributes.end(), attributes.start(), text, tuple(classes), pairs)


def _unquoted(value: str) -> str:
    if value[0] in "\"'":
        value = re.sub(r"\\(.)", r"\1", value[1:-1])
    return " ".join(value.split("\n"))
