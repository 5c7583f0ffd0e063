from __future__ import annotations

import json
from pathlib import Path

import pytest
from survey_samples import SampleData

from ckmreport.errors import CkmError
from ckmreport.questionnaire import load_questionnaire
from ckmreport.waves.fingerprint import (
    earlier_fingerprints,
    fingerprint,
    load_fingerprint,
    write_fingerprint,
)


def test_what_is_written_is_read_back(data: SampleData, tmp_path: Path) -> None:
    questionnaire = load_questionnaire(data.folder / "questionnaire.yml")
    write_fingerprint(tmp_path, questionnaire)
    assert load_fingerprint(tmp_path) == fingerprint(questionnaire)


def test_a_form_holds_what_a_respondent_meets(data: SampleData) -> None:
    form = fingerprint(load_questionnaire(data.folder / "questionnaire.yml"))["plek"]
    assert form.text == "Waar was dat?"
    assert form.options == {"straat": "Straat", "school": "School", "wn": "Weet niet"}
    assert (form.kind, form.exclusive, form.routing) == ("multi", ("wn",), "se_n ≠ 0")


def test_coded_variables_are_not_asked(data: SampleData) -> None:
    assert "domein" not in fingerprint(load_questionnaire(data.folder / "questionnaire.yml"))


def test_line_breaks_are_no_change(data: SampleData) -> None:
    before = fingerprint(load_questionnaire(data.folder / "questionnaire.yml"))
    data.replace("questionnaire.yml", "text: Waar was dat?", "text: >-\n      Waar\n      was dat?")
    assert fingerprint(load_questionnaire(data.folder / "questionnaire.yml")) == before


def test_earlier_waves_come_oldest_first_without_those_that_keep_none(data: SampleData) -> None:
    questionnaire = load_questionnaire(data.folder / "questionnaire.yml")
    for name in ("2021", "2023", "2027"):
        folder = data.folder / "waves" / name
        folder.mkdir()
        (folder / "wave.yml").touch()
        write_fingerprint(folder, questionnaire)
    assert list(earlier_fingerprints(data.folder, "2026")) == ["2021", "2023"]


@pytest.mark.parametrize("content", ["{", "[]", '{"schema": 2, "questions": {}}'])
def test_a_malformed_file_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "questionnaire.json").write_text(content, "utf-8")
    with pytest.raises(CkmError, match="no description of a questionnaire") as caught:
        load_fingerprint(tmp_path)
    assert caught.value.place == str(tmp_path / "questionnaire.json")


def test_a_form_without_its_options_is_malformed(tmp_path: Path) -> None:
    content = {"schema": 1, "questions": {"x": {"kind": "single", "text": "X"}}}
    (tmp_path / "questionnaire.json").write_text(json.dumps(content), "utf-8")
    with pytest.raises(CkmError, match="no description"):
        load_fingerprint(tmp_path)
