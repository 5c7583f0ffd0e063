"""An executed notebook as one Markdown text, with its figures as files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ckmreport.render.notebook import INLINE, MARKDOWN, SVG, Cell, Notebook

FIGURES = "figures"
_PX_PER_PT = 4 / 3
#: What a text holds that makes use of an extension, and more besides. They begin with a plain
#: character, so that a long text is searched fast.
_SIGNS = {
    "autolink_bare_uris": re.compile(
        r":(?<=[A-Za-z0-9]:)(?![\s*_\]])"  # scheme:place; pandoc takes no **Word:** for one
        r"|@(?<=[^\W_]@)"  # name@place
        r"|@(?<=[^\s\[][!\"#$%&'*+/=?^_{|}~;.-]@)"  # name-@place, but not [-@label]
    ),
    "definition_lists": re.compile(r"[:~](?<![^\s>|][:~])[ \t]"),
}


@dataclass(frozen=True)
class Float:
    """A figure or table of a code cell; sizes in CSS pixels, for figures only."""

    kind: str
    caption: str
    alt: str = ""
    width: str | None = None
    height: str | None = None


@dataclass(frozen=True)
class ChapterText:
    """A chapter's Markdown, its figures and tables by label, its SVG files by path."""

    markdown: str
    floats: Mapping[str, Float]
    figures: Mapping[str, str]


def chapter_text(notebook: Notebook) -> ChapterText:
    """Give the Markdown of an executed notebook that has passed the rules."""
    parts: list[str] = []
    floats: dict[str, Float] = {}
    figures: dict[str, str] = {}
    for cell in notebook.cells:
        if cell.kind == "markdown":
            parts.append(_with_results(cell))
        elif cell.shown and (shown := [o for o in cell.outputs if o.data]):
            label = cell.label or ""
            kind = label.split("-")[0]
            if kind == "fig":
                path = f"{FIGURES}/{label}.svg"
                figures[path] = shown[0].data[SVG]
                floats[label] = _figure(cell, figures[path])
                parts.append(f"::: {{#{label}}}\n![]({path})\n:::")
            elif kind == "tbl":
                floats[label] = Float("tbl", str(cell.options["tbl-cap"]))
                parts.append(f"::: {{#{label}}}\n\n{shown[0].data[MARKDOWN]}\n\n:::")
            else:
                parts.extend(output.data[MARKDOWN] for output in shown)
    return ChapterText("\n\n".join(parts) + "\n", floats, figures)


def reader(markdown: str) -> str:
    """Give pandoc's name of the Markdown of notebooks, as Quarto reads it, for this text.

    Bare addresses and definition lists are left out where the text cannot hold any: pandoc looks
    for them at every word and in every paragraph, for half the time that a long table takes.
    """
    used = (f"{'+' if sign.search(markdown) else '-'}{name}" for name, sign in _SIGNS.items())
    return f"markdown{''.join(used)}"


def _with_results(cell: Cell) -> str:
    return INLINE.sub(lambda match: cell.results[match.group(1).strip()], cell.source)


def _figure(cell: Cell, svg: str) -> Float:
    # Whole pixels keep the page from jumping while figures load; the style sheet scales them.
    head = svg[: svg.find(">", svg.find("<svg")) + 1]
    sizes = {}
    for side in ("width", "height"):
        if match := re.search(rf'\s{side}="([\d.]+)(pt|px)?"', head):
            scale = _PX_PER_PT if match.group(2) == "pt" else 1
            sizes[side] = str(round(float(match.group(1)) * scale))
    return Float(
        "fig",
        str(cell.options["fig-cap"]),
        str(cell.options["fig-alt"]),
        width=sizes.get("width"),
        height=sizes.get("height"),
    )
