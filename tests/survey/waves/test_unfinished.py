from __future__ import annotations

from survey_samples import CONTEXT, WAVE, SampleData

from ckmreport.survey.waves.unfinished import Unfinished, unfinished


def test_a_finished_wave_has_nothing_on_the_list(data: SampleData) -> None:
    folder = (data.folder / WAVE).parent
    (folder / "text").mkdir()
    (folder / "text" / "doel.md").write_text("Een doel.\n", "utf-8")
    assert unfinished(folder, (), ()) == ()


def test_entries_texts_and_what_is_left_open_in_them_are_listed(data: SampleData) -> None:
    data.replace(CONTEXT, "what: Een schatting", "what: nog in te vullen")
    folder = (data.folder / WAVE).parent
    (folder / "text").mkdir()
    (folder / "text" / "werving.md").write_text("Zo ging het: **nog in te vullen**.\n", "utf-8")
    (folder / "text" / "README.md").write_text("Nog in te vullen zijn er veel.\n", "utf-8")
    assert unfinished(folder, ["publisher"], ["text/doel.md", "text/slot.md", "text/doel.md"]) == (
        Unfinished("wave.yml", "publisher"),
        Unfinished("text/doel.md", exists=False),
        Unfinished("text/slot.md", exists=False),
        Unfinished("context.yml"),
        Unfinished("text/werving.md"),
    )
