"""Markdown that looks right to who writes it, and is read as something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from ckmreport.report.execute.markdown.code_and_prose import prose

_Line = Literal["", "text", "list", "other"]
_ITEM = re.compile(r"(?:[-*+]|\d{1,2}[.)])\s+\S")
_OTHER = re.compile(r"#{1,6}\s|:::|>|\||\{\{<|<|\[\^[^\]]+\]:")
_RULE = re.compile(r"(?:-{3,}|={3,})\s*$")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()@]*+(?<!\\)@")
_BOLD_NAME = re.compile(r"\*\*[^*\n]+\*\*\.[a-z]")
#: What a title may not hold, and how it would be read.
_IN_TITLES = {
    "--": "a dash",
    "@": "a citation",
    "\\": "the escape of what follows",
    "`": "code",
    "*": "emphasis",
}
_TAG = re.compile(r"<\w")


def traps_in_text(source: str) -> Iterator[tuple[int, str]]:
    """Give what a text holds that is read otherwise than it looks, each with its line number."""
    before: _Line = ""
    for number, line in enumerate(prose(source).splitlines(), start=1):
        text = line.strip()
        if before == "text" and _ITEM.match(text) and line[0] != " ":
            yield number, "a list straight after a line of text is no list; leave a line empty"
        if before == "text" and _RULE.match(text):
            yield number, f"'{text[:3]}' makes the line above a heading; leave a line empty"
        for found in _ADDRESS.finditer(text):
            yield number, f"'{found[0]}' is read as a citation; write \\@ in an address"
        for found in _BOLD_NAME.finditer(text):
            yield number, f"'{found[0]}…' stops the PDF; make all of the name bold, or none"
        before = _kind(text, before)


def traps_in_title(title: str) -> Iterator[str]:
    """Give what a title of `wave.yml` holds that is read as markup."""
    for sign, meaning in _IN_TITLES.items():
        if sign in title:
            yield f"'{sign}' is read as {meaning}; leave it out"
    if found := _TAG.search(title):
        yield f"'{found[0]}' is read as a tag; leave it out"


def _kind(text: str, before: _Line) -> _Line:
    if not text:
        return ""
    if _ITEM.match(text):
        return "list"
    if _OTHER.match(text) or _RULE.match(text):
        return "other"
    return before if before in ("text", "list") else "text"
