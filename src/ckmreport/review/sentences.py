"""What a reader reads of a Markdown source: its sentences, without markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ckmreport.report.execute.markdown.alternatives import OR, OTHERWISE, find_choices
from ckmreport.report.execute.markdown.claims import CLASS
from ckmreport.report.execute.markdown.code_and_prose import blank, code_spans, prose
from ckmreport.report.execute.markdown.expressions import find_expressions
from ckmreport.report.execute.markdown.spans import find_spans
from ckmreport.report.proof.typed_digits import FIXED

#: Stands for what becomes text only in the report, or is no running text: one word, of no letters.
FILLED = "\ufffc"
#: Ends a sentence where the source has no line end: between alternatives.
_END = "\x1f"

_FILLED_IN = (
    re.compile(r"(?<![\w.\\])@[\w-]++(?::[\w-]+)*(?:[ ]\[[^\[\]]*\])?"),  # a reference
    re.compile(r"(?:https?://|www\.)[^\s<>()]+|(?<![\w.-])[\w.-]++\\?@[\w-]++(?:\.\w++)*+"),
    re.compile(r"(?<![\w.-])(?:[a-z][\w-]*+\.)+(?:nl|com|org|eu)\b"),  # both are addresses
    re.compile(r"(?<![*\w])\*(?=[A-Z])[^*\n]{2,}\*(?![*\w])"),  # the title of a work
)
_LEFT_OUT = (
    re.compile(r"\[\^[^\[\]]+\]:?"),  # a footnote and its mark
    re.compile(r"\[[^\[\]@]*(?<![\w\\])@[^\[\]]*\]"),  # a citation
    re.compile(r"\{\{<(?:(?!\{\{<|>\}\}).)*+>\}\}"),  # a shortcode
    re.compile(r"\]\((?:[^()]|\([^()]*\))*+\)"),  # the address of a link
    re.compile(r"</?\w[^<>]*>"),
)
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")
_TITLE = re.compile(r'\btitle="([^"]*)"')
#: What starts a text of its own, and what is one in a single line.
_BLOCK = re.compile(r"[ \t]*(?:#{1,6}\s+|[-*+]\s+|\d{1,2}[.)]\s+|>[ \t]*|:{3,}|\|)")
_ALONE = re.compile(r"[ \t]*(?:#{1,6}\s|:{3,}|\|)")
_MARKUP = re.compile(rf"\\(?=[^\w\s])|[*|\[\]{_END}]|(?<!\w)_|_(?!\w)")
_GAP = re.compile(r" (?=[.,;:?!])")  # what a citation leaves before a sign
#: Where a sentence stops: behind its last sign, at the end of a line that ends in an expression,
#: which may bring the sign, or at the edge of an alternative or of a cell of a table.
_STOP = re.compile(
    rf"[.?!][\"”’)*\]]*(?=\s+[\"“‘(*\[]*(?:[A-Z]|{FILLED}))|(?<={FILLED})\n(?=[A-Z])|[{_END}|]"
)


@dataclass(frozen=True)
class Sentence:
    """A sentence as its reader meets it; `line` is where it starts in the source.

    In `text` each expression and each reference is one `FILLED`; `expressions` has the code of
    the expressions.
    """

    line: int
    text: str
    expressions: tuple[str, ...] = ()


def sentences(source: str) -> Iterator[Sentence]:
    """Give the sentences of a Markdown source, in order.

    Code, comments, citations, addresses and attributes are left out, except for titles of boxes.
    Each alternative of a sentence that chooses is a sentence of its own.

    Raises:
        CkmError: if an expression or an alternative is malformed.
    """
    codes = find_expressions(source)
    view = _view(source)
    for start, end in _pieces(view):
        text = " ".join(_MARKUP.sub("", view[start:end]).split())
        text = _GAP.sub("", re.sub(f"{FILLED}+", FILLED, text))
        if re.search(rf"[^\W\d_]|{FILLED}", text):
            line = view.count("\n", 0, end - len(view[start:end].lstrip())) + 1
            here = tuple(code.text for code in codes if start <= code.start < end)
            yield Sentence(line, text, here)


def _view(source: str) -> str:
    """Give a source in which all that is no running text is blank or `FILLED`; offsets stay."""
    text = prose(source)
    for code in code_spans(source):
        text = _with(text, code.start, code.end, FILLED)
    chosen = [(choice.start, choice.end) for choice in find_choices(source)]
    for span in find_spans(source):
        if FIXED in span.classes:
            text = _with(text, span.start, span.end, FILLED)
        elif {CLASS, OR, OTHERWISE} & {*span.classes} and any(
            start <= span.start and span.end <= end for start, end in chosen
        ):
            text = _with(text, span.start, span.start + 1, _END)
            text = _with(text, span.braces - 1, span.end, _END)
    text = _ATTRIBUTES.sub(_titles_only, text)
    for pattern in _LEFT_OUT:
        text = pattern.sub(lambda found: blank(found[0]), text)
    for pattern in _FILLED_IN:
        text = pattern.sub(lambda found: FILLED * len(found[0]), text)
    return text


def _pieces(view: str) -> Iterator[tuple[int, int]]:
    """Cut the view at the edges of paragraphs and list items, and there at those of sentences."""
    edges = [0]
    offset = 0
    for line in view.split("\n"):
        if _ALONE.match(line):
            edges += [offset, offset + len(line)]
        if mark := _BLOCK.match(line):
            edges += [offset, offset + mark.end()]
        elif not line.strip():
            edges.append(offset)
        offset += len(line) + 1
    edges += [stop.end() for stop in _STOP.finditer(view)]
    edges.append(len(view))
    return pairwise(sorted(edges))


def _titles_only(attributes: re.Match[str]) -> str:
    title = _TITLE.search(attributes[0])
    if title is None:
        return blank(attributes[0])
    before, after = attributes[0][: title.start(1)], attributes[0][title.end(1) :]
    return blank(before) + title[1] + blank(after)


def _with(text: str, start: int, end: int, sign: str) -> str:
    return text[:start] + sign * (end - start) + text[end:]
