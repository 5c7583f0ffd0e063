"""What a reader is told who asks where a number or a claim comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

from ckmreport.analysis.intervals import wilson
from ckmreport.presentation.text.dutch_numbers import decimal, integer
from ckmreport.presentation.text.words import enumerated
from ckmreport.report.execute.markdown.alternatives import ALWAYS
from ckmreport.report.execute.markdown.expressions import find_expressions
from ckmreport.report.execute.markdown.sentences import plain_sentence
from ckmreport.report.proof.ledger import ClaimEntry, Number
from ckmreport.report.render.notebook_page import cell_anchor, page_of
from ckmreport.survey.questionnaire import Questionnaire


@dataclass(frozen=True)
class Line:
    """One line of an explanation.

    Attributes:
        term: what the line is about.
        text: what it says of that.
        code: whether it is written in Python.
        href: where it leads.
        folded: whether it is for who recounts, and shown when they ask for it.
    """

    term: str
    text: str
    code: bool = False
    href: str | None = None
    folded: bool = False


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
    printed: Mapping[str, str] | None = None,
) -> Explanation:
    """Explain a number of the ledger: first in words, then for who counts again.

    Args:
        number: the number.
        questionnaire: tells how the question was put.
        root: the way from the page to the root of the HTML book.
        earlier: what the same number was in the wave before, by wave; empty without one.
        printed: what a publication of this wave says of it, each text under its term.
    """
    lines = []
    if text := base_in_words(number, questionnaire):
        lines.append(Line("Berekening" if number.base is not None else "Aantal", text))
    lines += [Line("Vraag", text) for text in _questions(number, questionnaire)]
    if number.questions:
        lines.append(Line("Geteld", number.counted))
        lines.append(Line("Gevraagd aan", _asked(number)))
    elif number.counted:
        lines.append(Line("Wat het is", number.counted))
    if interval := _interval(number):
        lines.append(Line("95%-betrouwbaarheidsinterval", interval))
    lines += [Line(f"In {wave}", text) for wave, text in (earlier or {}).items()]
    lines += [Line(term, text) for term, text in (printed or {}).items()]
    if number.source:
        lines.append(Line("Bron", number.source, code=True))
    if number.recipe:
        lines.append(Line("Zo is het na te tellen", number.recipe, code=True, folded=True))
    lines.append(Line("Expressie", number.expression, code=True, folded=True))
    return Explanation(number.value, (*lines, *_place(number, root)))


def explain_claim(claim: ClaimEntry, *, root: str) -> Explanation:
    """Explain a claim of the ledger: its condition, what that compares, and the outcome."""
    outcome = "onderbouwd door deze cijfers" if claim.holds else "niet onderbouwd door deze cijfers"
    values = [
        Line("Waarde", f"{name}: {value}", code=True, folded=True)
        for name, value in claim.values.items()
    ]
    lines = [
        Line("Uitkomst", outcome if claim.told else "niet te zeggen: een getal wordt niet getoond"),
        *values,
        *_alternatives(claim),
        *_place(claim, root),
    ]
    return Explanation("Bewering", tuple(lines))


def _alternatives(claim: ClaimEntry) -> Iterator[Line]:
    """Give the condition of a claim, or those of all that the sentence was chosen from."""
    if not claim.alternatives:
        yield Line("Voorwaarde", claim.when, code=True, folded=True)
    for one in claim.alternatives:
        said = _readable(str(one["sentence"])) or "geen zin"
        yield Line("Gekozen" if one["holds"] else "Niet gekozen", said, folded=True)
        if one["when"] == ALWAYS:
            yield Line("Voorwaarde", "geen van de andere geldt", folded=True)
        else:
            yield Line("Voorwaarde", str(one["when"]), code=True, folded=True)


def _readable(source: str) -> str:
    """Give a sentence of a notebook with an ellipsis for what it calculates."""
    return plain_sentence(source, {one.text: "…" for one in find_expressions(source)})


def title_of(number: Number, questionnaire: Questionnaire) -> str:
    """Give the short explanation that a number shows where no script runs."""
    questions = _questions(number, questionnaire)
    asked_of = f"({number.asked_of})" if number.asked_of else ""
    first = " ".join(text for text in (base_in_words(number, questionnaire), asked_of) if text)
    counted = f"geteld: {number.counted}" if number.questions else number.counted
    return "; ".join(
        [text for text in (first, counted) if text] + [f"vraag: {text}" for text in questions]
    )


def base_in_words(number: Number, questionnaire: Questionnaire) -> str:
    """Say how a number was counted: "51 van 72; 76 antwoordden, 4 'Weet niet' tellen niet mee"."""
    if number.suppressed is not None:
        return number.suppressed
    if number.count is None:
        return ""
    said = integer(number.count)
    if number.base is not None:
        said = f"{said} van {integer(number.base)}"
    left_out = {code: times for code, times in number.left_out.items() if times != 0}
    if not left_out:
        return said
    question = questionnaire[number.questions[0]]
    parts = [
        f"{'een niet getoond aantal' if times is None else integer(times)} "
        f"‘{question.option(code).label}’"
        for code, times in left_out.items()
    ]
    one = list(left_out.values()) == [1]
    out = f"{enumerated(parts)} {'telt' if one else 'tellen'} niet mee"
    answered = f"{integer(number.answered)} antwoordden, " if number.answered is not None else ""
    return f"{said}; {answered}{out}"


def _asked(number: Number) -> str:
    """Say of whom it was counted, and how many of those answered, where that may be told."""
    if number.asked is None or number.answered is None or number.asked == number.answered:
        return number.asked_of
    return (
        f"{number.asked_of}: {integer(number.asked)}, "
        f"van wie er {integer(number.answered)} antwoordden"
    )


def _questions(number: Number, questionnaire: Questionnaire) -> list[str]:
    """Give the text of the question; of several that were taken together, of each."""
    return [questionnaire[name].text for name in number.questions if name in questionnaire]


def _interval(number: Number) -> str | None:
    """Give the interval of a share of respondents; mentions count some respondents twice."""
    if number.kind != "share" or not number.base or number.count is None:
        return None
    if len(number.questions) > 1:
        return None
    low, high = wilson(number.count, number.base)
    return f"{decimal(100 * low, 0)}% tot {decimal(100 * high, 0)}% (Wilson)"


def _place(entry: Number | ClaimEntry, root: str) -> Iterator[Line]:
    notebook = PurePosixPath(entry.chapter).name
    href = f"{root}{page_of(entry.chapter)}#{cell_anchor(entry.cell)}"
    yield Line("Notebook", f"{notebook}, cel {entry.cell}", href=href, folded=True)
    if isinstance(entry, Number) and entry.page is not None:
        yield Line("Bladzijde in de pdf", str(entry.page), folded=True)
    yield Line("Kenmerk, te noemen bij een vraag of fout", entry.id, code=True, folded=True)
