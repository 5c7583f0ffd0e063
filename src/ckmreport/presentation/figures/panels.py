"""The same question about several forms of exploitation, as bars side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ckmreport.analysis import Distribution, Hidden
from ckmreport.presentation.figures.figure import Drawing
from ckmreport.presentation.figures.style import FORM, QUIET, WIDTH
from ckmreport.presentation.tables.table_data import Data
from ckmreport.presentation.text.exploitation_forms import FORM_NAMES
from ckmreport.presentation.text.shares import as_data, count_text, counted, length, share_text
from ckmreport.survey.questionnaire import DONT_KNOW


def draw_panels(*answers: Distribution) -> Drawing:
    """Draw one panel of bars per question; the questions must have the same options."""
    codes = {tuple(option.code for option in d.options) for d in answers}
    if len(codes) > 1:
        raise ValueError("panels compare questions with the same options only")
    return Drawing(partial(_picture, answers), _alt(answers), _data(answers))


def _picture(answers: Sequence[Distribution]) -> Figure:
    labels = [option.short for option in answers[0].options]
    top = max((length(s) for d in answers for _, s in d), default=0.0) or 1.0
    figure = Figure(figsize=(WIDTH, 0.55 + 0.25 * len(labels)), layout="constrained")
    axes = figure.subplots(1, len(answers), sharey=True, squeeze=False)[0]
    for ax, distribution in zip(axes, answers, strict=True):
        _panel(ax, distribution, labels)
        ax.set_xlim(0, top * 1.32)
    return figure


def _panel(axes: Axes, answers: Distribution, labels: Sequence[str]) -> None:
    import seaborn as sns  # noqa: PLC0415, as in `bars`

    form = answers.question.about or "both"
    shares = [share for _, share in answers]
    widths = [length(share) for share in shares]
    sns.barplot(x=widths, y=list(labels), color=FORM[form], saturation=1, width=0.72, ax=axes)
    for row, (width, share) in enumerate(zip(widths, shares, strict=True)):
        axes.annotate(
            share_text(share), (width, row), (3, 0), textcoords="offset points", va="center"
        )
    for row, option in enumerate(answers.options):
        if option.code == DONT_KNOW:
            axes.axhline(row - 0.5, color=QUIET, lw=0.5, ls=(0, (2, 2)))
    name = FORM_NAMES[form].capitalize()
    axes.set_title(f"{name}\nn={count_text(answers.base)}")
    axes.set_xticks([])
    axes.set_xlabel("")


def _alt(answers: Sequence[Distribution]) -> str:
    return f"Staafdiagrammen naast elkaar. {' '.join(_alt_panel(d) for d in answers)}"


def _alt_panel(answers: Distribution) -> str:
    name = FORM_NAMES[answers.question.about or "both"].capitalize()
    if isinstance(answers.base, Hidden):
        return f"{name} (n={count_text(answers.base)}): niet getoond."
    if answers.base.value == 0:
        return f"{name} (n=0): geen antwoorden."
    given = [(option, share) for option, share in answers.ranked() if counted(share)]
    most_given = [
        f"{option.prose} ({share_text(share)})"
        for option, share in given
        if option.code != DONT_KNOW
    ][:2]
    parts = [f"het vaakst {', daarna '.join(most_given)}"] if most_given else []
    parts += [
        f"{share_text(share)} weet het niet" for option, share in given if option.code == DONT_KNOW
    ]
    if any(isinstance(share, Hidden) for _, share in answers):
        parts.append("een deel van de antwoorden wordt niet getoond")
    found = "; ".join(parts) or "geen van de antwoorden is gekozen"
    return f"{name} (n={count_text(answers.base)}): {found}."


def _data(answers: Sequence[Distribution]) -> Data:
    rows = [
        (FORM_NAMES[d.question.about or "both"], option.label, *as_data(share))
        for d in answers
        for option, share in d
    ]
    return Data(("vorm", "antwoord", "aantal", "n"), tuple(rows))
