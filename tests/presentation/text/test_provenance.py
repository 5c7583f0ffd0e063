from __future__ import annotations

from survey_samples import WAVE, SampleData

from ckmreport.presentation.text.provenance import eyebrow, origin


def test_answers_of_people_are_called_so(data: SampleData) -> None:
    assert "uit de antwoorden van de respondenten" in origin(data.survey())


def test_a_reconstruction_says_that_no_row_is_a_person(data: SampleData) -> None:
    said = origin(data.synthetic().survey())
    assert "De antwoorden van 2025 zijn nooit openbaar gemaakt" in said
    assert "Geen enkele rij is een persoon." in said


def test_a_rehearsal_says_that_the_answers_are_invented(data: SampleData) -> None:
    data.replace(WAVE, "synthetic: false", "synthetic: false\ninvented: true")
    assert "De antwoorden zijn verzonnen" in origin(data.survey())


def test_a_new_edition_of_what_others_published_is_called_so(data: SampleData) -> None:
    assert eyebrow(data.survey().wave.metadata) == "Een uitgever"
    assert eyebrow(data.synthetic().survey().wave.metadata) == "Onafhankelijke heruitgave"
