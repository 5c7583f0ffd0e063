"""Indicators over the waves, and how the last wave differs from the one before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from math import ceil

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.transforms import blended_transform_factory

from ckmreport.analysis import Share, Withheld
from ckmreport.analysis.change import Change, Difference
from ckmreport.analysis.standardisation import Estimate
from ckmreport.analysis.trend import NOT_ASKED, Trend, Trends
from ckmreport.presentation.figures.figure import Drawing
from ckmreport.presentation.figures.style import (
    INK,
    PAPER,
    PETROL,
    QUIET,
    RULE,
    SLATE,
    WIDTH,
)
from ckmreport.presentation.tables.table_data import Cell, Data
from ckmreport.presentation.tables.trend_sentences import (
    OUTCOMES,
    SHORT_OUTCOMES,
    in_percent,
    points,
    spread,
)
from ckmreport.presentation.text.dutch_numbers import integer, percentage

_COLUMNS = 2
_PANEL = 1.3  # inches
#: Of more waves than this the first is named, and every second one up to the last.
_ALL_NAMED = 5
_SHOWN = ("increase", "decrease")


def draw_trends(trends: Trends) -> Drawing:
    """Draw a small panel per indicator: its share in every wave, with 95% intervals.

    Waves are joined by a line where the question was put in the same form; where it was not, the
    break is drawn and named.
    """
    said = " ".join(_said(trend) for trend in trends.trends)
    rows_of = [row for trend in trends.trends for row in _rows(trend)]
    columns = ("indicator", "meting", "aantal", "n", "vraag als nu")
    return Drawing(
        partial(_trends, trends.trends),
        f"Een kleine lijngrafiek per indicator. {said}",
        Data(columns, (*rows_of,)),
    )


def _trends(trends: Sequence[Trend]) -> Figure:
    rows = ceil(len(trends) / _COLUMNS)
    layout = ConstrainedLayoutEngine(wspace=0.06, hspace=0.05)
    figure = Figure(figsize=(WIDTH, 0.1 + _PANEL * rows), layout=layout)
    grid = list(figure.subplots(rows, _COLUMNS, squeeze=False).flat)
    for axes, trend in zip(grid, trends, strict=False):
        _panel(axes, trend)
    for axes in grid[len(trends) :]:
        axes.set_axis_off()
    return figure


def draw_changes(trends: Trends) -> Drawing:
    """Draw the difference between the last wave and the one before, with 95% intervals.

    A dot is the difference as measured, an open square the one at an equal mix of groups.
    """
    changes = [change for change in trends.changes if change.earlier == trends.waves[-2]]
    said = "; ".join(_said_change(change) for change in changes)
    alt = f"Verschillen per indicator tussen {trends.waves[-2]} en {trends.waves[-1]}: {said}."
    return Drawing(partial(_changes, changes), alt, _difference_data(changes))


def _changes(changes: Sequence[Change]) -> Figure:
    figure = Figure(figsize=(WIDTH, 0.75 + 0.36 * len(changes)), layout="constrained")
    axes = figure.subplots()
    axes.axvline(0, color=QUIET, lw=0.8, zorder=0)
    for row, change in enumerate(changes):
        _difference(axes, row, change)
    _finish_differences(axes, changes)
    return figure


def _panel(axes: Axes, trend: Trend) -> None:
    known = [(i, p.share) for i, p in enumerate(trend.points) if isinstance(p.share, Share)]
    comparable = {i for i, point in enumerate(trend.points) if point.comparable}
    for (i, before), (j, after) in pairwise(known):
        if {i, j} <= comparable and j == i + 1:
            axes.plot([i, j], [float(before.fraction), float(after.fraction)], color=PETROL, lw=1.4)
    for i, share in known:
        _interval(axes, i, share, PETROL if i in comparable else SLATE)
    for i, point in enumerate(trend.points):
        if isinstance(point.share, Withheld):
            axes.text(i, 0.02, "–", ha="center", color=QUIET)
        if point.wave in trend.breaks:
            axes.axvline(i - 0.5, color=QUIET, lw=0.8, ls=(0, (3, 2)))
            new = trend.points[i - 1].share is NOT_ASKED
            word = "nieuwe vraag" if new else "vraag gewijzigd"
            axes.text(i - 0.46, 0.99, word, fontsize=7, color=QUIET, va="top")
    for i, share in dict.fromkeys((known[0], known[-1])) if known else ():
        side = -1 if i == known[0][0] and len(known) > 1 else 1
        axes.annotate(
            percentage(share.count, share.base),
            (i, float(share.fraction)),
            (7 * side, 0),
            textcoords="offset points",
            ha="right" if side < 0 else "left",
            va="center",
            fontsize=8.5,
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.6},
        )
    last = len(trend.points) - 1
    axes.set_xlim(-0.2 * last - 0.15, 1.2 * last + 0.15)
    shown = range(last + 1) if last < _ALL_NAMED else [0, *range(last, 1, -2)]
    axes.set_xticks(list(shown), [trend.points[i].wave for i in shown], fontsize=8)
    axes.set_ylim(0, 1)
    axes.set_yticks([0, 0.5, 1], ["0%", "50%", "100%"], fontsize=7.5, color=QUIET)
    axes.grid(axis="y", color=RULE, lw=0.5)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    axes.set_title(trend.indicator.label)


def _interval(axes: Axes, x: float, share: Share, colour: str) -> None:
    middle = float(share.fraction)
    reach = [[max(0.0, middle - share.interval.low)], [max(0.0, share.interval.high - middle)]]
    axes.errorbar(x, middle, yerr=reach, fmt="o", ms=4, color=colour, elinewidth=1, capsize=2)


def _difference(axes: Axes, row: int, change: Change) -> None:
    side = blended_transform_factory(axes.transAxes, axes.transData)
    if isinstance(change.difference, Withheld):
        axes.text(1.02, row, change.difference.reason, transform=side, va="center", color=QUIET)
        return
    shown = change.outcome in _SHOWN
    colour = PETROL if shown else SLATE
    _horizontal(axes, row - 0.13, change.difference, colour, "o")
    if isinstance(change.standardised, Estimate):
        _horizontal(axes, row + 0.2, change.standardised, colour, "s")
    weight = "semibold" if shown else "normal"
    word = SHORT_OUTCOMES[change.outcome]
    axes.text(1.02, row, word, transform=side, va="center", weight=weight, color=INK)


def _horizontal(
    axes: Axes, row: float, found: Difference | Estimate, colour: str, mark: str
) -> None:
    middle = float(found.value)
    reach = [[middle - found.interval.low], [found.interval.high - middle]]
    face = colour if mark == "o" else "white"
    axes.errorbar(
        middle, row, xerr=reach, fmt=mark, ms=4, color=colour, mfc=face, elinewidth=1, capsize=2
    )


def _finish_differences(axes: Axes, changes: Sequence[Change]) -> None:
    found = [c.difference for c in changes] + [c.standardised for c in changes]
    bounds = [abs(b) for f in found if not isinstance(f, Withheld) for b in f.interval]
    reach = 1.08 * max(bounds, default=0.1)
    axes.set_xlim(-reach, reach)
    axes.set_ylim(len(changes) - 0.4, -0.6)
    axes.set_yticks(range(len(changes)), [change.indicator.label for change in changes])
    axes.xaxis.set_major_formatter(lambda value, _: points(value, 0))
    axes.set_xlabel("verschil in procentpunten")
    axes.grid(axis="x", color=RULE, lw=0.5)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    for mark, face, name in (
        ("o", SLATE, "zoals gemeten"),
        ("s", "white", "bij gelijke verdeling over de domeinen"),
    ):
        axes.plot([], [], mark, ms=4, color=SLATE, mfc=face, label=name)
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(-0.01, 1.0),
        ncols=2,
        frameon=False,
        handletextpad=0.3,
        borderaxespad=0.2,
        fontsize=8.5,
        labelcolor=INK,
    )


def _said(trend: Trend) -> str:
    parts = []
    for point in trend.points:
        if isinstance(point.share, Withheld):
            parts.append(f"{point.wave} {point.share.reason}")
        else:
            share = point.share
            size = f"{percentage(share.count, share.base)} (n={integer(share.base)})"
            parts.append(f"{point.wave} {size}")
    breaks = "".join(f"; vraag nieuw of gewijzigd in {wave}" for wave in trend.breaks)
    return f"{trend.indicator.label}: {', '.join(parts)}{breaks}."


def _rows(trend: Trend) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for point in trend.points:
        form = "ja" if point.comparable else "nee"
        if isinstance(point.share, Withheld):
            rows.append((trend.indicator.label, point.wave, point.share.reason, None, form))
        else:
            counts = (point.share.count, point.share.base)
            rows.append((trend.indicator.label, point.wave, *counts, form))
    return rows


def _said_change(change: Change) -> str:
    if isinstance(change.difference, Withheld):
        return f"{change.indicator.label}: {change.difference.reason}"
    size = f"{points(change.difference.value)} procentpunt ({spread(change.difference.interval)})"
    return f"{change.indicator.label}: {size}, {OUTCOMES[change.outcome]}"


def _difference_data(changes: Sequence[Change]) -> Data:
    rows: list[tuple[Cell, ...]] = []
    for change in changes:
        for name, found in (
            ("zoals gemeten", change.difference),
            ("gelijke verdeling over de domeinen", change.standardised),
        ):
            rows.append((change.indicator.label, name, *in_percent(found)))
    return Data(("indicator", "verschil", "procentpunt", "ondergrens", "bovengrens"), tuple(rows))
