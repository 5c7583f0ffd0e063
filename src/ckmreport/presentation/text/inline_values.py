"""How a value reads inside a sentence, as Markdown and as plain text.

The engine wraps every inline expression of a notebook in `Inline`, so that a number is written
the Dutch way wherever it stands: in prose, in a caption, in an alt text. Other modules of this
room register how their own types read.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any

from ckmreport.presentation.text.dutch_numbers import integer


@singledispatch
def markdown(value: object) -> str:
    """Give the Markdown of a value in a sentence.

    Raises:
        TypeError: for a type that has no agreed form in prose.
    """
    raise TypeError(f"{type(value).__name__} has no form in a sentence")


@singledispatch
def plain(value: object) -> str:
    """Give a value as plain text, for alt texts; as `markdown` unless registered otherwise."""
    return markdown(value)


@markdown.register
def _(value: str) -> str:
    return value


@markdown.register
def _(value: int) -> str:
    return integer(value)


@markdown.register
def _(value: bool) -> str:
    raise TypeError(f"{value} has no form in a sentence")


class Inline:
    """A value on its way into a sentence; the kernel asks it for its forms."""

    def __init__(self, value: object) -> None:
        self.markdown = markdown(value)
        self.plain = plain(value)
        if not self.markdown.strip():
            raise ValueError("the expression gives an empty text")

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/markdown": self.markdown, "text/plain": self.plain}
