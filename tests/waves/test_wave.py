from __future__ import annotations

import shutil

import pytest
from survey_samples import CROSS_TABULATIONS, INTERVIEWS, WAVE, SampleData

from ckmreport.errors import CkmError
from ckmreport.waves import open_wave


def add_wave(data: SampleData, name: str) -> None:
    folder = data.folder / "waves" / name
    shutil.copytree(data.folder / "waves/2025", folder)
    file = folder / "wave.yml"
    file.write_text(file.read_text("utf-8").replace('wave: "2025"', f'wave: "{name}"'), "utf-8")


def test_the_newest_wave_is_opened_unless_one_is_named(data: SampleData) -> None:
    add_wave(data, "2026")
    assert open_wave(data.folder).name == "2026"
    assert open_wave(data.folder, "2025").name == "2025"


def test_a_wave_is_whole(data: SampleData) -> None:
    wave = open_wave(data.folder)
    assert len(wave.responses) == 1
    assert wave.municipality.name == "Voorbeeldstad"
    assert set(wave.context) == {"landelijk", "periode"}
    assert sum(group.persons for group in wave.interviewees) == 3


def test_only_a_reconstruction_is_bound_to_its_publication(data: SampleData) -> None:
    assert open_wave(data.folder).published is None
    data.synthetic()
    assert open_wave(data.folder).published is not None


def test_a_reconstruction_needs_its_publication(data: SampleData) -> None:
    data.synthetic()
    path = data.folder / CROSS_TABULATIONS
    path.unlink()
    with pytest.raises(CkmError, match="this file does not exist") as caught:
        open_wave(data.folder)
    assert caught.value.place == str(path)


def test_the_response_must_add_up(data: SampleData) -> None:
    data.replace(WAVE, "started: 1", "started: 3")
    with pytest.raises(CkmError, match="3 started and 0 dropped out, but 1 were kept") as caught:
        open_wave(data.folder)
    assert caught.value.place == str(data.folder / WAVE)


def test_rows_of_drop_outs_are_all_there_or_left_out(data: SampleData) -> None:
    out = {"status": "uitgevallen"}
    data.answer({"gezien": "ja"}, out, out, dropped_out=2)
    assert len(open_wave(data.folder).responses) == 1
    data.answer({"gezien": "ja"}, out)
    data.replace(WAVE, "started: 2, dropped_out: 0", "started: 3, dropped_out: 2")
    with pytest.raises(CkmError, match="2 dropped out, but 1 rows say so") as caught:
        open_wave(data.folder)
    assert caught.value.place == str(data.folder / WAVE)


def test_interviews_of_which_the_metadata_knows_nothing_stop_the_run(data: SampleData) -> None:
    data.replace(WAVE, "interviews: {", "# interviews: {")
    coded = (data.folder / WAVE).with_name("interviews.yml")
    coded.write_text("interviews: 3\nthemes: []\nquotations: []\n", "utf-8")
    for path in (data.folder / INTERVIEWS, coded):
        with pytest.raises(CkmError, match=f"{path.name} is about interviews") as caught:
            open_wave(data.folder)
        assert caught.value.place == str(data.folder / WAVE)
        path.unlink()
    assert open_wave(data.folder).metadata.interviews is None
