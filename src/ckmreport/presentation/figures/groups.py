"""A condition compared between groups of respondents."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ckmreport.analysis import Grouped, Hidden, Share
from ckmreport.presentation.figures.figure import Drawing
from ckmreport.presentation.figures.style import PETROL, QUIET, SLATE, WIDTH
from ckmreport.presentation.tables.table_data import Data
from ckmreport.presentation.text.dutch_numbers import integer, percentage
from ckmreport.presentation.text.fractions_in_words import listing
from ckmreport.presentation.text.shares import as_data, length
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
    said = [f"{o.prose} {percentage(s.count, s.base)} (n={integer(s.base)})" for o, s in known]
    rows = tuple((option.label, *as_data(share)) for option, share in shown)
    left = ", ".join(f"{option.prose} ({share.reason})" for option, share in hidden)
    rest = f" Zonder percentage: {left}." if hidden else ""
    alt = f"Liggende staven, van hoog naar laag: {', '.join(said) or 'geen antwoorden'}.{rest}"
    return Drawing(partial(_bars, shown), alt, Data(("groep", "aantal", "n"), rows))


def _bars(shown: Sequence[tuple[Option, Share | Hidden]]) -> Figure:
    figure = Figure(figsize=(WIDTH, 0.2 + 0.26 * max(1, len(shown))), layout="constrained")
    axes = figure.subplots()
    for row, (_, share) in enumerate(shown):
        axes.barh(row, length(share), height=0.66, color=PETROL)
        axes.annotate(
            _label(share), (length(share), row), (3, 0), textcoords="offset points", va="center"
        )
    axes.set_yticks(range(len(shown)), [option.short for option, _ in shown])
    axes.set_ylim(max(1, len(shown)) - 0.5, -0.5)
    longest = max((length(share) for _, share in shown), default=0.0)
    axes.set_xlim(0, 1.25 * (longest or 1.0))
    axes.set_xticks([])
    return figure


def _label(share: Share | Hidden) -> str:
    if isinstance(share, Hidden):
        return share.reason
    part = f"{integer(share.count)} van {integer(share.base)}"
    return f"{percentage(share.count, share.base)} ({part})"


def _draw_direction(grouped: Grouped, direction: Direction) -> Drawing:
    more = [grouped.question.option(code) for code in direction.more_often]
    less = [grouped.question.option(code) for code in direction.less_often]
    alt = (
        f"Twee lijsten zonder percentages. Vaker: {listing([o.prose for o in more])}. "
        f"Minder vaak: {listing([o.prose for o in less])}."
    )
    data = [*((o.label, "vaker") for o in more), *((o.label, "minder vaak") for o in less)]
    return Drawing(partial(_lists, more, less), alt, Data(("groep", "richting"), tuple(data)))


def _lists(more: Sequence[Option], less: Sequence[Option]) -> Figure:
    rows = max(len(more), len(less))
    figure = Figure(figsize=(WIDTH, 0.5 + 0.3 * rows), layout="constrained")
    left, right = figure.subplots(1, 2)
    _names(left, "Minder vaak", less, rows, SLATE)
    _names(right, "Vaker", more, rows, PETROL)
    return figure


def _names(axes: Axes, title: str, options: Sequence[Option], rows: int, colour: str) -> None:
    axes.set_title(title, color=QUIET)
    for row, option in enumerate(options):
        axes.barh(row, 1, left=0, height=0.78, color=colour, alpha=0.14, lw=0)
        axes.barh(row, 0.012, left=0, height=0.78, color=colour, lw=0)
        axes.text(0.035, row, option.short, va="center")
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_xlim(0, 1)
    axes.set_axis_off()
    axes.title.set_visible(True)
