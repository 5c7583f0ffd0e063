"""Figures as parts of a page: their text can be found and marked, and they change with the screen.

A picture that the project drew stands in the page itself, wide and narrow; the style sheet shows
one of them, and gives both the colours of the page. Any other picture stays an image.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ckmreport.presentation.tokens import load_tokens
from ckmreport.report.render.book import EXTENSION, Book

_IMAGE = re.compile(r'<div\b[^>]*\bclass="scroller"[^>]*>\s*<p>\s*<img\b([^>]*)>\s*</p>\s*</div>')
_SOURCE = re.compile(r'\bsrc="(?:\.\./)*([^"]*)"')
_ALT = re.compile(r'\balt="([^"]*)"')
_HEAD = re.compile(r'<svg\b[^>]*?\bviewBox="([^"]*)"[^>]*>')
_COLOUR = re.compile(r"#[0-9a-f]{6}\b")
_FILL = re.compile(r'\bfill="(#[0-9a-f]{6})"')
_NAME = re.compile(r"""(\bid="|url\(#|href="#)""")


@dataclass(frozen=True)
class Pictures:
    """A figure as SVG; `narrow` is the same for a phone, and empty where it was not drawn so."""

    svg: str
    narrow: str = ""


def colour_names(book: Book) -> Mapping[str, str]:
    """Give the names that the style sheet of a book has for the colours of its figures."""
    colours = load_tokens(book.folder / EXTENSION).figures.colours
    return {colour: name for name, colour in reversed([*colours.items()])}


def with_drawings(body: str, figures: Mapping[str, Pictures], names: Mapping[str, str]) -> str:
    """Put figures into a page in place of the images that show them.

    Args:
        body: the HTML of the page.
        figures: those of the book by their path in it.
        names: of the colours in them, in the style sheet.
    """

    def drawn(image: re.Match[str]) -> str:
        source, alt = _SOURCE.search(image[1]), _ALT.search(image[1])
        pictures = figures.get(source[1]) if source else None
        if source is None or pictures is None or not pictures.narrow:
            return image[0]
        return drawing(pictures, alt[1] if alt else "", Path(source[1]).stem, names)

    return _IMAGE.sub(drawn, body)


def drawing(pictures: Pictures, alt: str, label: str, names: Mapping[str, str]) -> str:
    """Write a figure as a part of a page.

    Args:
        pictures: the figure, wide and narrow.
        alt: its alternative text, as it stands in an attribute; it is read in place of the text
            in the pictures.
        label: tells its parts from those of other figures in the page.
        names: of its colours, in the style sheet.
    """
    forms = {"wide": pictures.svg, "narrow": pictures.narrow}
    parts = (_part(svg, form, f"{label}-{form}-", names) for form, svg in forms.items())
    return f'<div class="drawing" role="img" aria-label="{alt}">\n{"".join(parts)}</div>'


def _part(svg: str, form: str, prefix: str, names: Mapping[str, str]) -> str:
    head = _HEAD.search(svg)
    assert head is not None  # `presentation/figures/svg.py` wrote it
    rest = _NAME.sub(lambda opening: opening[1] + prefix, svg[head.end() :])
    rest = _FILL.sub(r'style="fill: \1"', rest)
    rest = _COLOUR.sub(lambda c: f"var(--{names[c[0]]})" if c[0] in names else c[0], rest)
    return f'<svg class="{form}" viewBox="{head[1]}" aria-hidden="true">{rest}'
