from __future__ import annotations

import shutil

from survey_samples import CROSS_TABULATIONS, RESPONSES, SampleData

from ckmreport.survey.waves import open_wave
from ckmreport.survey.waves.data_files import source_files


def test_data_are_listed_and_texts_are_not(data: SampleData) -> None:
    text = data.folder / "waves/2025/text/doel.md"
    text.parent.mkdir()
    text.write_text("Tekst.", "utf-8")
    names = [file.name for file in source_files(data.survey({}).wave)]
    assert names[:3] == ["questionnaire.yml", "municipality.yml", "topics.yml"]
    assert RESPONSES not in names  # of few people, what they answered can be guessed from it
    assert not any(name.endswith(".md") or name.startswith("publication") for name in names)


def test_a_reconstruction_rests_on_its_publication_too(data: SampleData) -> None:
    names = [file.name for file in source_files(data.synthetic().survey({}).wave)]
    assert CROSS_TABULATIONS in names
    assert RESPONSES in names


def test_the_hash_changes_with_the_content(data: SampleData) -> None:
    before = source_files(data.survey({}).wave)
    (data.folder / "waves/2025/context.yml").write_text("# anders\n", "utf-8")
    after = source_files(data.survey({}).wave)
    changed = [one.name for one, other in zip(before, after, strict=True) if one != other]
    assert changed == ["waves/2025/context.yml"]


def test_the_files_of_several_waves_are_listed_each_once(data: SampleData) -> None:
    shutil.copytree(data.folder / "waves/2025", data.folder / "waves/2026")
    data.replace("waves/2026/wave.yml", 'wave: "2025"', 'wave: "2026"')
    waves = [open_wave(data.folder, name) for name in ("2026", "2025")]
    names = [file.name for file in source_files(*waves)]
    assert len(names) == len(set(names))
    assert {"waves/2025/wave.yml", "waves/2026/wave.yml"} < set(names)


def test_a_file_that_holds_for_no_wave_of_the_report_is_not_listed(data: SampleData) -> None:
    shutil.copytree(data.folder / "waves/2025", data.folder / "waves/2026")
    data.replace("waves/2026/wave.yml", 'wave: "2025"', 'wave: "2026"')
    own = data.keep_questionnaire("2025")
    later, earlier = (open_wave(data.folder, name) for name in ("2026", "2025"))
    alone, both = ([file.name for file in source_files(*w)] for w in ((earlier,), (later, earlier)))
    assert alone[0] == own
    assert alone.count(own) == 1
    assert "questionnaire.yml" not in alone
    assert {own, "questionnaire.yml"} < set(both)
