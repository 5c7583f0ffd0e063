from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from survey_samples import SampleData, guarded, shown

from ckmreport.analysis import Hidden


def test_the_lower_bound_adds_the_least_of_every_category(data: SampleData) -> None:
    numbers = ["0", "1", "1", "2_5", "21plus", "wn"]
    estimate = data.survey(*({"gezien": "ja", "se_n": number} for number in numbers)).lower_bound(
        "se_n"
    )
    terms = [(term.option.code, term.at_least, term.respondents) for term in estimate.terms]
    assert terms == [("0", 0, 1), ("1", 1, 2), ("2_5", 2, 1), ("21plus", 21, 1)]
    assert estimate.total.value == 0 + 2 * 1 + 2 + 21
    assert estimate.about == "se"
    origin = shown(estimate.total).origin
    assert (origin.kind, origin.counted) == ("sum", "lower bounds")
    assert [question.name for question in origin.questions] == ["se_n"]


def test_nobody_reports_no_victims(data: SampleData) -> None:
    assert data.survey({}).lower_bound("ce_n").total.value == 0


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("gezien", "'gezien' is about no form of exploitation"),
        ("se_lft_modus", "option 'tm12' of 'se_lft_modus' is no number"),
    ],
)
def test_only_number_categories_add_up(question: str, message: str, data: SampleData) -> None:
    data.replace(
        "questionnaire.yml",
        "questions:\n",
        "questions:\n  - {name: se_lft_modus, section: b, kind: single, about: se, text: L, "
        "short: L, options: {tm12: Kind, 18_26: Jong}, asked_of: x, since: '2025'}\n",
    )
    with pytest.raises(ValueError, match=message):
        data.survey({}).lower_bound(question)


def test_a_hidden_term_hides_the_sum(data: SampleData) -> None:
    numbers = [*["1"] * 3, *["2_5"] * 9, *["21plus"] * 9, *["wn"] * 9]
    survey = guarded(data, *({"gezien": "ja", "se_n": number} for number in numbers))
    estimate = survey.lower_bound("se_n")
    assert [isinstance(term.respondents, Hidden) for term in estimate.terms] == [
        False,
        True,
        True,
        False,
    ]
    assert isinstance(estimate.total, Hidden)


@pytest.fixture
def real(data: SampleData) -> SampleData:
    guarded(data)
    return data


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(*[st.sampled_from([0, 0, 3, 5, 6, 9])] * 4))
def test_no_two_respondents_make_up_most_of_a_sum_that_is_shown(
    real: SampleData, given_by: tuple[int, ...]
) -> None:
    least = {"0": 0, "1": 1, "2_5": 2, "21plus": 21}
    numbers = [code for code, many in zip(least, given_by, strict=True) for _ in range(many)]
    survey = real.survey(*({"gezien": "ja", "se_n": number} for number in numbers))
    total = survey.lower_bound("se_n").total
    if isinstance(total, Hidden):
        return
    assert 3 not in given_by[1:]
    assert sum(sorted(least[number] for number in numbers)[-2:]) <= 0.4 * total.value
