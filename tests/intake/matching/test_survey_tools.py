from __future__ import annotations

import pytest

from ckmreport.intake.matching.survey_tools import open_answer_of, own_column, split_option


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("id", "respondent"),
        ("ResponseId", "respondent"),
        ("Completion time", "ended"),
        ("Begintijd", "started"),
        ("DistributionChannel", "ignored"),
    ],
)
def test_columns_that_tools_add(name: str, role: str) -> None:
    own = own_column(name)
    assert own is not None
    assert own.role == role
    assert bool(own.reason) == (role == "ignored")


def test_other_columns_are_nobodys() -> None:
    assert own_column("stadsdeel") is None


def test_names_of_options_and_open_answers() -> None:
    assert split_option("q1[SQ001]") == ("q1", "SQ001")
    assert split_option("se_lft__13_17") == ("se_lft", "13_17")
    assert split_option("stadsdeel") is None
    names = ["q1[other]", "functie_anders", "Q2_29_TEXT", "stadsdeel"]
    assert [open_answer_of(name) for name in names] == ["q1", "functie", "Q2", None]
