"""A statement as judged for both forms of exploitation, as aligned stacked bars."""

from __future__ import annotations

from functools import partial

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ckmreport.analysis import Distribution, Hidden, Statement, StatementPair
from ckmreport.presentation.figures.figure import Drawing
from ckmreport.presentation.figures.style import (
    PAPER,
    QUIET,
    SCALE,
    SLATE,
    WIDTH,
    text_on,
)
from ckmreport.presentation.tables.table_data import Data
from ckmreport.presentation.text.exploitation_forms import FORM_NAMES
from ckmreport.presentation.text.shares import as_data, count_text, length, share_text

#: Narrower segments carry no number, or no words; they stand in the data of the figure.
_LEAST_LABELLED = 0.045
_LEAST_WORDED = 0.16
_ROWS = ("ce", "se")  # from bottom to top


def draw_statements(pair: StatementPair) -> Drawing:
    """Draw who agrees and disagrees, of those with an opinion, and apart who does not know."""
    return Drawing(partial(_picture, pair), _alt(pair), _data(pair))


def _picture(pair: StatementPair) -> Figure:
    forms = {"se": pair.se, "ce": pair.ce}
    figure = Figure(figsize=(WIDTH, 1.5), layout="constrained")
    opinions, unknown = figure.subplots(1, 2, width_ratios=(5, 1.15), sharey=True)
    for row, form in enumerate(_ROWS):
        _stack(opinions, row, forms[form])
        _dont_know(unknown, row, forms[form])
    opinions.set_yticks(range(len(_ROWS)), [_row_label(form, forms[form]) for form in _ROWS])
    opinions.set_xlim(0, 1)
    unknown.set_xlim(0, 1)
    unknown.set_title("Weet niet")
    for axes in (opinions, unknown):
        axes.set_xticks([])
        axes.spines["left"].set_visible(False)
    _legend(opinions, pair.se)
    return figure


def _stack(axes: Axes, row: int, statement: Statement) -> None:
    left = 0.0
    rest: float | None = _hidden_together(statement.with_opinion)
    for option, share in statement.with_opinion:
        width, colour, label = length(share), SCALE[option.code], share_text(share)
        hatch = None
        if isinstance(share, Hidden):
            if rest is None:
                continue  # drawn with the first hidden answer
            width, colour, label, hatch, rest = rest, PAPER, "niet getoond", "////", None
        elif share.base == 0:
            continue
        edge = "white" if hatch is None else SLATE
        axes.barh(
            row, width, left=left, height=0.62, color=colour, edgecolor=edge, lw=0.8, hatch=hatch
        )
        if width >= (_LEAST_LABELLED if hatch is None else _LEAST_WORDED):
            ink = text_on(colour)
            box = {"color": PAPER, "pad": 1.5} if hatch else None
            axes.text(left + width / 2, row, label, ha="center", va="center", color=ink, bbox=box)
        left += width


def _hidden_together(answers: Distribution) -> float | None:
    """Give the share that is left when the answers that are shown are taken away."""
    if isinstance(answers.base, Hidden) or answers.base.value == 0:
        return 1.0 if isinstance(answers.base, Hidden) else None
    return max(0.0, 1.0 - sum(length(share) for _, share in answers))


def _dont_know(axes: Axes, row: int, statement: Statement) -> None:
    share = statement.dont_know
    width = length(share)
    axes.barh(row, width, height=0.62, color=SLATE)
    axes.text(width + 0.04, row, share_text(share), ha="left", va="center")


def _row_label(form: str, statement: Statement) -> str:
    return f"{FORM_NAMES[form].capitalize()}\nn={count_text(statement.base)}"


def _legend(axes: Axes, statement: Statement) -> None:
    for option in statement.with_opinion.options:
        axes.bar(0, 0, color=SCALE[option.code], label=option.short)
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(-0.01, 1.0),
        ncols=5,
        frameon=False,
        handlelength=0.9,
        handleheight=0.9,
        handletextpad=0.4,
        columnspacing=0.9,
        fontsize=8,
        labelcolor=QUIET,
        borderaxespad=0.2,
    )


def _alt(pair: StatementPair) -> str:
    parts = [_alt_row(form, statement) for form, statement in zip(("se", "ce"), pair, strict=True)]
    return f"Gestapelde staven. {' '.join(parts)}"


def _alt_row(form: str, statement: Statement) -> str:
    name = f"{FORM_NAMES[form].capitalize()} (n={count_text(statement.base)})"
    if isinstance(statement.base, Hidden):
        return f"{name}: niet getoond."
    if statement.base.value == 0:
        return f"{name}: geen antwoorden."
    unknown = share_text(statement.dont_know)
    if not isinstance(statement.agree, Hidden) and statement.agree.base == 0:
        return f"{name}: niemand heeft een mening; {unknown} weet het niet."
    shares = [
        f"{share_text(share)} {words}"
        for share, words in (
            (statement.agree, "eens"),
            (statement.neutral, "neutraal"),
            (statement.disagree, "oneens"),
        )
    ]
    return f"{name}: {', '.join(shares)} van wie een mening heeft; {unknown} weet het niet."


def _data(pair: StatementPair) -> Data:
    rows = []
    for form, statement in zip(("se", "ce"), pair, strict=True):
        for option, share in statement.answers:
            rows.append((FORM_NAMES[form], option.label, *as_data(share)))
    return Data(("vorm", "antwoord", "aantal", "n"), tuple(rows))
