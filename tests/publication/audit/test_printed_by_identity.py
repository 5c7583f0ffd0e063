from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from survey_samples import SampleData

from ckmreport.analysis import Hidden, Share
from ckmreport.analysis.survey import Survey
from ckmreport.publication.audit.printed_by_identity import ERRATUM, PRINTED, printed_by_identity
from ckmreport.survey.waves import open_wave

DATA = Path(__file__).parents[3] / "data"


@pytest.fixture(scope="module")
def printed() -> Mapping[str, Mapping[str, str]]:
    return printed_by_identity(DATA, "2023")


@pytest.fixture(scope="module")
def survey() -> Survey:
    return Survey(open_wave(DATA, "2023"))


def identity(number: Share | Hidden) -> str:
    assert number.origin is not None
    return number.origin.identity


def test_a_number_finds_what_is_printed_of_it(
    printed: Mapping[str, Mapping[str, str]], survey: Survey
) -> None:
    told = printed[identity(survey["scholing"]["ja"])]
    assert told[PRINTED].startswith("52 (23,4%) (Bijlage A)")
    assert ERRATUM not in told


def test_a_misprint_stands_beside_the_number_that_is_right(
    printed: Mapping[str, Mapping[str, str]], survey: Survey
) -> None:
    told = printed[identity(survey["ce_ronsel"]["buitenland"])]
    assert told[PRINTED] == "6 (2,7%) (Bijlage A)"
    assert told[ERRATUM].startswith("E37: 6 van de 79 respondenten")


def test_another_base_is_another_number(
    printed: Mapping[str, Mapping[str, str]], survey: Survey
) -> None:
    answers = survey["ce_ronsel"]
    assert identity(answers.without("wn")["buitenland"]) not in printed
    assert identity(answers["buitenland"]) in printed


def test_a_figure_of_the_text_is_found_by_what_it_counts(
    printed: Mapping[str, Mapping[str, str]], survey: Survey
) -> None:
    told = printed[identity(survey["scholing_type"]["beide"])]
    assert "67% (§3.1)" in told[PRINTED]
    assert told[ERRATUM].startswith("E14: ")


def test_a_wave_that_was_not_published_has_none(data: SampleData) -> None:
    data.survey({})
    assert printed_by_identity(data.folder, "2025") == {}
