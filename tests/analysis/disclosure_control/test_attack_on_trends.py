"""Small waves of which shares by group are standardised: the rest gives no hidden number away."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from attacker import Attacker
from attacker_readings import exposed, read_groups, read_margins
from survey_samples import WAVE, Answers, SampleData
from trend_samples import add_waves, reopened

from ckmreport.analysis import Share
from ckmreport.analysis.disclosure_control.remainder import REST
from ckmreport.analysis.trend import Trend, follow

GROUPS, ANSWERS = ("noord", "zuid", "overal"), ("ja", "deels", "nee")


def respondents(generator: np.random.Generator) -> Iterator[Answers]:
    """Draw a wave of one large group and two that are likely to hold small cells."""
    for group, least, most in zip(GROUPS, (25, 0, 0), (60, 9, 12), strict=True):
        for answer in ANSWERS:
            for _ in range(int(generator.integers(least, most))):
                yield {"wijk": group, "gezien": answer}


def tell(attacker: Attacker, trend: Trend, wave: str) -> bool:
    """Let an attacker know the exact numbers of the rest; tell whether there is one."""
    strata = trend.standardised.strata.get(wave, {})
    rest = strata.get(REST)
    if not isinstance(rest, Share):
        return False
    name, others = trend.question.name, [one for one in GROUPS if one not in strata]
    counted = [("wijk", one, name, code) for one in others for code in ("ja", "deels")]
    attacker.add_up(counted, low=rest.count, high=rest.count)
    bases = [("wijk", one, name, "n") for one in others]
    attacker.add_up(bases, low=rest.base, high=rest.base)
    return True


@pytest.mark.parametrize("seed", [2, 7, 11, 13, 17, 29, 32, 33])  # draws that leave a rest
def test_who_knows_the_rest_to_the_last_respondent_knows_no_small_number(
    data: SampleData, seed: int
) -> None:
    generator = np.random.default_rng(seed)
    add_waves(data, [[*respondents(generator)] for _ in range(2)])
    for wave in ("2025", "2026"):
        data.replace(WAVE.replace("2025", wave), "min_cell: 0", "min_cell: 5")
    surveys = reopened(data)
    trend = follow(surveys, by="wijk").trends[0]
    for survey in surveys:
        attacker = Attacker(5, complete=True)
        read_margins(attacker, survey)
        read_groups(attacker, survey, "wijk", ["gezien"])
        assert tell(attacker, trend, survey.wave.name)
        assert list(exposed(survey, attacker)) == []
