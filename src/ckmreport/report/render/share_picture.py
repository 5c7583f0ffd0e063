"""The picture that is shown with a link to the book, in the colours and typeface of its tokens."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import typst

from ckmreport.presentation.tokens import load_tokens
from ckmreport.report.render.book import EXTENSION, FONTS, Book
from ckmreport.report.render.page_head import PICTURE_SIZE


def share_picture(book: Book) -> bytes:
    """Draw title, municipality and year as a PNG; the same book gives the same bytes."""
    tokens = load_tokens(book.folder / EXTENSION)
    colours = {name: f'rgb("{code}")' for name, code in tokens.light.items()}
    below = " · ".join(filter(None, (book.site.place, str(book.date.year), book.publisher)))
    width, height = PICTURE_SIZE
    source = f"""
#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: {colours["brand"]})
#set text(font: {_quoted(tokens.typefaces["sans"])}, fill: {colours["on-brand"]}, lang: "nl")
#place(rect(width: 28pt, height: 100%, fill: {colours["stripe"]}))
#pad(left: 100pt, right: 80pt, y: 80pt, block(height: 100%, width: 100%)[
  #text(68pt, weight: "semibold", hyphenate: false, {_quoted(book.title)})
  #v(14pt)
  #text(34pt, fill: {colours["on-brand-quiet"]}, {_quoted(book.subtitle or "")})
  #place(bottom + left)[
    #line(length: 90pt, stroke: 5pt + {colours["on-brand-warm"]})
    #v(4pt)
    #text(30pt, weight: "semibold", {_quoted(below)})
  ]
])
"""
    with tempfile.TemporaryDirectory(prefix="ckm-") as name:
        file = Path(name) / "picture.typ"
        file.write_text(source, encoding="utf-8")
        made = typst.compile(
            str(file),
            format="png",
            ppi=72,
            font_paths=[str(book.folder / FONTS)],
            ignore_system_fonts=True,
        )
    assert isinstance(made, bytes)  # one page gives one picture
    return made


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
