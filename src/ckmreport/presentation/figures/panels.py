"""The same question about several forms of exploitation, as bars side by side."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure

from ckmreport.analysis import Distribution, Hidden
from ckmreport.presentation.figures.figure import Drawing, Options
from ckmreport.presentation.figures.style import lines_of, marks, names_beside, number
from ckmreport.presentation.tables.table_data import Data
from ckmreport.presentation.text.exploitation_forms import FORM_NAMES
from ckmreport.presentation.text.shares import as_data, count_text, counted, length, share_text
from ckmreport.presentation.text.value_words import in_brief
from ckmreport.presentation.text.words import Words, filled, joined
from ckmreport.presentation.tokens import FigureTokens
from ckmreport.survey.questionnaire import DONT_KNOW


def draw_panels(*answers: Distribution) -> Drawing:
    """Draw one panel of bars per question; the questions must have the same options."""
    codes = {tuple(option.code for option in d.options) for d in answers}
    if len(codes) > 1:
        raise ValueError("panels compare questions with the same options only")
    frame = pd.DataFrame(
        {
            "form": d.question.about or "both",
            "title": f"{_name(d)}\nn={count_text(d.base)}",
            "answer": option.short,
            "apart": option.code == DONT_KNOW,
            "share": length(share),
            "text": share_text(share),
        }
        for d in answers
        for option, share in d
    )
    return Drawing(_panels, frame, _alt(answers), _data(answers))


def _panels(frame: pd.DataFrame, _: Options, look: FigureTokens) -> Figure:
    import seaborn as sns  # noqa: PLC0415, as in `bars`

    panels = [(titles, rows) for titles, rows in frame.groupby(["form", "title"], sort=False)]
    names = names_beside(frame["answer"].unique(), look)
    below = len(panels) if look.is_narrow else 1
    height = below * (0.55 + (0.25 + 0.08 * (lines_of(names) - 1)) * len(names))
    figure = Figure(figsize=(look.width, height), layout="constrained")
    grid = figure.subplots(
        below, len(panels) // below, sharex=True, sharey=True, squeeze=False
    ).flat
    for axes, ((form, title), rows) in zip(grid, panels, strict=True):
        bars = {"color": look.forms[str(form)], "saturation": 1, "width": 0.72}
        sns.barplot(rows, x="share", y="answer", **bars, ax=axes)
        for row, mark in enumerate(marks(rows)):
            number(axes, mark.share, row, mark.text)
        for row, apart in enumerate(rows["apart"]):
            if apart:
                axes.axhline(row - 0.5, color=look.quiet, lw=0.5, ls=(0, (2, 2)))
        axes.set_title(title)
        axes.set_xticks([])
        axes.set_yticks(range(len(names)), names)
        axes.set_xlabel("")
        axes.set_ylabel("")
        axes.set_xlim(0, (frame["share"].max() or 1.0) * 1.32)
    return figure


def _name(answers: Distribution) -> str:
    return FORM_NAMES[answers.question.about or "both"].capitalize()


def _alt(answers: Sequence[Distribution]) -> Words:
    return filled("Staafdiagrammen naast elkaar. {}", joined(" ", map(_alt_panel, answers)))


def _alt_panel(answers: Distribution) -> Words:
    name = _name(answers)
    if isinstance(answers.base, Hidden):
        return filled("{} (n={}): niet getoond.", name, in_brief(answers.base))
    if answers.base.value == 0:
        return filled("{} (n={}): geen antwoorden.", name, answers.base)
    given = [(option, share) for option, share in answers.ranked() if counted(share)]
    most_given = [
        filled("{} ({})", option.prose, in_brief(share))
        for option, share in given
        if option.code != DONT_KNOW
    ][:2]
    parts: list[Words | str] = []
    if most_given:
        parts.append(filled("het vaakst {}", joined(", daarna ", most_given)))
    parts += [
        in_brief(share) + " weet het niet" for option, share in given if option.code == DONT_KNOW
    ]
    if any(isinstance(share, Hidden) for _, share in answers):
        parts.append("een deel van de antwoorden wordt niet getoond")
    found = joined("; ", parts) if parts else "geen van de antwoorden is gekozen"
    return filled("{} (n={}): {}.", name, answers.base, found)


def _data(answers: Sequence[Distribution]) -> Data:
    rows = [
        (FORM_NAMES[d.question.about or "both"], option.label, *as_data(share))
        for d in answers
        for option, share in d
    ]
    return Data(("vorm", "antwoord", "aantal", "n"), tuple(rows))
