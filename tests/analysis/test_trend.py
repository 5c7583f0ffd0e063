"""Indicators over two and three waves, with changed questions, empty domains, hidden shares."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from invented_wave import write_invented_wave
from statsmodels.stats.multitest import multipletests
from survey_samples import WAVE, SampleData
from trend_samples import (
    OFFICERS,
    TEACHERS,
    UNSURE,
    WORRIED,
    add_waves,
    change_question,
    followed,
    reopened,
)

from ckmreport.analysis import Share, Survey, Withheld
from ckmreport.analysis.change import Difference
from ckmreport.analysis.standardisation import (
    NO_RESPONDENTS,
    NOTHING_TO_COMPARE,
    Estimate,
    LeftOut,
)
from ckmreport.analysis.survey import NOT_PUBLISHED
from ckmreport.analysis.trend import NO_ANSWERS, NOT_ASKED, OTHER_QUESTION, Trends, follow
from ckmreport.foundation.errors import CkmError
from ckmreport.survey.waves import open_wave

ROOT = Path(__file__).parent.parent.parent
SAW = {"domein": "onderwijs", "gezien": "ja"}


def shares(trends: Trends, name: str) -> list[tuple[int, int] | str]:
    (trend,) = (trend for trend in trends.trends if trend.indicator.name == name)
    return [
        (point.share.count, point.share.base)
        if isinstance(point.share, Share)
        else point.share.reason
        for point in trend.points
    ]


def test_shares_leave_out_what_the_indicator_leaves_out(data: SampleData) -> None:
    trends = followed(add_waves(data, [TEACHERS, [*TEACHERS, SAW, WORRIED, UNSURE]]))
    assert trends.waves == ("2025", "2026")
    assert shares(trends, "gezien") == [(10, 20), (13, 23)]
    assert shares(trends, "zorgen") == [NO_ANSWERS.reason, (1, 1)]
    assert shares(trends, "plek") == [NO_ANSWERS.reason] * 2


def test_a_trend_needs_two_waves_and_indicators(data: SampleData) -> None:
    survey = data.survey(SAW)
    with pytest.raises(CkmError, match="no wave before 2025"):
        follow([survey])
    with pytest.raises(CkmError, match="no indicators") as caught:
        follow([survey, survey])
    assert caught.value.place == str(data.folder / "questionnaire.yml")


def test_more_of_one_domain_is_no_change_at_an_equal_mix(data: SampleData) -> None:
    seeing = [SAW] * 20
    before = [*OFFICERS, *seeing]  # half of the police, all of education
    after = [*OFFICERS, *seeing, *seeing, *seeing]
    trend = followed(add_waves(data, [before, after])).trends[0]
    measured = [point.share.fraction for point in trend.points if isinstance(point.share, Share)]
    assert measured == [Fraction(30, 40), Fraction(70, 80)]
    levels = [point.level.value for point in trend.points if isinstance(point.level, Estimate)]
    assert levels == [Fraction(3, 4), Fraction(3, 4)]
    change = trend.change("2025")
    assert isinstance(change.standardised, Estimate)
    assert change.standardised.value == 0


def test_several_answers_are_standardised_too(data: SampleData) -> None:
    worried = [WORRIED | {"domein": domain} for domain in ("onderwijs", "politie")] * 10
    calm = [one | {"se_zorgen": "2"} for one in worried]
    trends = followed(add_waves(data, [[*worried, *calm], worried]))
    level = trends.trends[1].points[0].level
    assert isinstance(level, Estimate)
    assert level.value == Fraction(1, 2)


def test_an_empty_domain_is_left_out_and_told(data: SampleData) -> None:
    before = [*TEACHERS, *OFFICERS]
    trends = followed(add_waves(data, [[*before, *TEACHERS, *TEACHERS], TEACHERS]))
    gap = LeftOut("politie", "2026", NO_RESPONDENTS)
    assert trends.left_out == (gap,)
    assert trends.trends[0].standardised.weights == {"onderwijs": 1}


def test_a_changed_question_breaks_the_series(data: SampleData) -> None:
    add_waves(data, [TEACHERS, TEACHERS, OFFICERS])
    change_question(data, "gezien", since="2026")
    trends = followed(reopened(data))
    seen, _, place = trends.trends
    assert seen.breaks == ("2026",)
    assert [point.comparable for point in seen.points] == [False, True, True]
    assert seen.points[0].level == OTHER_QUESTION
    assert shares(trends, "gezien")[0] == (10, 20)  # shown, but not compared
    assert shares(trends, "plek")[0] == NOT_ASKED.reason
    assert place.breaks == ("2026",)
    assert place.change("2025").difference == NOT_ASKED
    against = {
        change.earlier: change for change in trends.changes if change.indicator.name == "gezien"
    }
    assert against["2025"].difference == OTHER_QUESTION
    assert isinstance(against["2026"].difference, Difference)


def test_the_last_wave_is_compared_with_the_one_before_and_the_first(data: SampleData) -> None:
    trends = followed(add_waves(data, [TEACHERS, [*TEACHERS, SAW], [SAW] * 20]))
    pairs = [(change.indicator.name, change.earlier) for change in trends.changes]
    names = ("gezien", "zorgen", "plek")
    assert pairs == [(name, wave) for wave in ("2026", "2025") for name in names]
    assert trends.tested == 2
    assert [change.earlier for change in trends.found("increase")] == ["2026"]
    assert [change.earlier for change in trends.found("increase", since="2025")] == ["2025"]
    p_values = [c.difference.p for c in trends.changes if isinstance(c.difference, Difference)]
    expected = multipletests(p_values, method="holm")[1]
    assert [c.p_holm for c in trends.changes if c.p_holm is not None] == pytest.approx(expected)


def test_a_hidden_share_is_neither_compared_nor_tested(data: SampleData) -> None:
    two = [{"domein": "onderwijs", "gezien": code} for code in ("ja", *["nee"] * 20)]
    add_waves(data, [TEACHERS, two])
    later = WAVE.replace("2025", "2026")
    data.replace(later, "min_cell: 0", "min_cell: 5")
    trends = followed(reopened(data))
    hidden = trends.trends[0].points[1]
    assert isinstance(hidden.share, Withheld)
    assert isinstance(hidden.level, Withheld)
    change = trends.changes[0]
    assert isinstance(change.difference, Withheld)
    assert isinstance(change.standardised, Withheld)
    assert (change.p_holm, change.outcome, trends.tested) == (None, "not_comparable", 0)


def test_an_option_that_the_earlier_wave_lacked_gives_no_share_of_it(data: SampleData) -> None:
    add_waves(data, [TEACHERS, TEACHERS])
    own = data.keep_questionnaire("2025")
    text = (data.folder / own).read_text("utf-8")
    (data.folder / own).write_text(text[: text.index("indicators:")], "utf-8")
    data.replace(own, '"school": School, ', "")
    data.answer(*TEACHERS)
    (place,) = (t for t in followed(reopened(data)).trends if t.indicator.name == "plek")
    first = place.points[0]
    assert (first.share, first.level, first.comparable) == (OTHER_QUESTION, OTHER_QUESTION, False)
    assert place.change("2025").difference == OTHER_QUESTION


def test_domains_that_differ_are_not_weighted_alike(data: SampleData) -> None:
    add_waves(data, [[*TEACHERS, *OFFICERS]] * 2)
    own = data.keep_questionnaire("2025")
    data.replace(
        own, '"overig": Overig}\n    coding', '"zorg": Zorg, "overig": Overig}\n    coding'
    )
    trends = followed(reopened(data))
    assert isinstance(trends.changes[0].difference, Difference)
    assert trends.changes[0].standardised == NOTHING_TO_COMPARE


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Trends:
    """The wave of 2023, of which only figures are published, and two of invented people."""
    data = tmp_path_factory.mktemp("trend") / "data"
    shutil.copytree(ROOT / "data", data)
    for name, seed in (("2031", 1), ("2032", 2)):
        write_invented_wave(data, name, n=400, seed=seed, min_cell=0, period="twee jaar")
    names = ("2023", "2031", "2032")
    surveys = [Survey(open_wave(data, name)) for name in names]
    return follow(surveys, leave_out=["overig", "onduidelijk"])


def test_of_a_reconstructed_wave_only_published_tables_are_standardised(invented: Trends) -> None:
    given = {
        trend.indicator.name
        for trend in invented.trends
        if isinstance(trend.points[0].level, Estimate)
    }
    assert given == {"scholing", "signaal"}
    assert all(
        getattr(trend.points[0].level, "reason", None) == NOT_PUBLISHED.reason
        for trend in invented.trends
        if trend.indicator.name not in given
    )
    assert all(isinstance(t.points[2].level, Estimate) for t in invented.trends)


def test_at_an_equal_mix_2023_counts_its_published_table(invented: Trends) -> None:
    (seen,) = (trend for trend in invented.trends if trend.indicator.name == "signaal")
    rows = seen.standardised.strata["2023"]
    level = seen.points[0].level
    assert isinstance(level, Estimate)
    total = sum(share.base for share in rows.values())
    assert level.value == Fraction(sum(share.count for share in rows.values()), total)


def test_every_declared_indicator_is_compared_with_both_earlier_waves(invented: Trends) -> None:
    # But for reports: of 2023 is not known how many people ticked either of the two.
    assert invented.tested == 2 * len(invented.trends) - 1
    assert all(trend.breaks == () for trend in invented.trends)
