"""A condition compared between groups of respondents."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ckmreport.analysis import Grouped, Hidden, Share
from ckmreport.presentation.figures.figure import Drawing, Options
from ckmreport.presentation.figures.style import lines_of, marks, names_beside, number
from ckmreport.presentation.tables.table_data import Data
from ckmreport.presentation.text.dutch_numbers import integer, percentage
from ckmreport.presentation.text.fractions_in_words import listing
from ckmreport.presentation.text.shares import as_data, length
from ckmreport.presentation.text.value_words import in_brief
from ckmreport.presentation.text.words import filled, joined
from ckmreport.presentation.tokens import FigureTokens
from ckmreport.survey.questionnaire import Option
from ckmreport.survey.waves import Direction


def draw_groups(grouped: Grouped, variable: str, direction: Direction | None = None) -> Drawing:
    """Draw the share of each group that meets a condition, from high to low.

    Where the shares are withheld and only a direction was published, the figure shows which
    groups meet the condition more and which less often, without any number.
    """
    if direction is not None:
        return _draw_direction(grouped, direction)
    known = [
        (group.option, cell)
        for group in grouped.groups
        if isinstance(cell := grouped.cell(group.option.code, variable), Share) and cell.base
    ]
    known.sort(key=lambda pair: -pair[1].fraction)
    hidden = [
        (group.option, cell)
        for group in grouped.groups
        if isinstance(cell := grouped.cell(group.option.code, variable), Hidden)
    ]
    shown: list[tuple[Option, Share | Hidden]] = [*known, *hidden]
    said = [filled("{} {} (n={})", o.prose, in_brief(s), s.of) for o, s in known]
    rows = tuple((option.label, *as_data(share)) for option, share in shown)
    left = joined(", ", (f"{option.prose} ({share.reason})" for option, share in hidden))
    rest = filled(" Zonder percentage: {}.", left) if hidden else ""
    listed = joined(", ", said) if said else "geen antwoorden"
    alt = filled("Liggende staven, van hoog naar laag: {}.{}", listed, rest)
    frame = pd.DataFrame(
        [(option.short, length(share), _label(share)) for option, share in shown],
        columns=["group", "share", "text"],
    )
    return Drawing(_groups, frame, alt, Data(("groep", "aantal", "n"), rows))


def _groups(frame: pd.DataFrame, _: Options, look: FigureTokens) -> Figure:
    import seaborn as sns  # noqa: PLC0415, as in `bars`

    rows, names = max(1, len(frame)), names_beside(frame["group"], look)
    height = 0.2 + (0.26 + 0.1 * (lines_of(names) - 1)) * rows
    figure = Figure(figsize=(look.width, height), layout="constrained")
    axes = figure.subplots()
    bars = {"color": look.main, "saturation": 1, "width": 0.66, "errorbar": None}
    sns.barplot(frame, x="share", y="group", **bars, ax=axes)
    for row, mark in enumerate(marks(frame)):
        number(axes, mark.share, row, mark.text)
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(rows - 0.5, -0.5)
    room = 2.2 if look.is_narrow else 1.25
    axes.set_xlim(0, room * (max(frame["share"], default=0.0) or 1.0))
    axes.set_xticks([])
    axes.set_xlabel("")
    axes.set_ylabel("")
    return figure


def _label(share: Share | Hidden) -> str:
    if isinstance(share, Hidden):
        return share.reason
    part = f"{integer(share.count)} van {integer(share.base)}"
    return f"{percentage(share.count, share.base)} ({part})"


def _draw_direction(grouped: Grouped, direction: Direction) -> Drawing:
    more = [grouped.question.option(code) for code in direction.more_often]
    less = [grouped.question.option(code) for code in direction.less_often]
    alt = filled(
        "Twee lijsten zonder percentages. Vaker: {}. Minder vaak: {}.",
        listing([o.prose for o in more]),
        listing([o.prose for o in less]),
    )
    data = [*((o.label, "vaker") for o in more), *((o.label, "minder vaak") for o in less)]
    frame = pd.DataFrame(
        [*((o.short, "more") for o in more), *((o.short, "less") for o in less)],
        columns=["group", "direction"],
    )
    return Drawing(_directions, frame, alt, Data(("groep", "richting"), tuple(data)))


def _directions(frame: pd.DataFrame, _: Options, look: FigureTokens) -> Figure:
    sides = [("less", "Minder vaak", look.muted), ("more", "Vaker", look.main)]
    names = {side: list(frame["group"][frame["direction"] == side]) for side, _, _ in sides}
    rows = max(map(len, names.values()))
    below = 2 if look.is_narrow else 1
    height = below * (0.5 + 0.3 * rows)
    figure = Figure(figsize=(look.width, height), layout="constrained")
    for axes, (side, title, colour) in zip(figure.subplots(below, 2 // below), sides, strict=True):
        axes.set_title(title, color=look.quiet)
        _names(axes, names[side], rows, colour)
    return figure


def _names(axes: Axes, names: list[str], rows: int, colour: str) -> None:
    for row, name in enumerate(names):
        axes.barh(row, 1, left=0, height=0.78, color=colour, alpha=0.14, lw=0)
        axes.barh(row, 0.012, left=0, height=0.78, color=colour, lw=0)
        axes.text(0.035, row, name, va="center")
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_xlim(0, 1)
    axes.set_axis_off()
    axes.title.set_visible(True)
