"""A statement as judged for both forms of exploitation, as aligned stacked bars."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ckmreport.analysis import Distribution, Hidden, Statement, StatementPair
from ckmreport.presentation.figures.figure import Drawing, Options
from ckmreport.presentation.figures.style import keys_above, marks, text_on
from ckmreport.presentation.tables.table_data import Data
from ckmreport.presentation.text.exploitation_forms import FORM_NAMES
from ckmreport.presentation.text.shares import as_data, count_text, length, share_text
from ckmreport.presentation.text.value_words import in_brief
from ckmreport.presentation.text.words import Words, filled, joined
from ckmreport.presentation.tokens import FigureTokens

#: Narrower segments carry no number, or no words; they stand in the data of the figure.
_LEAST_LABELLED = 0.045
_LEAST_WORDED = 0.16


def draw_statements(pair: StatementPair) -> Drawing:
    """Draw who agrees and disagrees, of those with an opinion, and apart who does not know."""
    rows = [row for form in ("ce", "se") for row in _marks(form, getattr(pair, form))]  # upwards
    columns = ["form", "answer", "share", "text", "hidden"]
    names = {option.code: option.short for option in pair.se.with_opinion.options}
    frame = pd.DataFrame(rows, columns=columns)
    return Drawing(_statements, frame, _alt(pair), _data(pair), {"names": names})


def _marks(form: str, statement: Statement) -> Iterator[tuple[str, str, float, str, bool]]:
    """Give the parts of a bar; all that is hidden is one part, where the first of it would be."""
    label = f"{FORM_NAMES[form].capitalize()}\nn={count_text(statement.base)}"
    rest = _hidden_together(statement.with_opinion)
    for option, share in statement.with_opinion:
        if not isinstance(share, Hidden):
            if share.base:
                yield label, option.code, length(share), share_text(share), False
        elif rest is not None:
            yield label, option.code, rest, "niet getoond", True
            rest = None
    unknown = statement.dont_know
    yield label, "", length(unknown), share_text(unknown), isinstance(unknown, Hidden)


def _hidden_together(answers: Distribution) -> float | None:
    """Give the share that is left when the answers that are shown are taken away."""
    if isinstance(answers.base, Hidden) or answers.base.value == 0:
        return 1.0 if isinstance(answers.base, Hidden) else None
    return max(0.0, 1.0 - sum(length(share) for _, share in answers))


def _statements(frame: pd.DataFrame, options: Options, look: FigureTokens) -> Figure:
    figure = Figure(figsize=(look.width, 1.5), layout="constrained")
    opinions, unknown = figure.subplots(1, 2, width_ratios=(5, 1.15), sharey=True)
    scale = dict(zip(options["names"], look.scale, strict=True))
    labels = list(frame["form"].unique())
    for row, label in enumerate(labels):
        left = 0.0
        for mark in marks(frame[frame["form"] == label]):
            if mark.answer:
                _segment(opinions, (left, row), mark, scale[mark.answer], look)
                left += mark.share
            else:
                unknown.barh(row, mark.share, height=0.62, color=look.muted)
                unknown.text(mark.share + 0.04, row, mark.text, ha="left", va="center")
    opinions.set_yticks(range(len(labels)), labels)
    unknown.set_title("Weet niet")
    for axes in (opinions, unknown):
        axes.set_xlim(0, 1)
        axes.set_xticks([])
        axes.spines["left"].set_visible(False)
    for code, name in options["names"].items():
        opinions.bar(0, 0, color=scale[code], label=name)
    square: dict[str, Any] = {"handlelength": 0.9, "handleheight": 0.9, "handletextpad": 0.4}
    keys_above(opinions, look.quiet, ncols=5, columnspacing=0.9, fontsize=look.note, **square)
    return figure


def _segment(
    axes: Axes, place: tuple[float, int], mark: Any, colour: str, look: FigureTokens
) -> None:
    looks: dict[str, Any] = {"color": colour, "edgecolor": look.paper}
    box = None
    if mark.hidden:
        looks = {"color": look.paper, "edgecolor": look.muted, "hatch": "////"}
        box = {"color": look.paper, "pad": 1.5}
    left, row = place
    axes.barh(row, mark.share, left=left, height=0.62, lw=0.8, **looks)
    if mark.share >= (_LEAST_WORDED if mark.hidden else _LEAST_LABELLED):
        middle, ink = left + mark.share / 2, text_on(looks["color"])
        axes.text(middle, row, mark.text, ha="center", va="center", color=ink, bbox=box)


def _alt(pair: StatementPair) -> Words:
    parts = [_alt_row(form, statement) for form, statement in zip(("se", "ce"), pair, strict=True)]
    return filled("Gestapelde staven. {}", joined(" ", parts))


def _alt_row(form: str, statement: Statement) -> Words:
    name = filled("{} (n={})", FORM_NAMES[form].capitalize(), in_brief(statement.base))
    if isinstance(statement.base, Hidden):
        return name + ": niet getoond."
    if statement.base.value == 0:
        return name + ": geen antwoorden."
    unknown = in_brief(statement.dont_know)
    if not isinstance(statement.agree, Hidden) and statement.agree.base == 0:
        return filled("{}: niemand heeft een mening; {} weet het niet.", name, unknown)
    shares = [
        filled("{} {}", in_brief(share), judgement)
        for share, judgement in (
            (statement.agree, "eens"),
            (statement.neutral, "neutraal"),
            (statement.disagree, "oneens"),
        )
    ]
    said = joined(", ", shares)
    return filled("{}: {} van wie een mening heeft; {} weet het niet.", name, said, unknown)


def _data(pair: StatementPair) -> Data:
    rows = []
    for form, statement in zip(("se", "ce"), pair, strict=True):
        for option, share in statement.answers:
            rows.append((FORM_NAMES[form], option.label, *as_data(share)))
    return Data(("vorm", "antwoord", "aantal", "n"), tuple(rows))
