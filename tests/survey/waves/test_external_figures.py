from __future__ import annotations

import pytest
from survey_samples import CONTEXT, SampleData

from ckmreport.foundation.errors import CkmError
from ckmreport.survey.waves.external_figures import ContextFigure, load_context


def test_figures_carry_year_and_source(data: SampleData) -> None:
    figures = load_context(data.folder / CONTEXT)
    assert figures["landelijk"] == ContextFigure(
        "landelijk", 1814, "Geregistreerde slachtoffers", "2024", "register2025"
    )
    assert figures["periode"].value == "ongeveer de helft"
    assert figures["periode"].year == "2021–2024"


def test_an_absent_file_gives_no_figures(data: SampleData) -> None:
    assert load_context(data.folder / "none.yml") == {}


@pytest.mark.parametrize(
    ("old", "new", "at", "message"),
    [
        ("  source: register2025\n", "", "value: 1814", "'landelijk' lacks source"),
        ("what: Een", "wat: x\n  what: Een", "wat: x", "unknown key 'wat'"),
        ("value: 1814", "value: 18.14", "18.14", "'landelijk' must be a whole number or quoted"),
        ("value: 1814", "value: true", "true", "'landelijk' must be a whole number or quoted"),
        ("year: 2024", "year: 2024-01-01", "2024-01", "'landelijk' needs a year, or a quoted"),
        ("year: 2024", "year: true", "true", "'landelijk' needs a year, or a quoted"),
        ("source: register2025", "source: 2025", "source: 2025", "'source' must be text"),
    ],
)
def test_a_fault_is_named_with_its_line(
    old: str, new: str, at: str, message: str, data: SampleData
) -> None:
    path = data.replace(CONTEXT, old, new)
    with pytest.raises(CkmError) as caught:
        load_context(path)
    assert caught.value.message.startswith(message)
    assert caught.value.place == data.line(CONTEXT, at)
