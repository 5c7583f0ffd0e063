from __future__ import annotations

from pathlib import Path

import pytest
from survey_samples import SampleData

from ckmreport import notebook
from ckmreport.foundation.errors import CkmError
from ckmreport.notebook import open_survey
from ckmreport.presentation.text.words import words


@pytest.fixture
def project(data: SampleData, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a project around the small data folder; the work is done deeper in it."""
    root = data.folder.parent
    (root / "_quarto.yml").write_text("project: {type: book}\n")
    (root / "notebooks").mkdir()
    monkeypatch.chdir(root / "notebooks")
    return root


@pytest.mark.usefixtures("project")
def test_a_survey_is_opened_from_anywhere_in_the_project() -> None:
    assert open_survey().wave.name == "2025"
    assert open_survey("2025", "data").respondents.value == 1


@pytest.mark.usefixtures("project")
def test_a_survey_is_read_again_only_if_a_file_changed(data: SampleData) -> None:
    survey = open_survey("2025")
    assert open_survey() is survey
    responses = data.folder / "waves" / "2025" / "responses.csv"
    text = responses.read_text("utf-8")
    responses.write_text(text.replace("behouden", "uitgevallen"), "utf-8")  # and no time between
    with pytest.raises(CkmError, match="but 0 were kept"):
        open_survey()
    responses.write_text(text, "utf-8")
    assert open_survey().respondents.value == 1


def test_the_data_folder_may_stand_elsewhere(
    data: SampleData, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert open_survey(data=str(data.folder)).wave.name == "2025"


def test_outside_a_project_the_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CkmError, match=r"there is no _quarto\.yml") as caught:
        open_survey()
    assert caught.value.place == str(tmp_path)


@pytest.mark.usefixtures("project")
def test_an_unknown_wave_is_refused() -> None:
    with pytest.raises(CkmError, match="there is no wave '1999'"):
        open_survey("1999")


def test_everything_promised_is_there() -> None:
    assert sorted(notebook.__all__) == notebook.__all__
    assert all(hasattr(notebook, name) for name in notebook.__all__)


def test_numbers_read_in_sentences_without_further_imports(data: SampleData) -> None:
    survey = data.survey({"gezien": "ja"}, {"gezien": "nee"})
    (number,) = words(survey["gezien"]["ja"]).numbers
    assert (number.text, number.count, number.base) == ("50%", 1, 2)
    assert words(survey.respondents).plain == "2"
