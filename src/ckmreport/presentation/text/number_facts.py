"""What is known of a number, in the form in which a notebook and the ledger hold it."""

from __future__ import annotations

from typing import Any

from ckmreport.analysis.recipe import counted, recipe
from ckmreport.presentation.text.origin_words import asked_of_words, counted_words
from ckmreport.presentation.text.words import Number


def facts(number: Number) -> dict[str, Any]:
    """Give a number with its origin and recipe as plain data.

    One that disclosure control keeps back has its origin, but no count anywhere.

    Raises:
        ValueError: if its recipe gives another count than the number has.
    """
    origin = number.origin
    shown = number.suppressed is None
    line = recipe(origin) if shown else None
    if line is not None:
        _check_recount(number, line)
    return {
        "kind": origin.kind,
        "wave": origin.wave,
        "count": number.count if shown else None,
        "base": number.base if shown else None,
        "suppressed": number.suppressed,
        "asked": origin.asked if shown else None,
        "answered": origin.answered if shown else None,
        "questions": [question.name for question in origin.questions],
        "codes": list(origin.codes),
        "negated": origin.negated,
        "left_out": {one.code: one.respondents if shown else None for one in origin.left_out},
        "group": str(origin.group) if origin.group else None,
        "recipe": line,
        "identity": origin.identity,
        "counted": counted_words(origin),
        "asked_of": asked_of_words(origin),
        "source": origin.source,
    }


def _check_recount(number: Number, line: str) -> None:
    told = (number.count,) if number.base is None else (number.count, number.base)
    answers = number.origin.responses
    if answers is not None and (found := counted(line, answers.frame)) != told:
        raise ValueError(f"it is {told}, and its recipe `{line}` gives {found}")
