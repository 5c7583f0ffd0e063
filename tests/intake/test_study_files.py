from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from export_samples import DATA

from ckmreport.foundation.errors import CkmError
from ckmreport.intake.study_files import study_questionnaire
from ckmreport.survey.waves.wave_folders import STUDY_FILES


@pytest.mark.parametrize("there", [(), ("topics.yml",), ("questionnaire.yml", "topics.yml")])
def test_what_a_data_folder_lacks_is_named(tmp_path: Path, there: tuple[str, ...]) -> None:
    for name in there:
        shutil.copy(DATA / name, tmp_path)
    lacking = [name for name in STUDY_FILES if name not in there]
    with pytest.raises(CkmError, match=rf"it lacks {', '.join(lacking)}\. ") as caught:
        study_questionnaire(tmp_path, needed=STUDY_FILES)
    assert caught.value.place == str(tmp_path)


def test_a_questionnaire_may_come_alone_where_nothing_else_is_needed(tmp_path: Path) -> None:
    shutil.copy(DATA / "questionnaire.yml", tmp_path)
    alone, whole = study_questionnaire(tmp_path), study_questionnaire(DATA, needed=STUDY_FILES)
    assert alone.questions == whole.questions
