"""Statements as judged for both forms of exploitation, as aligned stacked bars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ckmreport.analysis import Count, Distribution, Hidden, Statement, StatementPair
from ckmreport.presentation.figures.figure import Drawing, Options
from ckmreport.presentation.figures.style import marks, text_on, width_of
from ckmreport.presentation.tables.table_data import Data
from ckmreport.presentation.text.exploitation_forms import FORM_NAMES
from ckmreport.presentation.text.shares import as_data, count_text, length, share_text
from ckmreport.presentation.text.value_words import in_brief
from ckmreport.presentation.text.words import Words, filled, joined
from ckmreport.presentation.tokens import FigureTokens

_COLUMNS = ("statement", "form", "base", "answer", "share", "text", "hidden")
# Inches.
_LABELS, _WIDTH, _UNKNOWN, _UNKNOWN_WIDTH = 1.2, 2.75, 4.55, 0.55
_BAR, _ABOVE_BAR, _BETWEEN, _TITLE, _AFTER = 0.2, 0.18, 0.07, 0.25, 0.14


def draw_statements(*pairs: StatementPair) -> Drawing:
    """Draw who agrees and disagrees, of those with an opinion, and apart who does not know."""
    rows = [
        row
        for pair in pairs
        for form, statement in zip(("se", "ce"), pair, strict=True)
        for row in _marks(form, statement)
    ]
    names = {option.code: option.short for option in pairs[0].se.with_opinion.options}
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    data = Data(
        ("stelling", "vorm", "antwoord", "aandeel van", "aantal", "n"),
        tuple(row for pair in pairs for row in _data(pair)),
    )
    return Drawing(_statements, frame, _alt(pairs), data, {"names": names})


def _marks(
    form: str, statement: Statement
) -> Iterator[tuple[str, str, str, str, float, str, bool]]:
    """Give the parts of a bar; all that is hidden is one part, where the first of it would be."""
    of = statement.with_opinion.base
    bar = (statement.answers.question.short, FORM_NAMES[form].capitalize(), _base(of))
    rest = _hidden_together(statement.with_opinion)
    for option, share in statement.with_opinion:
        if not isinstance(share, Hidden):
            if share.base:
                yield *bar, option.code, length(share), share_text(share), False
        elif rest is not None:
            yield *bar, option.code, rest, "niet getoond", True
            rest = None
    unknown = statement.dont_know
    said = " ".join(filter(None, (share_text(unknown), _base(statement.base, "({})"))))
    hidden = isinstance(unknown, Hidden)
    yield *bar, "", length(unknown), share_text(unknown) if hidden else said, hidden


def _base(base: Count | Hidden, around: str = "{}") -> str:
    return "" if isinstance(base, Hidden) else around.format(f"n={count_text(base)}")


def _hidden_together(answers: Distribution) -> float | None:
    """Give the share that is left when the answers that are shown are taken away."""
    if isinstance(answers.base, Hidden) or answers.base.value == 0:
        return 1.0 if isinstance(answers.base, Hidden) else None
    return max(0.0, 1.0 - sum(length(share) for _, share in answers))


# ---- The picture: one pair of axes, in inches from the upper left corner -------------------------


@dataclass(frozen=True)
class _Sheet:
    """What is drawn on: where bars stand, and what their colours are."""

    axes: Axes
    look: FigureTokens
    scale: Mapping[str, str]
    left: float
    width: float

    def wide(self, row: float, form: str, parts: list[Any]) -> None:
        """Draw a row with its name before it and who does not know behind it."""
        *opinions, unknown = parts
        middle, look = row + _BAR / 2, self.look
        self.write(0, middle, form)
        self.stack(row, opinions)
        beside = self.left + self.width + 0.06
        self.write(beside, middle, unknown.base, size=look.note, color=look.quiet)
        reach = _UNKNOWN_WIDTH * unknown.share
        self.axes.barh(row, reach, _BAR, left=_UNKNOWN, align="edge", color=look.muted)
        self.write(_UNKNOWN + reach + 0.04, middle, unknown.text, size=look.number)

    def narrow(self, row: float, form: str, parts: list[Any]) -> None:
        """Draw a row with its name and who does not know above it."""
        *opinions, unknown = parts
        line, look = row + _ABOVE_BAR / 2, self.look
        self.write(0, line, f"{form} ({unknown.base})" if unknown.base else form)
        told = {"ha": "right", "size": look.note, "color": look.quiet}
        self.write(look.width, line, f"weet niet {unknown.text}", **told)
        self.stack(row + _ABOVE_BAR, opinions)

    def stack(self, row: float, parts: list[Any]) -> None:
        """Draw the parts of a bar behind each other, each with its share where there is room."""
        left, look = self.left, self.look
        for part in parts:
            size, colour = self.width * part.share, self.scale[part.answer]
            looks: dict[str, Any] = {"color": colour, "edgecolor": look.paper}
            box = None
            if part.hidden:
                colour = look.paper
                looks = {"color": colour, "edgecolor": look.muted, "hatch": "////"}
                box = {"color": look.paper, "pad": 1.5}
            self.axes.barh(row, size, _BAR, left=left, align="edge", lw=0.8, **looks)
            if size > width_of(part.text, look.number) + (0.1 if part.hidden else 0.02):
                said: dict[str, Any] = {"color": text_on(colour, look), "bbox": box}
                middle = (left + size / 2, row + _BAR / 2)
                self.write(*middle, part.text, ha="center", size=look.number, **said)
            left += size

    def keys(self, names: Mapping[str, str]) -> None:
        """Write what the colours stand for, in the order of the scale."""
        left, line, look = 0.0, 0.1, self.look
        for code, name in names.items():
            size = 0.15 + width_of(name, look.note) + 0.12
            if left + size > look.width:
                left, line = 0.0, line + 0.17
            key: dict[str, Any] = {"color": self.scale[code], "edgecolor": look.rule, "lw": 0.4}
            self.axes.barh(line - 0.05, 0.1, 0.1, left=left, align="edge", **key)
            self.write(left + 0.15, line, name, size=look.note, color=look.quiet)
            left += size

    def write(self, left: float, line: float, text: str, **looks: Any) -> None:
        """Write a few words, in the middle of a line."""
        self.axes.text(left, line, text, **{"va": "center_baseline", **looks})


def _statements(frame: pd.DataFrame, options: Options, look: FigureTokens) -> Figure:
    bars = list(frame.groupby(["statement", "form"], sort=False))
    titles = frame["statement"].nunique()
    top = 0.45 if look.is_narrow else 0.3
    step = _BAR + _BETWEEN + (_ABOVE_BAR if look.is_narrow else 0)
    height = top + titles * (_TITLE + _AFTER) + len(bars) * step - _AFTER
    figure = Figure(figsize=(look.width, height))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, look.width), ylim=(height, 0))
    axes.set_axis_off()
    place = (0, look.width) if look.is_narrow else (_LABELS, _WIDTH)
    sheet = _Sheet(axes, look, dict(zip(options["names"], look.scale, strict=True)), *place)
    sheet.keys(options["names"])
    if not look.is_narrow:
        sheet.write(_UNKNOWN, 0.1, "Weet niet", size=look.note, color=look.quiet)
    row, above = top, ""
    for (title, form), parts in bars:
        if title != above:
            row += _AFTER if above else 0
            sheet.write(0, row + 0.1, str(title), weight="semibold")
            row, above = row + _TITLE, str(title)
        draw = sheet.narrow if look.is_narrow else sheet.wide
        draw(row, str(form), list(marks(parts)))
        row += step
    return figure


# ---- What it says in words and numbers -----------------------------------------------------------


def _alt(pairs: tuple[StatementPair, ...]) -> Words:
    parts: list[Words | str] = []
    for pair in pairs:
        rows = [_alt_row(form, one) for form, one in zip(("se", "ce"), pair, strict=True)]
        name = f"{pair.se.answers.question.short}. " if len(pairs) > 1 else ""
        parts.append(name + joined(" ", rows))
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
    of = statement.with_opinion.base
    base = "" if isinstance(of, Hidden) else filled(" (n={})", in_brief(of))
    said = joined(", ", shares)
    whom = _of_whom(statement)
    return filled("{}: {} van {}{}; {} weet het niet.", name, said, whom, base, unknown)


def _of_whom(statement: Statement) -> str:
    """Say who the shares are of: so few who do not know that it is hidden are not left out."""
    return "wie antwoordde" if statement.with_opinion.kept else "wie een mening heeft"


def _data(pair: StatementPair) -> Iterator[tuple[Any, ...]]:
    """Give each answer with the base of the share that is drawn."""
    for form, statement in zip(("se", "ce"), pair, strict=True):
        name = (statement.answers.question.short, FORM_NAMES[form])
        for option, share in statement.with_opinion:
            yield *name, option.label, _of_whom(statement), *as_data(share)
        unknown = statement.answers.question.option("wn")
        yield *name, unknown.label, "alle antwoorden", *as_data(statement.dont_know)
