"""One printed figure beside the recomputed one, and how the two are judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ckmreport.foundation.errors import CkmError
from ckmreport.presentation.text.dutch_numbers import decimal
from ckmreport.publication.audit.errata import Erratum
from ckmreport.publication.audit.printed_ranges import Saying, read_saying
from ckmreport.publication.audit.recount import Part, Value

#: `unchecked`: nothing in the data can give it, and no error of the publication is known.
Verdict = Literal["agrees", "erratum", "differs", "unchecked"]


@dataclass(frozen=True)
class AuditLine:
    """One printed figure beside the recomputed one. Everything that a reader sees is in Dutch.

    Attributes:
        id: C001 for a figure of `figures.csv`, S001 for one of `statements.csv`, T1 for a test
            of `cross-tabulations.yml`.
        place: where the publication prints it.
        subject: question and option, or what the figure is about.
        base: who the base consists of; empty if there is none.
        base_n: respondents (or mentions) in the base.
        printed: as printed.
        recomputed: the same from the rows, rounded as printed; empty if nothing can give it.
        report: where this report shows it, as "notebook#cell"; empty if it does not.
        verdict: whether the two agree, and if not, whether a known error of the publication
            explains it.
        note: what is to be said about it, or why the two differ.
        erratum: the ids of the errata that speak of this figure; empty if there are none.
    """

    id: str
    place: str
    subject: str
    base: str
    base_n: int | None
    printed: str
    recomputed: str
    report: str
    verdict: Verdict
    note: str
    erratum: str = ""


@dataclass(frozen=True)
class Judgement:
    """A verdict with its reason, in Dutch, and the errata that were looked at."""

    verdict: Verdict
    note: str
    erratum: str


def judge(
    value: Value | None,
    *,
    right: bool,
    fault: str,
    note: str,
    figure: str,
    errata: Sequence[Erratum],
) -> Judgement:
    """Judge a printed figure.

    A difference is only explained by an erratum that calls the figure misprinted, and whose own
    correct value is the recomputed one: so an erratum cannot hide that the rows have changed.

    Args:
        value: the recomputed value; None if nothing can give it.
        right: whether it is printed rightly.
        fault: what to say if the rows are at fault; empty if they give the figures listed.
        note: what is to be said about the figure anyhow.
        figure: its id.
        errata: all errata of the publication.
    """
    ids = ", ".join(erratum.id for erratum in errata if figure in erratum.ids)
    if value is None:
        why = next((erratum.why for erratum in errata if figure in erratum.ids), "")
        return Judgement("erratum" if why else "unchecked", why or note, ids)
    if fault:
        return Judgement("differs", fault, ids)
    known = [erratum for erratum in errata if figure in erratum.figures]
    for erratum in known:
        if right:
            return Judgement("differs", f"Volgens erratum {erratum.id} is dit een fout.", ids)
        if not holds(_correct(erratum, figure), value):
            said = erratum.figures[figure]
            return Judgement("differs", f"Erratum {erratum.id} noemt hier {said}.", ids)
    if right:
        return Judgement("agrees", note, ids)
    return Judgement("erratum", known[0].why, ids) if known else Judgement("differs", note, ids)


def _correct(erratum: Erratum, figure: str) -> Saying:
    try:
        return read_saying(erratum.figures[figure])
    except ValueError as error:
        raise CkmError(
            f"erratum {erratum.id} cannot be held against the rows ({error})",
            place=erratum.source,
            advice=f"Give {figure} a number or percentage",
        ) from None


def holds(saying: Saying, value: Value) -> bool:
    """Tell whether a recomputed value bears out what is printed."""
    if isinstance(value, Part):
        base = value.base if saying.share else 1
        return base > 0 and saying.holds(Fraction(value.low, base), Fraction(value.high, base))
    return saying.holds(value if isinstance(value, Fraction) else Fraction(str(value)))


def p_value(p: float) -> str:
    """Write a p value, with enough decimals to hold it against .01 and .05."""
    return "p < 0,0001" if p < 0.0001 else f"p = {decimal(p, 4)}"
