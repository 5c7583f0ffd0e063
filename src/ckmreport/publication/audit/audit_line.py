"""One printed figure beside the recomputed one, and the verdict on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypedDict

from ckmreport.foundation.errors import CkmError
from ckmreport.publication.audit.errata import Erratum
from ckmreport.publication.audit.recount import BoundedShare, Value
from ckmreport.publication.printed_ranges import PrintedRange, read_range

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
        note: what is remarkable about it, or why the two differ.
        erratum: the ids of the errata that mention this figure; empty if there are none.
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


class Judgement(TypedDict):
    """A verdict with its reason, in Dutch, and the ids of the errata that mention the figure."""

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
        right: whether the figure is printed correctly.
        fault: the message if the rows do not give the count and base; otherwise empty.
        note: the remark on the figure.
        figure: its id.
        errata: all errata of the publication.

    Raises:
        CkmError: if an erratum names no number for the figure.
    """
    about = [erratum for erratum in errata if figure in erratum.ids]
    misprints = [erratum for erratum in about if figure in erratum.figures]
    verdict: Verdict = "differs"
    if value is None:
        verdict = "erratum" if about else "unchecked"
        note = about[0].why if about else note
    elif fault:
        note = fault
    elif right and not misprints:
        verdict = "agrees"
    elif right:
        note = f"Volgens erratum {misprints[0].id} is dit een fout."
    elif wrong := next((one for one in misprints if not fits(value, _correct(one, figure))), None):
        note = f"Erratum {wrong.id} noemt hier {wrong.figures[figure]}."
    elif misprints:
        verdict, note = "erratum", misprints[0].why
    return Judgement(verdict=verdict, note=note, erratum=", ".join(one.id for one in about))


def _correct(erratum: Erratum, figure: str) -> PrintedRange:
    try:
        return read_range(erratum.figures[figure])
    except ValueError as error:
        raise CkmError(
            f"erratum {erratum.id} cannot be held against the rows ({error})",
            place=erratum.source,
            advice=f"Give {figure} a number or percentage",
        ) from None


def fits(value: Value, printed: PrintedRange) -> bool:
    """Tell whether a recomputed value, rounded as printed, gives what is printed."""
    if isinstance(value, BoundedShare):
        base = value.base if printed.share else 1
        return base > 0 and printed.contains(Fraction(value.low, base), Fraction(value.high, base))
    return printed.contains(value if isinstance(value, Fraction) else Fraction(str(value)))
