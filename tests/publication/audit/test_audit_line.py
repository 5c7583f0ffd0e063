"""How a printed figure is judged."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.publication.audit.audit_line import Judgement, fits, judge
from ckmreport.publication.audit.errata import Erratum
from ckmreport.publication.audit.recount import BoundedShare
from ckmreport.publication.printed_ranges import read_range


def erratum(name: str, correct: str) -> Erratum:
    return Erratum(
        id=name,
        kind="arithmetic",
        place="§1",
        printed="1%",
        correct=correct,
        why=f"Waarom {name}.",
        consequence="Gering.",
        figures={"C001": correct},
        rule=None,
        source="e.yml",
    )


def verdict(
    value: BoundedShare | None, *errata: Erratum, right: bool = False, fault: str = ""
) -> Judgement:
    return judge(value, right=right, fault=fault, note="Noot.", figure="C001", errata=errata)


HALF = BoundedShare(5, 5, 10, ("vraag",))


def test_what_is_printed_rightly_agrees() -> None:
    assert verdict(HALF, right=True) == Judgement(verdict="agrees", note="Noot.", erratum="")


def test_a_difference_that_nothing_explains_differs() -> None:
    assert verdict(HALF) == Judgement(verdict="differs", note="Noot.", erratum="")


def test_a_known_error_explains_a_difference() -> None:
    assert verdict(HALF, erratum("E01", "50%")) == Judgement(
        verdict="erratum", note="Waarom E01.", erratum="E01"
    )


def test_an_erratum_with_another_correct_value_explains_nothing() -> None:
    judgement = verdict(HALF, erratum("E01", "51%"))
    assert judgement == Judgement(
        verdict="differs", note="Erratum E01 noemt hier 51%.", erratum="E01"
    )


def test_an_erratum_must_not_call_wrong_what_is_right() -> None:
    judgement = verdict(HALF, erratum("E01", "50%"), right=True)
    assert judgement == Judgement(
        verdict="differs", note="Volgens erratum E01 is dit een fout.", erratum="E01"
    )


def test_an_erratum_that_only_speaks_of_a_figure_explains_nothing() -> None:
    speaking = replace(erratum("E01", "50%"), figures={}, about=("C001",))
    assert verdict(HALF, speaking, right=True) == Judgement(
        verdict="agrees", note="Noot.", erratum="E01"
    )
    assert verdict(HALF, speaking) == Judgement(verdict="differs", note="Noot.", erratum="E01")


def test_an_erratum_does_not_excuse_rows_that_have_changed() -> None:
    judgement = verdict(HALF, erratum("E01", "50%"), fault="De rijen geven 5.")
    assert judgement == Judgement(verdict="differs", note="De rijen geven 5.", erratum="E01")


def test_the_reason_is_that_of_the_erratum_which_calls_it_misprinted() -> None:
    speaking = replace(erratum("E01", "50%"), figures={}, about=("C001",))
    judgement = verdict(HALF, speaking, erratum("E02", "50%"))
    assert judgement == Judgement(verdict="erratum", note="Waarom E02.", erratum="E01, E02")


def test_what_nothing_can_give_is_an_erratum_or_unchecked() -> None:
    assert verdict(None, erratum("E01", "onbekend"))["verdict"] == "erratum"
    assert verdict(None) == Judgement(verdict="unchecked", note="Noot.", erratum="")


def test_an_erratum_without_a_number_for_a_figure_that_has_one_is_named() -> None:
    with pytest.raises(CkmError, match="erratum E01 cannot be held against the rows") as caught:
        verdict(HALF, erratum("E01", "onbekend"))
    assert caught.value.place == "e.yml"


@pytest.mark.parametrize(
    ("printed", "value", "expected"),
    [
        ("50%", HALF, True),
        ("5", HALF, True),
        ("51%", HALF, False),
        ("50%", BoundedShare(0, 0, 0, ()), False),
        ("33%", Fraction(1, 3), True),
        ("χ² = 16,03", 16.0321, True),
        ("twaalf", 12, True),
    ],
)
def test_a_value_fits_a_figure(
    printed: str, value: BoundedShare | Fraction | float, expected: bool
) -> None:
    assert fits(value, read_range(printed)) is expected
