"""Figures of every kind look as a person approved them."""

from __future__ import annotations

from pathlib import Path

import pytest
from figure_samples import FIGURES, RESPONDENTS
from image_samples import Baselines, picture_of_svg
from PIL import Image, ImageDraw
from survey_samples import SampleData, write_sample_data
from trend_samples import (
    OFFICERS,
    TEACHERS,
    WORRIED,
    add_waves,
    change_question,
    followed,
    reopened,
)

from ckmreport.analysis import Survey
from ckmreport.analysis.trend import Trends
from ckmreport.presentation.figures import Drawing, draw_changes, draw_groups, draw_trends

#: How many respondents gave each of the sample's answers.
NUMBERS = (9, 6, 11, 8, 6)
SAW = [{"domein": "onderwijs", "gezien": "ja"}] * 20
TRENDS = {"changes": draw_changes, "trends": draw_trends}
DIRECTION = "directions"


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    data = write_sample_data(tmp_path_factory.mktemp("figures"))
    pairs = zip(RESPONDENTS, NUMBERS, strict=True)
    return data.survey(*[answer for answer, number in pairs for _ in range(number)])


def look(drawing: Drawing, name: str, baselines: Baselines, folder: Path) -> None:
    baselines.check(f"figures/{name}", picture_of_svg(drawing.svg, folder))


@pytest.mark.images
@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_looks_as_approved(
    name: str, answers: Survey, baselines: Baselines, tmp_path: Path
) -> None:
    look(FIGURES[name](answers), name, baselines, tmp_path)


@pytest.mark.images
@pytest.mark.parametrize("name", TRENDS)
def test_a_figure_of_waves_looks_as_approved(
    name: str, data: SampleData, baselines: Baselines, tmp_path: Path
) -> None:
    look(TRENDS[name](waves(data)), name, baselines, tmp_path)


@pytest.mark.images
def test_published_directions_look_as_approved(
    data: SampleData, baselines: Baselines, tmp_path: Path
) -> None:
    survey = data.synthetic().survey()
    grouped = survey.by("domein", {"wijk": "zuid"})
    drawing = draw_groups(grouped, "wijk", survey.direction("domein", "wijk"))
    look(drawing, DIRECTION, baselines, tmp_path)


def test_every_approved_figure_is_compared(baselines: Baselines) -> None:
    assert baselines.names("figures") == {*FIGURES, *TRENDS, DIRECTION}


def waves(data: SampleData) -> Trends:
    add_waves(data, [TEACHERS, [*TEACHERS, *OFFICERS, *[WORRIED] * 12], SAW])
    change_question(data, "plek", since="2026")
    return followed(reopened(data))


# --- How pictures are compared ------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path) -> Baselines:
    Baselines(update=True, folder=tmp_path / "approved").check("a/page", page("71%"))
    return Baselines(folder=tmp_path / "approved", differences=tmp_path / "differences")


def page(text: str, *, width: int = 200) -> Image.Image:
    picture = Image.new("RGB", (width, 100), "white")
    ImageDraw.Draw(picture).text((20, 40), text, fill="black")
    return picture


def test_a_picture_as_approved_passes(own: Baselines) -> None:
    own.check("a/page", page("71%"))
    assert not own.differences.exists()


def test_one_digit_is_seen_and_shown(own: Baselines) -> None:
    with pytest.raises(AssertionError, match=r"page\.png shows approved, new and difference"):
        own.check("a/page", page("77%"))
    with Image.open(own.differences / "a/page.png") as shown:
        assert shown.size == (3 * 210, 100)
        assert (200, 0, 0) in {colour for _, colour in shown.getcolors(10_000) or []}


def test_another_size_is_seen(own: Baselines) -> None:
    with pytest.raises(AssertionError, match="differs"):
        own.check("a/page", page("71%", width=201))
    assert (own.differences / "a/page.png").is_file()


def test_a_faint_difference_is_let_pass(own: Baselines) -> None:
    picture = page("71%")
    ImageDraw.Draw(picture).rectangle((0, 0, 200, 20), fill=(230, 230, 230))
    own.check("a/page", picture)


def test_a_picture_that_nobody_approved_fails(own: Baselines) -> None:
    with pytest.raises(AssertionError, match="run make update-baseline-images"):
        own.check("b/other", page("71%"))
