"""Indicators over the waves, and how the last wave differs from the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.transforms import blended_transform_factory

from ckmreport.analysis import Share, Withheld
from ckmreport.analysis.change import Change
from ckmreport.analysis.standardisation import Estimate
from ckmreport.analysis.trend import NOT_ASKED, Trend, Trends
from ckmreport.presentation.figures.figure import Drawing, Options
from ckmreport.presentation.figures.style import keys_above, marks, names_beside
from ckmreport.presentation.tables.table_data import Cell, Data
from ckmreport.presentation.tables.trend_sentences import (
    OUTCOMES,
    SHORT_OUTCOMES,
    in_percent,
    measured_change,
    points,
)
from ckmreport.presentation.text.dutch_numbers import percentage
from ckmreport.presentation.text.value_words import in_brief
from ckmreport.presentation.text.words import Words, filled, joined
from ckmreport.presentation.tokens import FigureTokens

_COLUMNS = 2
_PANEL = 1.3  # inches
#: Of more waves than this the first is named, and every second one up to the last.
_ALL_NAMED = 5
_SHOWN = ("increase", "decrease")
_MARK: dict[str, Any] = {"ms": 4, "elinewidth": 1, "capsize": 2}


def draw_trends(trends: Trends) -> Drawing:
    """Draw a small panel per indicator: its share in every wave, with 95% intervals.

    Waves are joined by a line where the question was put in the same form; where it was not, the
    break is drawn and named.
    """
    said = joined(" ", map(_said, trends.trends))
    rows_of = [row for trend in trends.trends for row in _rows(trend)]
    columns = ("indicator", "meting", "aantal", "n", "vraag als nu")
    frame = pd.DataFrame([mark for trend in trends.trends for mark in _shares(trend)])
    alt = filled("Een kleine lijngrafiek per indicator. {}", said)
    return Drawing(_trends, frame, alt, Data(columns, (*rows_of,)))


def _shares(trend: Trend) -> Iterator[dict[str, Any]]:
    """Give a row for each wave; a share that is withheld has no value."""
    for place, point in enumerate(trend.points):
        share = point.share if isinstance(point.share, Share) else None
        broken = point.wave in trend.breaks
        is_new = broken and trend.points[place - 1].share is NOT_ASKED
        yield {
            "indicator": trend.indicator.label,
            "wave": point.wave,
            "share": float(share.fraction) if share else None,
            "low": share.interval.low if share else None,
            "high": share.interval.high if share else None,
            "text": percentage(share.count, share.base) if share else "",
            "comparable": point.comparable,
            "break": ("nieuwe vraag" if is_new else "vraag gewijzigd") if broken else "",
        }


def _trends(frame: pd.DataFrame, _: Options, look: FigureTokens) -> Figure:
    panels = list(frame.groupby("indicator", sort=False))
    columns = 1 if look.is_narrow else _COLUMNS
    rows = ceil(len(panels) / columns)
    layout = ConstrainedLayoutEngine(wspace=0.06, hspace=0.05)
    figure = Figure(figsize=(look.width, 0.1 + _PANEL * rows), layout=layout)
    grid = list(figure.subplots(rows, columns, squeeze=False).flat)
    for axes, (title, waves) in zip(grid, panels, strict=False):
        _panel(axes, waves.reset_index(drop=True), look)
        axes.set_title(str(title))
    for axes in grid[len(panels) :]:
        axes.set_axis_off()
    return figure


def draw_changes(trends: Trends) -> Drawing:
    """Draw the difference between the last wave and the one before, with 95% intervals.

    A dot is the difference as measured, an open square the one at an equal mix of groups.
    """
    changes = [change for change in trends.changes if change.earlier == trends.waves[-2]]
    said = joined("; ", map(_said_change, changes))
    between = f"{trends.waves[-2]} en {trends.waves[-1]}"
    alt = filled("Verschillen per indicator tussen {}: {}.", between, said)
    frame = pd.DataFrame([mark for change in changes for mark in _differences(change)])
    return Drawing(_changes, frame, alt, _difference_data(changes))


def _differences(change: Change) -> Iterator[dict[str, Any]]:
    """Give a row for the difference as measured and, where it is known, at an equal mix."""
    withheld = isinstance(change.difference, Withheld)
    common = {
        "indicator": change.indicator.label,
        "found": change.outcome in _SHOWN and not withheld,
        "text": change.difference.reason
        if isinstance(change.difference, Withheld)
        else SHORT_OUTCOMES[change.outcome],
    }
    for kind, found in (("measured", change.difference), ("equal mix", change.standardised)):
        if isinstance(found, Withheld):
            if kind == "measured":
                yield {**common, "kind": kind, "value": None, "low": None, "high": None}
        elif not (withheld and isinstance(found, Estimate)):
            low, high = found.interval
            yield {**common, "kind": kind, "value": float(found.value), "low": low, "high": high}


def _changes(frame: pd.DataFrame, _: Options, look: FigureTokens) -> Figure:
    changes = frame[frame["kind"] == "measured"].reset_index(drop=True)
    room = 0.75 + 0.36 * len(changes) + (0.2 if look.is_narrow else 0)
    figure = Figure(figsize=(look.width, room), layout="constrained")
    axes = figure.subplots()
    axes.axvline(0, color=look.quiet, lw=0.8, zorder=0)
    side = blended_transform_factory(axes.transAxes, axes.transData)
    for row, change in enumerate(marks(changes)):
        colour = look.main if change.found else look.muted
        for mark in marks(frame[frame["indicator"] == change.indicator].dropna()):
            _difference(axes, row, mark, colour, look)
        looks: dict[str, Any] = {"color": look.quiet}
        if pd.notna(change.value):
            looks = {"color": look.ink, "weight": "semibold" if change.found else "normal"}
        (said,) = names_beside([change.text], look)
        axes.text(1.02, row, said, transform=side, va="center", **looks)
    _finish_changes(axes, frame, list(changes["indicator"]), look)
    return figure


def _panel(axes: Axes, waves: pd.DataFrame, look: FigureTokens) -> None:
    known = list(marks(waves[waves["share"].notna()]))
    for one, after in pairwise(known):
        if one.comparable and after.comparable and after.Index == one.Index + 1:
            line = [one.Index, after.Index], [one.share, after.share]
            axes.plot(*line, color=look.main, lw=1.4)
    for one in known:
        reach = [[max(0.0, one.share - one.low)], [max(0.0, one.high - one.share)]]
        colour = look.main if one.comparable else look.muted
        axes.errorbar(one.Index, one.share, yerr=reach, fmt="o", color=colour, **_MARK)
    for i, (share, word) in enumerate(zip(waves["share"], waves["break"], strict=True)):
        if pd.isna(share):
            axes.text(i, 0.02, "–", ha="center", color=look.quiet)
        if word:
            axes.axvline(i - 0.5, color=look.quiet, lw=0.8, ls=(0, (3, 2)))
            axes.text(i - 0.46, 0.99, word, fontsize=look.remark, color=look.quiet, va="top")
    for one in dict.fromkeys((known[0], known[-1])) if known else ():
        side = -1 if one.Index == known[0].Index and len(known) > 1 else 1
        axes.annotate(
            one.text,
            (one.Index, one.share),
            (7 * side, 0),
            textcoords="offset points",
            ha="right" if side < 0 else "left",
            va="center",
            fontsize=look.number,
            bbox={"facecolor": look.paper, "edgecolor": "none", "pad": 0.6},
        )
    last = len(waves) - 1
    axes.set_xlim(-0.2 * last - 0.15, 1.2 * last + 0.15)
    shown = list(range(last + 1) if last < _ALL_NAMED else [0, *range(last, 1, -2)])
    axes.set_xticks(shown, [waves["wave"][i] for i in shown], fontsize=look.note)
    axes.set_ylim(0, 1)
    axes.set_yticks([0, 0.5, 1], ["0%", "50%", "100%"], fontsize=look.name, color=look.quiet)
    axes.grid(axis="y", color=look.rule, lw=0.5)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)


def _difference(axes: Axes, row: int, mark: Any, colour: str, look: FigureTokens) -> None:
    reach = [[mark.value - mark.low], [mark.high - mark.value]]
    measured = mark.kind == "measured"
    place = row - 0.13 if measured else row + 0.2
    looks: dict[str, Any] = (
        {"fmt": "o", "mfc": colour} if measured else {"fmt": "s", "mfc": look.paper}
    )
    axes.errorbar(mark.value, place, xerr=reach, color=colour, **looks, **_MARK)


def _finish_changes(
    axes: Axes, frame: pd.DataFrame, names: Sequence[str], look: FigureTokens
) -> None:
    bounds = frame[["low", "high"]].astype(float).abs().max().max()
    reach = 1.08 * (0.1 if pd.isna(bounds) else bounds)
    axes.set_xlim(-reach, reach)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_yticks(range(len(names)), names_beside(names, look))
    axes.xaxis.set_major_formatter(lambda value, _: points(value, 0))
    axes.set_xlabel("verschil in procentpunten")
    axes.grid(axis="x", color=look.rule, lw=0.5)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    for mark, face, name in (
        ("o", look.muted, "zoals gemeten"),
        ("s", look.paper, "bij gelijke verdeling over de domeinen"),
    ):
        axes.plot([], [], mark, ms=4, color=look.muted, mfc=face, label=name)
    columns = 1 if look.is_narrow else 2
    keys_above(axes, look.ink, ncols=columns, handletextpad=0.3, fontsize=look.number)


def _said(trend: Trend) -> Words:
    parts = []
    for point in trend.points:
        if isinstance(point.share, Withheld):
            parts.append(Words((f"{point.wave} {point.share.reason}",)))
        else:
            share = point.share.in_wave()
            parts.append(filled("{} {} (n={})", point.wave, in_brief(share), share.of))
    breaks = "".join(f"; vraag nieuw of gewijzigd in {wave}" for wave in trend.breaks)
    return filled("{}: {}{}.", trend.indicator.label, joined(", ", parts), breaks)


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


def _said_change(change: Change) -> Words:
    found = change.difference
    if isinstance(found, Withheld):
        return Words((f"{change.indicator.label}: {found.reason}",))
    size, room = measured_change(change, found, "verschil zoals gemeten")
    outcome = OUTCOMES[change.outcome]
    return filled("{}: {} ({}), {}", change.indicator.label, size, room, outcome)


def _difference_data(changes: Sequence[Change]) -> Data:
    rows: list[tuple[Cell, ...]] = []
    for change in changes:
        for name, found in (
            ("zoals gemeten", change.difference),
            ("gelijke verdeling over de domeinen", change.standardised),
        ):
            rows.append((change.indicator.label, name, *in_percent(found)))
    return Data(("indicator", "verschil", "procentpunt", "ondergrens", "bovengrens"), tuple(rows))
