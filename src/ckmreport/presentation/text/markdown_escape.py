"""Text of unknown origin, such as the name of a column, set as text and never as markup."""

from __future__ import annotations

import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def as_text(text: str) -> str:
    r"""Give the Markdown that shows a text as it is, on one line.

    Every sign that Markdown could read is preceded by a backslash, so that neither HTML, a link,
    a shortcode nor an expression of a notebook is left.
    """
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))
