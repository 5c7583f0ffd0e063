from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from fleet_samples import WAVE, write_municipality

from ckmreport.analysis import Hidden, Survey, wilson
from ckmreport.fleet.keyfigures import KeyFigures
from ckmreport.survey.questionnaire import NOT_ANSWERED, NOT_ASKED
from ckmreport.survey.waves import open_wave

#: The indicators of questions that depend on the one about victims seen.
ASKED_OF_WHO_SAW = {"signaal", "contact", "zorgen_se", "zorgen_ce"}


@pytest.fixture
def assen(tmp_path: Path) -> Path:
    return write_municipality(tmp_path / "assen", "Assen", n=80)


def figures_of(data: Path) -> KeyFigures:
    return KeyFigures.of(open_wave(data, WAVE))


def test_they_are_those_of_the_survey(assen: Path) -> None:
    figures = figures_of(assen)
    answers = Survey(open_wave(assen, WAVE))["signaal"]
    signalled = answers.other_than("nee")
    assert not isinstance(signalled, Hidden)
    assert (figures.municipality, figures.respondents, figures.origin) == (
        "Assen",
        80,
        "respondents",
    )
    found = {share.indicator: share for share in figures.shares}
    assert (found["signaal"].count, found["signaal"].base) == (signalled.count, signalled.base)
    assert found["signaal"].interval == wilson(signalled.count, signalled.base)
    assert found["signaal"].text.endswith(f"(n={signalled.base})")


def test_a_small_number_is_nowhere(tmp_path: Path) -> None:
    shown = figures_of(write_municipality(tmp_path / "alles", "Assen", n=12, min_cell=0))
    kept = figures_of(write_municipality(tmp_path / "klein", "Assen", n=12, min_cell=5))
    small = {s.indicator for s in shown.shares if s.count is not None and 0 < s.count < 5}
    hidden = {s.indicator: s for s in kept.shares if s.count is None}
    assert small
    assert small <= set(hidden)
    for share in hidden.values():
        assert (share.base, share.interval) == (None, None)
        assert share.text == share.reason
        assert share.reason in ("minder dan 5", "niet getoond")


def test_they_say_whose_answers_they_are(assen: Path, survey: Survey) -> None:
    with (assen / "waves" / WAVE / "wave.yml").open("a", encoding="utf-8") as file:
        file.write("invented: true\n")
    assert figures_of(assen).origin == "invention"
    assert KeyFigures.of(survey.wave).origin == "reconstruction"


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ('["ja"]\n    label: Volgde', '["nee"]\n    label: Volgde', {"scholing"}),
        ("text: Had u in de laatste {period}", "text: Had u ooit", ASKED_OF_WHO_SAW),
        ("label: Volgde scholing", "label: Heeft scholing gehad", set()),
    ],
    ids=["the rule", "a question that decides who is asked another", "only the label"],
)
def test_what_is_measured_in_another_way_has_another_form(
    assen: Path, before: str, after: str, changed: set[str]
) -> None:
    forms = {share.indicator: share.form for share in figures_of(assen).shares}
    path = assen / "waves" / WAVE / "questionnaire.yml"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    later = {share.indicator: share.form for share in figures_of(assen).shares}
    assert {name for name in forms if forms[name] != later[name]} == changed


def test_they_survive_being_kept_in_a_file(assen: Path) -> None:
    figures = figures_of(assen)
    assert KeyFigures.from_json(json.loads(json.dumps(figures.as_json()))) == figures


def test_a_share_of_nobody_is_told(assen: Path) -> None:
    path = assen / "waves" / WAVE / "responses.csv"
    frame = pd.read_csv(path, dtype=str)
    asked = frame["se_st_zorgen"] != NOT_ASKED
    frame["se_st_zorgen"] = frame["se_st_zorgen"].mask(asked, NOT_ANSWERED)
    frame.to_csv(path, index=False)
    figure = next(share for share in figures_of(assen).shares if share.indicator == "zorgen_se")
    assert (figure.text, figure.interval) == ("geen antwoorden", None)
