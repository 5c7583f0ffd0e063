from __future__ import annotations

import shutil

import pytest
from survey_samples import CROSS_TABULATIONS, INTERVIEWS, WAVE, SampleData

from ckmreport.foundation.errors import CkmError
from ckmreport.survey.waves import open_wave


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


def test_each_wave_has_the_questions_that_it_asked(data: SampleData) -> None:
    add_wave(data, "2026")
    data.keep_questionnaire("2025")
    data.replace("questionnaire.yml", "Hebt u iets gezien?", "Zag u iets, de laatste {period}?")
    data.replace("questionnaire.yml", "period: twee jaar", "period: zes weken")
    before, after = (open_wave(data.folder, name).questionnaire for name in ("2025", "2026"))
    assert (before["gezien"].text, before.period) == ("Hebt u iets gezien?", "twee jaar")
    assert after["gezien"].text == "Zag u iets, de laatste zes weken?"
    assert before.file == data.folder / "waves/2025/questionnaire.yml"
    assert after.file == data.folder / "questionnaire.yml"


def test_a_fault_in_the_questionnaire_of_a_wave_is_named_there(data: SampleData) -> None:
    own = data.keep_questionnaire("2025")
    data.replace(own, "kind: multi", "kind: open")
    with pytest.raises(CkmError, match="unknown kind 'open'") as caught:
        open_wave(data.folder)
    assert caught.value.place == data.line(own, "kind: open")


def test_districts_may_differ_from_wave_to_wave(data: SampleData) -> None:
    add_wave(data, "2026")
    for name in ("questionnaire.yml", "municipality.yml", "topics.yml"):
        shutil.copyfile(data.folder / name, data.folder / "waves/2025" / name)
    data.replace("questionnaire.yml", '      "zuid": Zuid\n', '      "west": West\n')
    data.replace("municipality.yml", "zuid: {label: Zuid", "west: {label: West")
    data.replace("topics.yml", "title: Functie", "title: Werk")
    before, after = (open_wave(data.folder, name) for name in ("2025", "2026"))
    assert [one.code for one in before.municipality.districts] == ["noord", "zuid"]
    assert [one.code for one in after.municipality.districts] == ["noord", "west"]
    assert [one.topics.topics[0].title for one in (before, after)] == ["Functie", "Werk"]
