"""In which section and sentence a place of a Markdown source stands."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ckmreport.report.execute.markdown.code_and_prose import prose
from ckmreport.report.execute.markdown.expressions import find_expressions
from ckmreport.report.execute.markdown.spans import without_spans

_HEADING = re.compile(r"^#{1,6}[ \t].*$", re.MULTILINE)
_LABEL = re.compile(r"\{#([\w-]+)[^{}]*\}$")
_NOTE = re.compile(r"^\[\^[^\[\]]+\]:\s*")
_NOTE_MARK = re.compile(r"\[\^[^\[\]]+\]")
_BLOCK = re.compile(r"^(?:#{1,6}|[-*+]|\d+[.)]|>)\s+")
_HEADING_LABEL = re.compile(r"\{#[^{}]*\}$")


def section_at(source: str, offset: int, before: str) -> str:
    """Give the label of the last heading up to an offset; `before` is that of the cell before."""
    headings = [one for one in _HEADING.finditer(prose(source)) if one.start() <= offset]
    labels = [found[1] for one in headings if (found := _LABEL.search(one[0].rstrip()))]
    return labels[-1] if labels else before


def is_in_note(source: str, offset: int) -> bool:
    """Tell whether an offset stands in the line of a footnote."""
    return _NOTE.match(_line(source, offset)) is not None


def sentence_at(source: str, offset: int, results: Mapping[str, str]) -> str:
    """Give the sentence around an offset: its line, with the results of expressions filled in.

    The house writes one sentence per line; a table row or a caption is one line too.
    """
    return plain_sentence(_line(source, offset), results)


def plain_sentence(line: str, results: Mapping[str, str]) -> str:
    """Give a line of Markdown as its reader sees it, but for references and emphasis."""
    for expression in reversed(find_expressions(line)):
        told = results[expression.text]
        line = line[: expression.start] + told + line[expression.end :]
    line = _BLOCK.sub("", _NOTE.sub("", line.strip()))
    line = _HEADING_LABEL.sub("", _NOTE_MARK.sub("", line))
    return " ".join(without_spans(line).split())


def _line(source: str, offset: int) -> str:
    start = source.rfind("\n", 0, offset) + 1
    end = source.find("\n", offset)
    return source[start : None if end < 0 else end]
