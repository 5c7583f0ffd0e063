"""Municipalities set side by side: per indicator a dot with its interval for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

from ckmreport.fleet.keyfigures import KeyFigure, KeyFigures, Origin
from ckmreport.foundation.rounding import rounded
from ckmreport.presentation.figures.figure import Drawing, Options
from ckmreport.presentation.figures.style import marks
from ckmreport.presentation.tables.table_data import Data
from ckmreport.presentation.text.words import Words
from ckmreport.presentation.tokens import FigureTokens

#: What is said of answers that no respondent gave, in the figure and in the table.
ORIGINS: Mapping[Origin, str] = {
    "respondents": "",
    "reconstruction": "reconstructie",
    "invention": "verzonnen",
}
OTHER_FORM = "andere vraag"
_LOOKS: Mapping[Origin, tuple[str, str]] = {
    "respondents": ("o", "main"),
    "reconstruction": ("s", "muted"),
    "invention": ("D", "second"),
}
#: Of more municipalities than this the alternative text gives the extremes; the table has all.
_ALL_SAID = 12
_ROW = 0.24  # inches


@dataclass(frozen=True)
class Line:
    """A municipality in a comparison; its figure may be withheld."""

    municipality: str
    origin: Origin
    figure: KeyFigure

    @property
    def name(self) -> str:
        """The municipality, with a word if its answers are not those of respondents."""
        word = ORIGINS[self.origin]
        return f"{self.municipality} ({word})" if word else self.municipality


@dataclass(frozen=True)
class Comparison:
    """An indicator in all municipalities that have one wave, by name.

    They are not ranked: their intervals overlap, and a ranking would say more than these allow.
    """

    wave: str
    label: str
    lines: tuple[Line, ...]


def compare(wave: str, figures: Sequence[KeyFigures]) -> list[Comparison]:
    """Compare the municipalities that have a wave, per indicator.

    Only figures of the same form are compared: the one that most municipalities have. Where the
    question was another, that stands in place of the share. An indicator of one municipality
    alone is not compared.
    """
    found: dict[str, list[Line]] = {}
    for one in sorted(figures, key=lambda one: one.municipality.casefold()):
        for figure in one.shares:
            line = Line(one.municipality, one.origin, figure)
            found.setdefault(figure.indicator, []).append(line)
    return [
        Comparison(wave, lines[0].figure.label, _of_one_form(lines))
        for lines in found.values()
        if len(lines) > 1
    ]


def draw_comparison(comparison: Comparison) -> Drawing:
    """Draw a dot with a 95% interval per municipality; what is withheld is said in words."""
    frame = pd.DataFrame(
        {
            "name": line.name,
            "origin": line.origin,
            "share": _share(line) if line.figure.interval else None,
            "low": line.figure.interval[0] if line.figure.interval else None,
            "high": line.figure.interval[1] if line.figure.interval else None,
            "text": line.figure.text,
        }
        for line in comparison.lines
    )
    return Drawing(_compared, frame, Words((_alt(comparison),)), _data(comparison))


def _compared(frame: pd.DataFrame, _: Options, look: FigureTokens) -> Figure:
    figure = Figure(figsize=(look.width, 0.6 + _ROW * len(frame)), layout="constrained")
    axes = figure.subplots()
    for row, line in enumerate(marks(frame)):
        mark, token = _LOOKS[line.origin]
        if pd.isna(line.share):
            axes.text(0.01, row, line.text, va="center", fontsize=look.note, color=look.quiet)
            continue
        colour = getattr(look, token)
        axes.plot((line.low, line.high), (row, row), color=colour, lw=1.2, clip_on=False)
        axes.plot(line.share, row, mark, ms=5, color=colour, clip_on=False)
        axes.text(1.02, row, line.text, va="center", fontsize=look.note)
    axes.set_xlim(0, 1)
    ticks = ["0%", "25%", "50%", "75%", "100%"]
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ticks, fontsize=look.note)
    axes.set_ylim(len(frame) - 0.4, -0.6)
    axes.set_yticks(range(len(frame)), list(frame["name"]))
    axes.grid(axis="x", color=look.rule, lw=0.5)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    return figure


def _of_one_form(lines: Sequence[Line]) -> tuple[Line, ...]:
    (form, _), *_ = Counter(line.figure.form for line in lines).most_common(1)
    return tuple(line if line.figure.form == form else _other(line) for line in lines)


def _other(line: Line) -> Line:
    own = line.figure
    other = KeyFigure(own.indicator, own.label, own.form, None, None, OTHER_FORM)
    return Line(line.municipality, line.origin, other)


def _share(line: Line) -> float:
    assert line.figure.count is not None
    assert line.figure.base
    return line.figure.count / line.figure.base


def _alt(comparison: Comparison) -> str:
    lines = comparison.lines
    kind = f"Per gemeente een teken met een 95%-interval: {comparison.label}, {comparison.wave}."
    if len(lines) <= _ALL_SAID:
        said = "; ".join(f"{line.name} {line.figure.text}" for line in lines)
        return f"{kind} {said}."
    shown = [line for line in lines if line.figure.interval is not None]
    if not shown:
        return f"{kind} Van geen gemeente is het aandeel getoond."
    ordered = sorted(shown, key=_share)
    lowest, highest = (f"{line.name} {line.figure.text}" for line in (ordered[0], ordered[-1]))
    return f"{kind} De getoonde aandelen lopen van {lowest} tot {highest}."


def _data(comparison: Comparison) -> Data:
    rows = []
    for line in comparison.lines:
        own = line.figure
        bounds = own.interval or (None, None)
        ends = [None if end is None else float(rounded(100 * end, 1)) for end in bounds]
        count = own.reason if own.count is None else own.count
        rows.append((line.municipality, ORIGINS[line.origin] or None, count, own.base, *ends))
    columns = ("gemeente", "antwoorden", "aantal", "n", "ondergrens", "bovengrens")
    return Data(columns, tuple(rows))
