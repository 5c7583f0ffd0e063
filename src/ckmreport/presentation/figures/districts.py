"""Where respondents work, on a schematic map of the municipality."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from ckmreport.analysis import Distribution, Hidden, Share, place
from ckmreport.presentation.figures.figure import Drawing, Options
from ckmreport.presentation.figures.style import marks, names_beside, number, text_on
from ckmreport.presentation.tables.table_data import Data
from ckmreport.presentation.text.shares import as_data, both_text, counted
from ckmreport.presentation.text.value_words import in_both_ways, in_brief
from ckmreport.presentation.text.words import Words, filled, joined
from ckmreport.presentation.tokens import FigureTokens
from ckmreport.survey.questionnaire import Option
from ckmreport.survey.waves import District, Municipality

_GAP = 0.035
_CENTRED: dict[str, Any] = {"ha": "center", "va": "center"}


def draw_districts(answers: Distribution, municipality: Municipality) -> Drawing:
    """Draw one tile per district, darker for more respondents; other answers as bars beside it."""
    districts = municipality.districts
    others = [(option, s) for option, s in answers if option.code in municipality.elsewhere]
    inside = answers.other_than(*municipality.elsewhere)
    places = {d.code: (d.column, d.row, d.width, d.height) for d in districts}
    rows = [("district", d.label, answers[d.code], *places[d.code]) for d in districts]
    rows += [("inside", "Eén stadsdeel", inside, 0, 0, 0, 0)]
    rows += [("elsewhere", option.short, share, 0, 0, 0, 0) for option, share in others]
    frame = pd.DataFrame(
        rows, columns=["kind", "label", "share", "column", "row", "width", "height"]
    )
    shares = frame.pop("share")
    frame["count"] = [counted(share) for share in shares]
    frame["text"] = [both_text(share) for share in shares]
    frame["hidden"] = [isinstance(share, Hidden) for share in shares]
    return Drawing(_map, frame, _alt(answers, districts, others), _data(answers))


def _map(frame: pd.DataFrame, _: Options, look: FigureTokens) -> Figure:
    is_tile = frame["kind"] == "district"
    tiles, bars = frame[is_tile], frame[~is_tile]
    width, height = max(tiles["column"] + tiles["width"]), max(tiles["row"] + tiles["height"])
    size, beside = 0.62 * height + 0.2, 0.3 + 0.3 * (len(bars) + 1)
    if look.is_narrow:
        figure = Figure(figsize=(look.width, size + beside), layout="constrained")
        # Apart, so that the map does not begin only where the bars do.
        parts: Any = figure.subfigures(2, 1, height_ratios=(size, beside))
        left, right = (part.subplots() for part in parts)
    else:
        figure = Figure(figsize=(look.width, size), layout="constrained")
        left, right = figure.subplots(1, 2, width_ratios=(1.35, 1))
    most = max(tiles["count"]) or 1
    for tile in marks(tiles):
        _tile(left, tile, tile.count / most, look)
    left.set_xlim(0, width)
    left.set_ylim(height, 0)
    left.set_axis_off()
    _bars(right, bars, look)
    return figure


def _tile(axes: Axes, tile: Any, part: float, look: FigureTokens) -> None:
    # Two fills and not one in between: a page can change both for a dark screen.
    fills = [(look.hidden, 1.0)] if tile.hidden else [(look.few, 1.0), (look.many, part)]
    for colour, alpha in fills:
        box = FancyBboxPatch(
            (tile.column + _GAP, tile.row + _GAP),
            tile.width - 2 * _GAP,
            tile.height - 2 * _GAP,
            boxstyle="round,pad=0,rounding_size=0.06",
            color=colour,
            alpha=alpha,
            lw=0,
        )
        axes.add_patch(box)
    x, y = tile.column + tile.width / 2, tile.row + tile.height / 2
    name: dict[str, Any] = {"fontsize": look.name, "fontweight": "semibold"}
    ink = text_on(fills[0][0], look)
    label = tile.label.replace(" ", "\n") if look.is_narrow else tile.label
    axes.text(x, y - 0.15, label, **name, **_CENTRED, color=ink)
    axes.text(x, y + 0.18, tile.text, **_CENTRED, color=ink)


def _bars(axes: Axes, frame: pd.DataFrame, look: FigureTokens) -> None:
    import seaborn as sns  # noqa: PLC0415, as in `bars`

    colours = [look.main if kind == "inside" else look.muted for kind in frame["kind"]]
    bars = {"hue": "label", "palette": colours, "saturation": 1, "width": 0.6, "errorbar": None}
    sns.barplot(frame, x="count", y="label", **bars, ax=axes)
    for row, mark in enumerate(marks(frame)):
        number(axes, mark.count, row, mark.text)
    axes.set_ylim(*((len(frame) - 0.4, -0.6) if look.is_narrow else (len(frame) + 0.6, -1.6)))
    axes.set_xlim(0, (max(frame["count"]) or 1) * 1.55)
    names = names_beside(frame["label"], look)
    axes.set_yticks(range(len(names)), names)
    axes.set_xticks([])
    axes.set_xlabel("")
    axes.set_ylabel("")
    axes.spines["left"].set_visible(False)


def _alt(
    answers: Distribution,
    districts: tuple[District, ...],
    others: Sequence[tuple[Option, Share | Hidden]],
) -> Words:
    ranked = sorted(districts, key=lambda district: place(answers[district.code]))
    return filled(
        "Schematische kaart met het aantal respondenten per stadsdeel, van veel naar weinig: "
        "{}. Daarnaast staven: {} (n={}).",
        joined(", ", (filled("{} {}", d.label, in_brief(answers[d.code].n)) for d in ranked)),
        joined(", ", (filled("{} {}", o.prose, in_both_ways(share)) for o, share in others)),
        in_brief(answers.base),
    )


def _data(answers: Distribution) -> Data:
    rows = tuple((option.label, *as_data(share)) for option, share in answers)
    return Data(("werkgebied", "aantal", "n"), rows)
