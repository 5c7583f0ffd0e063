from __future__ import annotations

from pathlib import Path

import pytest
from checked_samples import clean_sample

from ckmreport.intake.export import Column
from ckmreport.intake.personal_columns import mark_personal, personal_reason


@pytest.mark.parametrize(
    "column",
    [
        Column("IPAddress"),
        Column("LocationLatitude"),
        Column("RecipientEmail"),
        Column("E-mail"),
        Column("Telefoonnummer"),
        Column("Naam"),
        Column("Q1_Browser"),
        Column("Q1_Operating System"),
        Column("Q1_Click Count"),
        Column("q12Time"),
        Column("q40", "Wat is uw e-mailadres?"),
        Column("Mogen wij uw telefoonnummer noteren?"),
    ],
    ids=lambda column: column.label or column.name,
)
def test_a_name_or_a_label_tells(column: Column) -> None:
    assert personal_reason(column)


@pytest.mark.parametrize(
    "column",
    [Column("contact"), Column("q3", "Met wie nam u contact op?"), Column("functie_anders")],
    ids=lambda column: column.label or column.name,
)
def test_an_ordinary_column_is_none(column: Column) -> None:
    assert personal_reason(column) is None


def test_only_columns_that_nobody_placed_and_open_answers_become_personal(tmp_path: Path) -> None:
    sample = (
        clean_sample(tmp_path)
        .add("q40", "open", "x", label="Laat hier uw telefoonnummer achter")
        .add("naam", "unknown", "x")
        .add("adres", "ignored", "x")
        .add("toelichting", "open", "x")
    )
    marked = mark_personal(sample.export, sample.mapping)
    assert [m.column for m in marked.with_role("personal")] == ["q40", "naam"]
    assert [m.reason for m in marked.with_role("personal")] == ["contactgegeven"] * 2
    assert [m.column for m in marked.with_role("open")] == ["toelichting"]
