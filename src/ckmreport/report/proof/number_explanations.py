"""What a reader is told who asks where a number or a claim comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

from ckmreport.analysis.intervals import wilson
from ckmreport.presentation.text.dutch_numbers import integer, percentage
from ckmreport.report.proof.ledger import ClaimEntry, Number
from ckmreport.report.render.notebook_page import cell_anchor, page_of
from ckmreport.survey.questionnaire import Questionnaire

_RULE = re.compile(r"(\w+) ([=≠]) (\w+)")


@dataclass(frozen=True)
class Line:
    """One line of an explanation; `code` for what is written in Python, `href` for a link."""

    term: str
    text: str
    code: bool = False
    href: str | None = None


@dataclass(frozen=True)
class Explanation:
    """Where a number or claim comes from, line by line, under a title."""

    title: str
    lines: tuple[Line, ...]

    def as_json(self) -> dict[str, object]:
        """Give the form in which a page carries it."""
        lines = [
            {key: value for key, value in asdict(line).items() if value} for line in self.lines
        ]
        return {"title": self.title, "lines": lines}


def explain_number(
    number: Number,
    questionnaire: Questionnaire,
    *,
    root: str,
    earlier: Mapping[str, str] | None = None,
) -> Explanation:
    """Explain a number of the ledger.

    Args:
        number: the number.
        questionnaire: tells how the question was put.
        root: the way from the page to the root of the HTML book.
        earlier: what the same number was in the wave before, by wave; empty without one.
    """
    lines = []
    if number.count is not None:
        lines.append(Line("Aantal" if number.base is None else "Berekening", _calculation(number)))
    lines += [Line("Vraag", text) for text in _questions(number, questionnaire)]
    if number.counted:
        lines.append(Line("Geteld", _counted(number, questionnaire)))
    if number.filter and number.question in questionnaire:
        lines.append(Line("Gevraagd aan", number.filter))
    if interval := _interval(number):
        lines.append(Line("95%-betrouwbaarheidsinterval", interval))
    lines += [Line(f"In {wave}", text) for wave, text in (earlier or {}).items()]
    if number.context and number.explanation:
        lines.append(Line("Wat het is", number.explanation))
    if number.source:
        lines.append(Line("Bron", number.source, code=True))
    lines.append(Line("Expressie", number.expression, code=True))
    lines += _origin(number, root)
    return Explanation(number.value, tuple(lines))


def explain_claim(claim: ClaimEntry, *, root: str) -> Explanation:
    """Explain a claim of the ledger: its condition, what that compares, and the outcome."""
    outcome = "onderbouwd door deze cijfers" if claim.holds else "niet onderbouwd door deze cijfers"
    values = [Line("Waarde", f"{name}: {value}", code=True) for name, value in claim.values.items()]
    lines = [
        Line("Voorwaarde", claim.when, code=True),
        *values,
        Line("Uitkomst", outcome if claim.told else "niet te zeggen: een getal wordt niet getoond"),
        *_origin(claim, root),
    ]
    return Explanation("Bewering", tuple(lines))


def title_of(number: Number, questionnaire: Questionnaire) -> str:
    """Give the short explanation that a number shows where no script runs."""
    title = number.explanation or ""
    questions = _questions(number, questionnaire)
    return "; ".join([title, *(f"vraag: {text}" for text in questions)])


def _calculation(number: Number) -> str:
    count = integer(number.count or 0)
    return count if number.base is None else f"{count} van {integer(number.base)}"


def _counted(number: Number, questionnaire: Questionnaire) -> str:
    """Give which answers were counted; a rule on another question is written out."""
    counted = number.counted or ""
    if counted == "base":
        return "antwoorden op deze vraag"
    rule = _RULE.fullmatch(counted)
    if rule is None or rule[1] not in questionnaire:
        return counted
    label = questionnaire[rule[1]].option(rule[3]).label
    return f"niet {label}" if rule[2] == "≠" else label


def _questions(number: Number, questionnaire: Questionnaire) -> list[str]:
    """Give the text of the question; of several that were taken together, of each."""
    names = (number.question or "").split(" + ")
    return [questionnaire[name].text for name in names if name in questionnaire]


def _interval(number: Number) -> str | None:
    if number.count is None or not number.base:
        return None
    low, high = wilson(number.count, number.base)
    return f"{_percent(low)} tot {_percent(high)} (Wilson)"


def _percent(share: float) -> str:
    return percentage(round(share * 10_000), 10_000)


def _origin(entry: Number | ClaimEntry, root: str) -> Sequence[Line]:
    notebook = PurePosixPath(entry.notebook).name
    href = f"{root}{page_of(entry.notebook)}#{cell_anchor(entry.cell)}"
    return (
        Line("Notebook", f"{notebook}, cel {entry.cell}", href=href),
        Line("Kenmerk voor commentaar", entry.id, code=True),
    )
