from __future__ import annotations

import pytest

from ckmreport.intake.export import Column
from ckmreport.intake.matching.personal_columns import personal_reason


@pytest.mark.parametrize(
    "column",
    [
        Column("IPAddress"),
        Column("LocationLatitude"),
        Column("RecipientEmail"),
        Column("E-mail"),
        Column("Telefoonnummer"),
        Column("Naam"),
        Column("token"),
        Column("refurl"),
        Column("ipaddr. IP address"),
        Column("Referrer URL"),
        Column("datestamp"),
        Column("Total time"),
        Column("Duration (in seconds)"),
        Column("Laatst gewijzigd"),
        Column("groupTime12"),
        Column("Q3_First Click"),
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


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("ipaddr", "gegeven van het apparaat of de verbinding"),
        ("Q3_Resolution", "gegeven van het apparaat of de verbinding"),
        ("RecordedDate", "nauwkeurig tijdstip of duur"),
        ("Q3_Click Count", "nauwkeurig tijdstip of duur"),
        ("ExternalReference", "contactgegeven"),
    ],
)
def test_the_reason_says_what_the_column_tells(name: str, reason: str) -> None:
    assert personal_reason(Column(name)) == reason
