"""Tables of trends: what is read in a cell, and the numbers behind it."""

from __future__ import annotations

import pytest
from survey_samples import WAVE, SampleData
from trend_samples import TEACHERS, WORRIED, add_waves, change_question, followed, reopened

from ckmreport.analysis.trend import Trends
from ckmreport.presentation.tables.trend_tables import change_table, trend_table

SAW = [{"domein": "onderwijs", "gezien": "ja"}] * 20


@pytest.fixture
def trends(data: SampleData) -> Trends:
    return followed(add_waves(data, [TEACHERS, [*SAW, WORRIED]]))


def test_each_wave_has_its_share_base_and_interval(trends: Trends) -> None:
    lines = trend_table(trends).markdown.splitlines()
    assert lines[0] == "| Indicator | Meting | Aandeel | n | Interval | Bij gelijke verdeling |"
    assert lines[2] == "| Zag iets | 2025 | 50% | 20 | 30–70% | 50% (30–70%) |"
    assert lines[3] == "| Zag iets | 2026 | 100% | 21 | 85–100% | 100% (85–100%) |"
    assert lines[4] == "| Meer zorgen | 2025 | geen antwoorden |  |  |  |"


def test_a_wave_before_a_break_is_marked(data: SampleData) -> None:
    add_waves(data, [TEACHERS, TEACHERS])
    change_question(data, "gezien", since="2026")
    table = trend_table(followed(reopened(data)))
    assert "| Zag iets | 2025 (andere vraag) | 50% | 20 | 30–70% | vraag gewijzigd |" in (
        table.markdown
    )
    assert [row[2] for row in table.data.rows[:2]] == ["nee", "ja"]


def test_the_numbers_of_a_share_stand_in_columns_of_their_own(trends: Trends) -> None:
    data = trend_table(trends).data
    row = dict(zip(data.columns, data.rows[0], strict=True))
    assert (row["aantal"], row["n"]) == (10, 20)
    assert row["aandeel"] == 50.0
    assert row["aandeel: ondergrens"] == pytest.approx(29.93)
    assert row["gelijke verdeling: bovengrens"] == pytest.approx(70.07)


def test_a_difference_has_its_interval_and_both_p_values(data: SampleData) -> None:
    table = change_table(followed(add_waves(data, [TEACHERS * 2, SAW * 2])))
    line = table.markdown.splitlines()[2]
    assert line.startswith("| Zag iets | 2025 | +50,0 (")
    assert "| < 0,001 | < 0,001 | +50,0 (" in line
    assert line.endswith("| toename |")
    row = dict(zip(table.data.columns, table.data.rows[0], strict=True))
    assert row["verschil"] == 50.0
    assert row["toets"] == "chi-kwadraat"
    assert row["p"] == row["p (Holm)"]  # the only test


def test_beside_a_difference_stands_what_could_have_been_shown(data: SampleData) -> None:
    table = change_table(followed(add_waves(data, [TEACHERS * 5, SAW * 5])))
    assert table.header[3] == "Aantoonbaar vanaf"
    assert table.rows[0][3] == "−19,3 of +19,3"  # half of a hundred, and a hundred
    row = dict(zip(table.data.columns, table.data.rows[0], strict=True))
    assert row["aantoonbaar vanaf: afname"] == -19.3
    assert row["aantoonbaar vanaf: toename"] == 19.3


def test_where_no_change_could_be_shown_there_is_a_dash(data: SampleData) -> None:
    table = change_table(followed(add_waves(data, [SAW, SAW])))
    assert table.rows[0][3] == "–"
    row = dict(zip(table.data.columns, table.data.rows[0], strict=True))
    assert row["aantoonbaar vanaf: afname"] is row["aantoonbaar vanaf: toename"] is None


def test_an_exact_test_has_an_asterisk(data: SampleData) -> None:
    table = change_table(followed(add_waves(data, [TEACHERS[:6], TEACHERS[:4]])))
    assert "| 1,000* | 1,000 |" in table.markdown
    row = dict(zip(table.data.columns, table.data.rows[0], strict=True))
    assert row["toets"] == "Fisher"


def test_nothing_of_a_hidden_share_reaches_a_table(data: SampleData) -> None:
    two = [{"domein": "onderwijs", "gezien": code} for code in ("ja", *["nee"] * 20)]
    add_waves(data, [TEACHERS, two])
    data.replace(WAVE.replace("2025", "2026"), "min_cell: 0", "min_cell: 5")
    trends = followed(reopened(data))
    lines = trend_table(trends).markdown.splitlines()
    assert lines[3] in (
        "| Zag iets | 2026 | minder dan 5 |  |  |  |",
        "| Zag iets | 2026 | niet getoond |  |  |  |",
    )
    own = dict(zip(trend_table(trends).data.columns, trend_table(trends).data.rows[1], strict=True))
    assert (own["n"], own["aandeel: ondergrens"], own["gelijke verdeling: ondergrens"]) == (
        None,
        None,
        None,
    )
    changes = change_table(trends)
    assert changes.markdown.splitlines()[2].endswith("|  |  |  |  | niet te vergelijken |")
    row = dict(zip(changes.data.columns, changes.data.rows[0], strict=True))
    told = {row["aantoonbaar vanaf: afname"], row["aantoonbaar vanaf: toename"], row["p"]}
    assert told == {None}
