"""Figures of trends: with two waves and with ten, with breaks and without answers."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from survey_samples import SampleData
from trend_samples import OFFICERS, TEACHERS, add_waves, change_question, followed, reopened

from ckmreport.analysis.trend import Trends
from ckmreport.presentation.figures import Drawing, draw_changes, draw_trends

SAW = [{"domein": "onderwijs", "gezien": "ja"}] * 20


@pytest.fixture
def broken(data: SampleData) -> Trends:
    add_waves(data, [TEACHERS, TEACHERS, SAW])
    change_question(data, "gezien", since="2026")
    return followed(reopened(data))


def width(drawing: Drawing) -> float:
    return float(ET.fromstring(drawing.svg).attrib["width"].removesuffix("pt")) / 72


@pytest.mark.parametrize("waves", [2, 10])
def test_a_figure_holds_two_waves_and_ten(data: SampleData, waves: int) -> None:
    trends = followed(add_waves(data, [TEACHERS, *[[*TEACHERS, *OFFICERS]] * (waves - 1)]))
    for drawing in (draw_trends(trends), draw_changes(trends)):
        assert width(drawing) == pytest.approx(drawing.look.width)
    assert all(name in draw_trends(trends).alt.plain for name in trends.waves)


def test_the_picture_has_the_same_bytes_at_every_run(broken: Trends) -> None:
    assert draw_trends(broken).svg == draw_trends(broken).svg
    assert draw_changes(broken).svg == draw_changes(broken).svg


def test_a_break_is_drawn_and_told(broken: Trends, data: SampleData) -> None:
    drawing = draw_trends(broken)
    assert "Zag iets: 2025 50% (n=20), 2026 50% (n=20), 2027 100% (n=20); vraag nieuw of" in (
        drawing.alt.plain
    )
    assert [row[-1] for row in drawing.data.rows[:3]] == ["nee", "ja", "ja"]
    change_question(data, "gezien", since="2027")
    later = draw_trends(followed(reopened(data)))
    assert later.svg != drawing.svg


def test_the_words_beside_a_difference_follow_its_outcome(broken: Trends) -> None:
    drawing = draw_changes(broken)
    assert drawing.alt.plain.startswith(
        "Verschillen per indicator tussen 2026 en 2027: Zag iets: +50,0"
    )
    assert "toename; Meer zorgen: geen antwoorden" in drawing.alt.plain


def test_a_difference_and_its_standardised_one_are_both_in_the_data(data: SampleData) -> None:
    mixed = [*TEACHERS, *OFFICERS]
    drawing = draw_changes(followed(add_waves(data, [mixed, [*mixed, *SAW]])))
    rows = {row[1]: row[2:] for row in drawing.data.rows if row[0] == "Zag iets"}
    assert rows["zoals gemeten"][0] == pytest.approx(16.67)
    assert rows["gelijke verdeling over de domeinen"][0] == pytest.approx(12.5)
    missing = {row[2] for row in drawing.data.rows if row[0] == "Meer zorgen"}
    assert missing == {"geen antwoorden"}
