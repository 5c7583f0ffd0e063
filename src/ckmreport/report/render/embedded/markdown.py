"""An executed notebook as one Markdown text, with its figures as files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ckmreport.report.render.drawn_figures import Pictures
from ckmreport.report.render.notebook import INLINE, MARKDOWN, Cell, Notebook

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


#: From this length on an output is worth a parse of its own.
_LONG = 1_500
#: What may mean something else, or to others, when a text stands apart: notes, headings and labels,
#: raw HTML and TeX, callouts, works, numbered examples, and names of links.
_BOUND = re.compile(
    r"\[\^|\^\[|#|<[A-Za-z/!?]|\\|\.callout|@(?!(?:fig|tbl|sec)-)|\(@"
    r"|\[(?!-?@)[^\[\]]*\](?![{(])"
)
_OPENING = re.compile(r"^:{3,} *[^:\s]", re.MULTILINE)
_CLOSING = re.compile(r"^:{3,} *$", re.MULTILINE)


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
    """A chapter's Markdown, its figures and tables by label, its pictures by path.

    `apart` holds the outputs for which only a mark stands in the Markdown, by that mark.
    """

    markdown: str
    floats: Mapping[str, Float]
    figures: Mapping[str, Pictures]
    apart: Mapping[str, str] = field(default_factory=dict)


def chapter_text(notebook: Notebook) -> ChapterText:
    """Write an executed notebook that has passed the rules as Markdown."""
    parts: list[str] = []
    floats: dict[str, Float] = {}
    figures: dict[str, Pictures] = {}
    apart: dict[str, str] = {}
    for cell in notebook.cells:
        if cell.kind == "markdown":
            parts.append(_with_results(cell))
        elif cell.shown and (shown := [o for o in cell.outputs if o.data]):
            label = cell.label or ""
            kind = label.split("-")[0]
            if kind == "fig":
                path = f"{FIGURES}/{label}.svg"
                figures[path] = shown[0].pictures
                floats[label] = _figure(cell, figures[path].svg)
                parts.append(f"::: {{#{label}}}\n![]({path})\n:::")
            elif kind == "tbl":
                floats[label] = Float("tbl", str(cell.options["tbl-cap"]))
                parts.append(f"::: {{#{label}}}\n\n{placed(shown[0].data[MARKDOWN], apart)}\n\n:::")
            else:
                parts.extend(placed(output.data[MARKDOWN], apart) for output in shown)
    return ChapterText("\n\n".join(parts) + "\n", floats, figures, apart)


def placed(output: str, apart: dict[str, str]) -> str:
    """Write an output in a text: the output itself, or a mark under which it is stored.

    So a long table, which both the chapter and the page of its notebook show, is parsed once.
    """
    if len(output) < _LONG or not _stands_apart(output):
        return output
    mark = f"ckm-{hashlib.sha256(output.encode()).hexdigest()}"
    apart[mark] = output
    return f"::: {{#{mark}}}\n:::"


def _stands_apart(output: str) -> bool:
    """Say whether a text reads the same whatever stands around it: fenced, and bound to nothing."""
    fenced = _OPENING.match(output) and output.rstrip().endswith("\n:::")
    balanced = len(_OPENING.findall(output)) == len(_CLOSING.findall(output))
    return bool(fenced) and balanced and not _BOUND.search(output)


def reader(markdown: str) -> str:
    """Name pandoc's form of the Markdown of notebooks, as Quarto reads it, for this text.

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
