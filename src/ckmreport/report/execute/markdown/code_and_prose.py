"""Separates the prose of a Markdown cell from code blocks, comments and code spans.

The functions work with offsets into the source, so that a caller can rewrite one place and leave
every other character as the author typed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"^(?P<indent> *)(?P<ticks>`{3,}|~{3,})(?P<info>.*)$")
_CONTAINER = re.compile(r"^ {0,3}(?:[-*+]|\(?(?:\d+|#|[A-Za-z])[.)]|:|~|\[\^[^\]]+\]:)\s")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True)
class CodeSpan:
    """Inline code: `text` without its backticks, which are `ticks` long on both sides."""

    start: int
    end: int
    text: str
    ticks: int


def prose(source: str) -> str:
    """Replace code blocks and comments by spaces; offsets stay."""
    lines = source.splitlines(keepends=True)
    code = _code_lines(lines)
    kept = "".join(
        blank(line) if hidden else line for line, hidden in zip(lines, code, strict=True)
    )
    return without_comments(kept)


def without_comments(source: str) -> str:
    """Replace HTML comments by spaces; offsets stay."""
    return _COMMENT.sub(lambda comment: blank(comment[0]), source)


def blank(text: str) -> str:
    """Replace every character by a space; line ends stay."""
    return re.sub(r"[^\r\n]", " ", text)


def code_spans(source: str) -> Iterator[CodeSpan]:
    """Yield the inline code in the prose of a source, in order.

    As in Markdown a span closes with as many backticks as it opened with, does not cross a blank
    line, and a backtick behind a backslash opens nothing.
    """
    text = prose(source)
    runs = [(match.start(), match.end()) for match in re.finditer("`+", text)]
    position = 0
    while position < len(runs):
        start, end = runs[position]
        if _is_escaped(text, start):
            start += 1
        closing = _closing_run(text, runs[position + 1 :], end, end - start)
        if closing is None:
            position += 1
            continue
        offset, (close_start, close_end) = closing
        yield CodeSpan(start, close_end, text[end:close_start], end - start)
        position += offset + 2


def _closing_run(
    text: str, runs: list[tuple[int, int]], opened: int, ticks: int
) -> tuple[int, tuple[int, int]] | None:
    if ticks == 0:
        return None
    for offset, (start, end) in enumerate(runs):
        if _BLANK_LINE.search(text, opened, start):
            return None
        if end - start == ticks:
            return offset, (start, end)
    return None


def _is_escaped(text: str, position: int) -> bool:
    before = text[:position]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _code_lines(lines: list[str]) -> list[bool]:
    """Say of each line whether it belongs to a fenced or an indented code block."""
    hidden: list[bool] = []
    fence = ""
    in_container = False  # a list or footnote: there an indented line is text
    after_blank = True
    in_indented = False
    for line in lines:
        text = line.rstrip("\r\n").expandtabs(4)
        indent = len(text) - len(text.lstrip(" "))
        if fence:
            hidden.append(True)
            stripped = text.strip()
            if stripped.startswith(fence) and not stripped.strip(fence[0]):
                fence, after_blank = "", False
            continue
        if not text.strip():
            hidden.append(in_indented)
            after_blank = True
            continue
        opening = _FENCE.match(text)
        if opening and (indent < 4 or in_container) and "`" not in opening["info"]:
            fence = opening["ticks"]
            hidden.append(True)
            continue
        in_indented = indent >= 4 and not in_container and (after_blank or in_indented)
        if _CONTAINER.match(text):
            in_container = True
        elif after_blank and indent < 2:
            in_container = False
        hidden.append(in_indented)
        after_blank = False
    return hidden
