from __future__ import annotations

from survey_samples import WAVE, SampleData
from trend_samples import add_waves

from ckmreport.notebook import accuracy_table


def test_each_indicator_has_interval_and_bounds(data: SampleData) -> None:
    seen = [{"gezien": "ja"}] * 6 + [{"gezien": "nee"}] * 3
    table = accuracy_table(add_waves(data, [[*seen, {"wijk": "noord"}]])[0])
    assert table.markdown.splitlines()[0] == ("| Kerncijfer | Aandeel | n | Interval | Grenzen |")
    assert "| Zag iets | 67% | 9 | 35–88% | 60–70% |" in table.markdown
    row = dict(zip(table.data.columns, table.data.rows[0], strict=True))
    assert (row["aantal"], row["n"]) == (6, 9)
    assert (row["laagst mogelijk (%)"], row["hoogst mogelijk (%)"]) == (60.0, 70.0)


def test_a_share_that_is_no_indicator_can_stand_with_them(data: SampleData) -> None:
    (survey,) = add_waves(data, [[{"gezien": "ja"}, {"gezien": "deels"}]])
    table = accuracy_table(survey, {"Zag alles": survey["gezien"]["ja"]})
    assert table.markdown.splitlines()[-1].startswith("| Zag alles | 50% | 2 |")


def test_without_drop_outs_a_dash_stands_for_the_bounds(data: SampleData) -> None:
    table = accuracy_table(add_waves(data, [[{"gezien": "ja"}] * 4])[0])
    assert "| Zag iets | 100% | 4 | 51–100% | – |" in table.markdown


def test_what_is_not_shown_is_left_out(data: SampleData) -> None:
    data.replace(WAVE, "min_cell: 0", "min_cell: 5")
    table = accuracy_table(
        add_waves(data, [[*[{"gezien": "ja"}] * 2, *[{"gezien": "nee"}] * 20]])[0]
    )
    assert "Zag iets" not in table.markdown
