"""Differences between two waves, against scipy and statsmodels."""

from __future__ import annotations

from fractions import Fraction

import pytest
from scipy.stats import chi2_contingency, fisher_exact
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest
from survey_samples import share

from ckmreport.analysis import Interval, Withheld
from ckmreport.analysis.change import Change, Difference, corrected
from ckmreport.analysis.standardisation import Estimate
from ckmreport.survey.questionnaire import Indicator

INDICATOR = Indicator("a", "gezien", "Zag iets", "dat iets zag", ("ja",))
UNKNOWN = Withheld("niet gepubliceerd")


def change(
    earlier: tuple[int, int],
    later: tuple[int, int],
    standardised: Estimate | Withheld = UNKNOWN,
) -> Change:
    difference = Difference.between(share(*earlier), share(*later))
    return Change(INDICATOR, "2025", "2026", difference, standardised)


def test_a_difference_is_later_minus_earlier_with_the_interval_of_newcombe() -> None:
    found = Difference.between(share(52, 222), share(70, 180))
    assert found.value == Fraction(70, 180) - Fraction(52, 222)
    expected = confint_proportions_2indep(70, 180, 52, 222, method="newcomb")
    assert found.interval == pytest.approx(expected)


def test_the_test_is_chi_square_without_correction_which_is_the_test_of_two_proportions() -> None:
    found = Difference.between(share(52, 222), share(70, 180))
    assert not found.exact
    table = [[52, 170], [70, 110]]
    assert found.p == pytest.approx(chi2_contingency(table, correction=False).pvalue)
    assert found.p == pytest.approx(proportions_ztest([70, 52], [180, 222])[1])


@pytest.mark.parametrize(
    ("earlier", "later", "exact"),
    [
        ((5, 10), (5, 10), False),  # each cell expects five
        ((4, 10), (5, 10), True),  # 4.5 are expected
        ((0, 30), (0, 40), True),
        ((30, 30), (40, 40), True),
    ],
)
def test_small_expected_counts_are_tested_exactly(
    earlier: tuple[int, int], later: tuple[int, int], exact: bool
) -> None:
    found = Difference.between(share(*earlier), share(*later))
    table = [[count, base - count] for count, base in (earlier, later)]
    assert found.exact is exact
    if exact:
        assert found.p == pytest.approx(fisher_exact(table).pvalue)


def test_a_share_of_nobody_is_not_compared() -> None:
    with pytest.raises(ValueError, match="nobody"):
        Difference.between(share(0, 0), share(1, 2))


def test_p_values_are_corrected_together_and_only_where_there_is_one() -> None:
    missing = Change(INDICATOR, "2025", "2026", UNKNOWN, UNKNOWN)
    found = corrected([change((40, 100), (60, 100)), missing, change((50, 100), (58, 100))])
    first, second = (
        Difference.between(share(a, 100), share(b, 100)).p for a, b in ((40, 60), (50, 58))
    )
    expected = multipletests([first, second], method="holm")[1]
    assert [found[0].p_holm, found[2].p_holm] == pytest.approx(expected)
    assert expected[0] == pytest.approx(2 * first)
    assert found[1].p_holm is None


def test_nothing_to_test_is_left_as_it_is() -> None:
    missing = Change(INDICATOR, "2025", "2026", UNKNOWN, UNKNOWN)
    assert corrected([missing]) == (missing,)


@pytest.mark.parametrize(
    ("earlier", "later", "others", "outcome"),
    [
        ((40, 100), (60, 100), 0, "increase"),
        ((60, 100), (40, 100), 0, "decrease"),
        ((40, 100), (60, 100), 15, "perhaps_increase"),  # p = 0,005 times 16
        ((60, 100), (40, 100), 15, "perhaps_decrease"),
        ((50, 100), (58, 100), 0, "not_shown"),
    ],
)
def test_an_outcome_takes_both_the_interval_and_the_corrected_p(
    earlier: tuple[int, int], later: tuple[int, int], others: int, outcome: str
) -> None:
    same = [change((50, 100), (50, 100))] * others
    assert corrected([change(earlier, later), *same])[0].outcome == outcome


def test_without_a_difference_nothing_is_said() -> None:
    missing = Change(INDICATOR, "2025", "2026", UNKNOWN, UNKNOWN)
    assert missing.outcome == "not_comparable"
    assert missing.remains is None
    assert change((40, 100), (60, 100)).remains is None


@pytest.mark.parametrize(
    ("low", "high", "remains"), [(0.01, 0.3, True), (-0.01, 0.3, False), (-0.3, -0.01, False)]
)
def test_a_change_remains_where_the_standardised_one_lies_on_its_side(
    low: float, high: float, remains: bool
) -> None:
    standardised = Estimate(Fraction(1, 10), Interval(low, high))
    assert change((40, 100), (60, 100), standardised).remains is remains


def test_what_is_not_shown_does_not_remain() -> None:
    standardised = Estimate(Fraction(0), Interval(-0.1, 0.1))
    assert change((50, 100), (50, 100), standardised).remains is False
