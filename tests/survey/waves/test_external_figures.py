from __future__ import annotations

from survey_samples import CONTEXT, SampleData

from ckmreport.survey.waves.external_figures import ContextFigure, load_context


def test_figures_carry_year_and_source(data: SampleData) -> None:
    figures = load_context(data.folder / CONTEXT)
    assert figures["landelijk"] == ContextFigure(
        key="landelijk",
        value=1814,
        what="Geregistreerde slachtoffers",
        year="2024",
        source="register2025",
    )
    assert figures["periode"].value == "ongeveer de helft"
    assert figures["periode"].year == "2021–2024"


def test_an_absent_file_gives_no_figures(data: SampleData) -> None:
    assert load_context(data.folder / "none.yml") == {}
