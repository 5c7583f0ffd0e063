from __future__ import annotations

import pytest
from survey_samples import SampleData, share

from ckmreport.analysis import Grouped, Share, Survey, Withheld
from ckmreport.analysis.groups import group_by
from ckmreport.survey.questionnaire import Condition


@pytest.fixture
def answers(data: SampleData) -> Survey:
    return data.survey(
        *[{"domein": "onderwijs", "gezien": "ja", "wijk": "noord"}] * 3,
        *[{"domein": "onderwijs", "gezien": "nee"}] * 3,
        *[{"domein": "politie", "gezien": "deels", "wijk": "zuid"}] * 5,
        {"domein": "politie"},
        {"domein": "overig", "gezien": "ja"},
        {"gezien": "nee"},
    )


@pytest.fixture
def grouped(answers: Survey) -> Grouped:
    return answers.by("domein", {"gezien": "!nee", "wijk": "noord"})


def parts(cell: Share | Withheld) -> tuple[int, int]:
    assert isinstance(cell, Share)
    return cell.count, cell.base


def test_groups_are_the_options_with_their_size(grouped: Grouped) -> None:
    sizes = {group.option.code: group.base.value for group in grouped.groups}
    assert sizes == {"onderwijs": 6, "politie": 6, "overig": 1}
    assert grouped.base.value == 13


def test_a_share_has_the_base_of_its_own_question(grouped: Grouped) -> None:
    assert parts(grouped.cell("onderwijs", "gezien")) == (3, 6)
    assert parts(grouped.cell("politie", "gezien")) == (5, 5)
    assert parts(grouped.cell("onderwijs", "wijk")) == (3, 3)
    assert parts(grouped.cell("overig", "wijk")) == (0, 0)


def test_a_share_knows_its_group(grouped: Grouped) -> None:
    cell = grouped.cell("politie", "gezien")
    assert isinstance(cell, Share)
    assert (cell.origin.codes, cell.origin.negated) == (("nee",), True)
    assert cell.origin.questions[0].name == "gezien"
    assert str(cell.origin.group) == str(cell.of.origin.group) == "domein = politie"


def test_who_is_left_out_is_in_no_base(answers: Survey) -> None:
    grouped = answers.by("domein", {"gezien": "!nee"}, leave_out=["overig"])
    assert [group.option.code for group in grouped.groups] == ["onderwijs", "politie"]
    assert grouped.base.value == 12


def test_highest_gives_groups_above_a_share_that_are_large_enough(grouped: Grouped) -> None:
    def highest(above: Share, least: int) -> list[str]:
        found = grouped.highest("gezien", above=above, least=least)
        return [option.code for option in found]

    assert highest(share(1, 4), least=5) == ["politie", "onderwijs"]
    assert highest(share(1, 2), least=5) == ["politie"]  # above, not at
    assert highest(share(1, 4), least=6) == ["onderwijs"]
    assert highest(share(1, 4), least=1) == ["politie", "overig", "onderwijs"]
    assert highest(share(0, 0), least=1) == []


def test_highest_passes_over_groups_in_which_nobody_answered(grouped: Grouped) -> None:
    found = grouped.highest("wijk", above=share(1, 4), least=0)
    assert [option.code for option in found] == ["onderwijs"]


@pytest.mark.parametrize(
    ("group", "variable", "message"),
    [("defensie", "gezien", "no group 'defensie'"), ("politie", "ce_n", "compared on 'ce_n'")],
)
def test_what_is_not_compared_has_no_cell(
    group: str, variable: str, message: str, grouped: Grouped
) -> None:
    with pytest.raises(KeyError, match=message):
        grouped.cell(group, variable)


def test_withheld_shares_are_passed_over(answers: Survey) -> None:
    wave, secret = answers.wave, Withheld("te weinig respondenten")
    grouped = group_by(
        wave.questionnaire["domein"],
        [Condition.parse("gezien", "!nee")],
        wave.responses,
        wave.name,
        disclosure=answers.disclosure,
        withhold=lambda group, _: secret if group == "politie" else None,
    )
    assert grouped.cell("politie", "gezien") is secret
    assert parts(grouped.cell("onderwijs", "gezien")) == (3, 6)
    assert [option.code for option in grouped.highest("gezien", above=share(1, 4))] == ["onderwijs"]


def test_around_gives_groups_above_and_below_a_share(grouped: Grouped) -> None:
    def around(count: int, base: int) -> tuple[list[str], list[str]]:
        above, below = grouped.around("gezien", share(count, base), least=1)
        return [option.code for option in above], [option.code for option in below]

    assert around(3, 4) == (["politie", "overig"], ["onderwijs"])
    assert around(1, 4) == (["politie", "overig", "onderwijs"], [])
    assert around(1, 1) == ([], ["onderwijs"])
    assert around(1, 2) == (["politie", "overig"], [])  # the middle itself is neither
