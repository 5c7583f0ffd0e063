"""Answers to questions with multiple response, as bars from most to least given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ckmreport.analysis import Distribution, Hidden, Share
from ckmreport.presentation.figures.figure import Drawing, Options
from ckmreport.presentation.figures.style import keys_above, lines_of, marks, names_beside, number
from ckmreport.presentation.tables.table_data import Data
from ckmreport.presentation.text.exploitation_forms import FORM_NAMES
from ckmreport.presentation.text.shares import (
    as_data,
    both_text,
    count_text,
    counted,
    length,
)
from ckmreport.presentation.text.value_words import in_brief
from ckmreport.presentation.text.words import Words, filled, joined, opening
from ckmreport.presentation.tokens import FigureTokens
from ckmreport.survey.questionnaire import DONT_KNOW, Option

#: Options that close a list, however often they were given.
LAST = ("anders", DONT_KNOW)
# Inches per option: labels of 8.5 points just clear those of the next bar; and per further line of
# its name.
_BAR = 0.25
_PAIR = 0.325
_LINE = 0.1


def draw_bars(answers: Distribution, *, apart: Sequence[str] = ()) -> Drawing:
    """Draw one bar per option, with count and share; options in `apart` are grey and last."""
    last = (*LAST, *apart)
    ranked = sorted(answers.ranked(last=last), key=lambda pair: pair[0].code in apart)
    title = filled("Liggende staven (n={}). ", in_brief(answers.base))
    return Drawing(
        _bars,
        _frame(answers, ranked, last),
        title + opening(_ranking(answers)) + ".",
        _data([answers]),
    )


def _bars(frame: pd.DataFrame, _: Options, look: FigureTokens) -> Figure:
    import seaborn as sns  # noqa: PLC0415, takes most of a second, which only who draws needs

    names = names_beside(frame["answer"], look)
    height = 0.15 + (_BAR + _LINE * (lines_of(names) - 1)) * len(frame)
    figure = Figure(figsize=(look.width, height), layout="constrained")
    axes = figure.subplots()
    colours = [look.muted if apart else look.main for apart in frame["apart"]]
    bars = {"hue": "answer", "palette": colours, "saturation": 1, "width": 0.72}
    sns.barplot(frame, x="share", y="answer", **bars, ax=axes)
    _finish(axes, frame, range(len(frame)), names, look)
    return figure


def draw_pairs(*answers: Distribution) -> Drawing:
    """Draw the bars of two questions with the same options side by side, per option.

    The options are sorted by how often they were given to both questions together; the numbers of
    the three that were given most to a question are set bold.
    """
    first, second = answers
    if first.question.codes != second.question.codes:
        raise ValueError("pairs compare questions with the same options only")
    together = {o.code: counted(first[o.code]) + counted(second[o.code]) for o in first.options}
    options = sorted(first.options, key=lambda o: (o.code in LAST, -together[o.code]))
    parts = [filled("{} (n={}): {}.", _name(d), in_brief(d.base), _ranking(d)) for d in answers]
    alt = filled("Staven in paren. {}", joined(" ", parts))
    frames = [_frame(d, ((option, d[option.code]) for option in options)) for d in answers]
    return Drawing(_pairs, pd.concat(frames), alt, _data(answers))


def _pairs(frame: pd.DataFrame, _: Options, look: FigureTokens) -> Figure:
    import seaborn as sns  # noqa: PLC0415, as above

    names = names_beside(frame["answer"].unique(), look)
    rows, columns = len(names), 1 if look.is_narrow else 2
    height = 0.2 + 0.4 / columns + (_PAIR + _LINE * max(0, lines_of(names) - 2)) * rows
    figure = Figure(figsize=(look.width, height), layout="constrained")
    axes = figure.subplots()
    colours = [look.forms[form] for form in frame["form"].unique()]
    bars = {"hue": "question", "palette": colours, "saturation": 1, "width": 0.8, "gap": 0.05}
    sns.barplot(frame, x="share", y="answer", **bars, errorbar=None, legend=False, ax=axes)
    axes.set_ylim(rows - 0.4, -0.6)
    keys = {"handles": axes.containers, "labels": frame["question"].unique(), "ncols": columns}
    keys_above(axes, look.ink, **keys, handlelength=0.9, handleheight=0.9, handletextpad=0.5)
    places = [row + shift for shift in (-0.2, 0.2) for row in range(rows)]
    _finish(axes, frame, places, names, look, most_bold=True)
    return figure


def _frame(
    answers: Distribution,
    shares: Iterable[tuple[Option, Share | Hidden]],
    apart: Collection[str] = (),
) -> pd.DataFrame:
    """Give a row for each bar."""
    most = {option.code for option, _ in answers.top(last=LAST)}
    return pd.DataFrame(
        {
            "question": f"{_name(answers)} (n={count_text(answers.base)})",
            "form": answers.question.about or "both",
            "answer": option.short,
            "apart": option.code in apart,
            "share": length(share),
            "text": both_text(share),
            "most": option.code in most,
        }
        for option, share in shares
    )


def _finish(
    axes: Axes,
    frame: pd.DataFrame,
    places: Iterable[float],
    names: Sequence[str],
    look: FigureTokens,
    *,
    most_bold: bool = False,
) -> None:
    for place, bar in zip(places, marks(frame), strict=True):
        weight = "semibold" if bar.most and most_bold else "normal"
        number(axes, bar.share, place, bar.text, fontsize=look.number, fontweight=weight)
    axes.set_xlim(0, (frame["share"].max() or 1.0) * (1.45 if look.is_narrow else 1.18))
    axes.set_xticks([])
    axes.set_yticks(range(len(names)), names)
    axes.set_xlabel("")
    axes.set_ylabel("")


def _name(answers: Distribution) -> str:
    return FORM_NAMES[answers.question.about or "both"].capitalize()


def _ranking(answers: Distribution) -> Words:
    """Name the three options that were given most, and the least."""
    ranked = [pair for pair in answers.ranked(last=LAST) if pair[0].code not in LAST]
    named = [filled("{} ({})", option.prose, in_brief(share)) for option, share in ranked]
    counts = [counted(share) for _, share in ranked]
    given = [words for words, count in zip(named, counts, strict=True) if count]
    if any(isinstance(share, Hidden) for _, share in answers):
        most = filled("het vaakst {}; ", joined(", ", given[:3])) if given else Words()
        return most + "een deel van de antwoorden wordt niet getoond"
    if not given:
        return Words(("geen enkel antwoord gegeven",))
    is_one = len(given) > 3 and counts.count(counts[-1]) == 1
    least = filled("; het minst {}", named[-1]) if is_one else ""
    return filled("het vaakst {}", joined(", ", given[:3])) + least


def _data(answers: Sequence[Distribution]) -> Data:
    rows = [
        (_name(d).lower() if d.question.about else "", option.label, *as_data(share))
        for d in answers
        for option, share in d
    ]
    return Data(("vorm", "antwoord", "aantal", "n"), tuple(rows))
