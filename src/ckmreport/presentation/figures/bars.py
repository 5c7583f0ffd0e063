"""Answers to questions with multiple response, as bars from most to least given."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ckmreport.analysis import Distribution, Hidden, Share
from ckmreport.presentation.figures.figure import Drawing
from ckmreport.presentation.figures.style import FORM, INK, PETROL, SLATE, WIDTH
from ckmreport.presentation.tables.table_data import Data
from ckmreport.presentation.text.exploitation_forms import FORM_NAMES
from ckmreport.presentation.text.shares import (
    as_data,
    both_text,
    count_text,
    counted,
    length,
    share_text,
)
from ckmreport.presentation.text.words import opening
from ckmreport.survey.questionnaire import DONT_KNOW, Option

#: Options that close a list, however often they were given.
LAST = ("anders", DONT_KNOW)
# Inches per option: labels of 8.5 points just clear those of the next bar.
_BAR = 0.25
_PAIR = 0.345


def draw_bars(answers: Distribution, *, apart: Sequence[str] = ()) -> Drawing:
    """Draw one bar per option, with count and share; options in `apart` are grey and last."""
    last = (*LAST, *apart)
    ranked = sorted(answers.ranked(last=last), key=lambda pair: pair[0].code in apart)
    title = f"Liggende staven (n={count_text(answers.base)})."
    return Drawing(
        partial(_bars, ranked, last), f"{title} {opening(_ranking(answers))}.", _data([answers])
    )


def _bars(ranked: Sequence[tuple[Option, Share | Hidden]], last: Collection[str]) -> Figure:
    import seaborn as sns  # noqa: PLC0415, takes most of a second, which only who draws needs

    figure = Figure(figsize=(WIDTH, 0.15 + _BAR * len(ranked)), layout="constrained")
    axes = figure.subplots()
    widths = [length(share) for _, share in ranked]
    colours = [SLATE if option.code in last else PETROL for option, _ in ranked]
    names = [option.short for option, _ in ranked]
    sns.barplot(x=widths, y=names, hue=names, palette=colours, saturation=1, width=0.72, ax=axes)
    for row, (_, share) in enumerate(ranked):
        _annotate(axes, widths[row], row, share)
    _finish(axes, max(widths, default=0.0))
    return figure


def draw_pairs(*answers: Distribution) -> Drawing:
    """Draw the bars of two questions with the same options side by side, per option.

    The options are sorted by how often they were given to both questions together.
    """
    first, second = answers
    if first.question.codes != second.question.codes:
        raise ValueError("pairs compare questions with the same options only")
    together = {o.code: counted(first[o.code]) + counted(second[o.code]) for o in first.options}
    options = sorted(first.options, key=lambda o: (o.code in LAST, -together[o.code]))
    parts = [f"{_name(d)} (n={count_text(d.base)}): {_ranking(d)}." for d in answers]
    return Drawing(
        partial(_pairs, answers, options), f"Staven in paren. {' '.join(parts)}", _data(answers)
    )


def _pairs(answers: Sequence[Distribution], options: Sequence[Option]) -> Figure:
    height = 0.4 + _PAIR * len(options)
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    axes = figure.subplots()
    for place, distribution in enumerate(answers):
        _one_of_pair(axes, distribution, options, place)
    axes.set_yticks(range(len(options)), [option.short for option in options])
    axes.set_ylim(len(options) - 0.4, -0.6)
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(-0.01, 1.0),
        ncols=2,
        frameon=False,
        handlelength=0.9,
        handleheight=0.9,
        handletextpad=0.5,
        borderaxespad=0.2,
        labelcolor=INK,
    )
    _finish(axes, max(length(d[o.code]) for d in answers for o in options))
    return figure


def _one_of_pair(axes: Axes, answers: Distribution, options: Sequence[Option], place: int) -> None:
    shift = -0.2 if place == 0 else 0.2
    label = f"{_name(answers)} (n={count_text(answers.base)})"
    colour = FORM[answers.question.about or "both"]
    rows = [row + shift for row in range(len(options))]
    widths = [length(answers[option.code]) for option in options]
    axes.barh(rows, widths, height=0.38, color=colour, label=label)
    for row, width, option in zip(rows, widths, options, strict=True):
        _annotate(axes, width, row, answers[option.code])


def _annotate(axes: Axes, width: float, row: float, share: Share | Hidden) -> None:
    axes.annotate(
        both_text(share),
        (width, row),
        (3, 0),
        textcoords="offset points",
        va="center",
        fontsize=8.5,
    )


def _finish(axes: Axes, longest: float) -> None:
    axes.set_xlim(0, (longest or 1.0) * 1.18)
    axes.set_xticks([])
    axes.set_xlabel("")
    axes.set_ylabel("")


def _name(answers: Distribution) -> str:
    return FORM_NAMES[answers.question.about or "both"].capitalize()


def _ranking(answers: Distribution) -> str:
    """Name the three options that were given most, and the least."""
    given = [
        f"{option.prose} ({share_text(share)})"
        for option, share in answers.ranked(last=LAST)
        if option.code not in LAST and counted(share)
    ]
    if any(isinstance(share, Hidden) for _, share in answers):
        most = f"het vaakst {', '.join(given[:3])}; " if given else ""
        return f"{most}een deel van de antwoorden wordt niet getoond"
    if not given:
        return "geen enkel antwoord gegeven"
    least = f"; het minst {given[-1]}" if len(given) > 3 else ""
    return f"het vaakst {', '.join(given[:3])}{least}"


def _data(answers: Sequence[Distribution]) -> Data:
    rows = [
        (_name(d).lower() if d.question.about else "", option.label, *as_data(share))
        for d in answers
        for option, share in d
    ]
    return Data(("vorm", "antwoord", "aantal", "n"), tuple(rows))
