"""The Markdown twin of a page: the same words, numbers and tables, without what a browser needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from bs4 import BeautifulSoup, Comment, Tag

_SPACE = re.compile(r"[ \t\n\r]+")
_LEFT_OUT = frozenset({"script", "style", "nav", "svg", "button", "form", "colgroup"})
_BLOCKS = frozenset(
    "address article aside blockquote details div dl dt dd figcaption figure footer h1 h2 h3 h4 h5 "
    "h6 header hr main ol p pre section table ul".split()
)
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}


def twin_of(href: str) -> str:
    """Name the twin of a page, which stands beside it."""
    return str(PurePosixPath(href).with_suffix(".md"))


def as_markdown(body: str) -> str:
    """Write the HTML of a chapter as Markdown.

    Of a number only the text stays: where it comes from is for the page. Figures become their
    captions and alternative texts.
    """
    return "\n\n".join(_blocks(BeautifulSoup(body, "html.parser"))) + "\n"


def _blocks(parent: Tag) -> list[str]:
    """Write the blocks in an element; text between them is a block too."""
    written: list[str] = []
    loose: list[object] = []

    def end_loose() -> None:
        if text := _inlines(loose):
            written.append(text)
        loose.clear()

    for child in parent.children:
        if isinstance(child, Tag) and child.name in _LEFT_OUT:
            continue
        if isinstance(child, Tag) and (child.name in _BLOCKS or child.find(_is_block)):
            end_loose()
            written += filter(None, _WRITERS.get(child.name, _blocks)(child))
        else:
            loose.append(child)
    end_loose()
    return written


def _is_block(tag: Tag) -> bool:
    return tag.name in _BLOCKS


def _inlines(children: Iterable[object]) -> str:
    return _SPACE.sub(" ", "".join(map(_inline, children))).strip()


def _inline(node: object) -> str:
    if not isinstance(node, Tag):
        return "" if isinstance(node, Comment) else str(node)
    if node.name in _LEFT_OUT or node.get("role") == "doc-backlink":
        return ""
    if node.name in _ALONE:
        return _ALONE[node.name](node)
    text = "".join(map(_inline, node.children))
    if node.get("role") == "doc-noteref":
        return f" [noot {text}]"
    if node.name == "a" and text.strip():
        return _link(text, str(node.get("href", "")))
    mark = _MARKS.get(node.name, "") if text.strip() else ""
    return f"{mark}{text.strip()}{mark}" if mark else text


def _image(tag: Tag) -> str:
    alt = _SPACE.sub(" ", str(tag.get("alt") or ""))
    return f"[Figuur: {alt}]" if alt else ""


def _formula(tag: Tag) -> str:
    return str(tag.get("alttext") or tag.get_text())


_ALONE: dict[str, Callable[[Tag], str]] = {
    "img": _image,
    "br": lambda _: " ",
    "math": _formula,
}


def _link(text: str, target: str) -> str:
    """Write a link; one within the book leads to the twin, and one within the page is its text."""
    path, _, _ = target.partition("#")
    if not path:
        return text
    if ":" not in path and path.endswith(".html"):
        path = twin_of(path)
        return f"[{text}]({path})"
    return f"[{text}]({target})"


def _heading(tag: Tag) -> list[str]:
    return [f"{'#' * int(tag.name[1])} {_inlines(tag.children)}"]


def _paragraph(tag: Tag) -> list[str]:
    return [_inlines(tag.children)]


def _listed(tag: Tag) -> list[str]:
    lines = []
    for number, item in enumerate(tag.find_all("li", recursive=False), start=1):
        mark = f"{number}. " if tag.name == "ol" else "- "
        text = "\n\n".join(_blocks(item))
        lines.append(mark + text.replace("\n", f"\n{' ' * len(mark)}"))
    return ["\n".join(lines)]


def _table(tag: Tag) -> list[str]:
    """Write a table with its caption above it; of a cell that spans, the others stay empty."""
    caption = tag.find("caption")
    rows = [_row(row) for row in tag.find_all("tr")]
    if not rows:
        return []
    width = max(map(len, rows))
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
    lines.insert(1, f"|{' --- |' * width}")
    above = [_inlines(caption.children)] if isinstance(caption, Tag) else []
    return [*above, "\n".join(lines)]


def _row(row: Tag) -> list[str]:
    cells: list[str] = []
    for cell in row.find_all(["th", "td"], recursive=False):
        cells.append(" ".join(_blocks(cell)).replace("\n", " ").replace("|", "\\|"))
        cells += [""] * (int(str(cell.get("colspan") or 1)) - 1)
    return cells


def _quoted(tag: Tag) -> list[str]:
    return ["> " + "\n\n".join(_blocks(tag)).replace("\n", "\n> ")]


def _code(tag: Tag) -> list[str]:
    return [f"```\n{tag.get_text().strip()}\n```"]


_WRITERS: dict[str, Callable[[Tag], list[str]]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(("p", "dt", "figcaption"), _paragraph),
    **dict.fromkeys(("ul", "ol"), _listed),
    "table": _table,
    "blockquote": _quoted,
    "pre": _code,
}
