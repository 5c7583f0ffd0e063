from __future__ import annotations

from survey_samples import SampleData

from ckmreport.survey.waves.wave_questionnaire import wave_questionnaire


def test_a_wave_has_the_options_that_it_offered(data: SampleData) -> None:
    name = "questionnaire.yml"
    data.replace(name, '"deels": Deels', '"deels": {label: Deels, until: "2025"}')
    assert wave_questionnaire(data.folder, "2025")["gezien"].codes == ("ja", "deels", "nee")
    assert wave_questionnaire(data.folder, "2026")["gezien"].codes == ("ja", "nee")


def test_its_own_questionnaire_goes_first(data: SampleData) -> None:
    own = data.keep_questionnaire()
    data.replace(own, "Hebt u iets gezien?", "Zag u iets?")
    assert wave_questionnaire(data.folder, "2025")["gezien"].text == "Zag u iets?"
    assert wave_questionnaire(data.folder, "2026")["gezien"].text == "Hebt u iets gezien?"
