from __future__ import annotations

from pathlib import Path

import pytest
from checked_samples import Sample, clean_sample

from ckmreport.intake.matching.mapping import Role
from ckmreport.intake.privacy import screen, without_personal_texts

ADDRESS = "verzonnen@example.org"


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    return clean_sample(tmp_path)


def noted(text: str) -> list[str]:
    return [text, *["niets"] * 59]


def test_a_clean_export_gives_no_findings(sample: Sample) -> None:
    assert screen(sample.export, sample.mapping).findings == ()


@pytest.mark.parametrize("role", ["open", "unknown", "ignored", "question"])
def test_a_personal_text_stops_the_run_and_is_not_quoted(sample: Sample, role: Role) -> None:
    spoiled = sample.add("tekst", role, noted(f"mail {ADDRESS}"))
    found = screen(spoiled.export, spoiled.mapping).findings
    (error,) = [finding for finding in found if finding.severity == "error"]
    assert (error.check, error.column, error.rows) == ("email", "tekst", (2,))
    assert all(ADDRESS not in f"{f}" for f in found)


@pytest.mark.parametrize("role", ["personal", "started", "ended"])
def test_columns_that_are_dropped_anyway_do_not_stop_it(sample: Sample, role: Role) -> None:
    spoiled = sample.add("tekst", role, ADDRESS)
    found = screen(spoiled.export, spoiled.mapping).findings
    assert [f.severity for f in found] == (["note"] if role == "personal" else [])


def test_masking_leaves_the_rest_of_the_text(sample: Sample) -> None:
    spoiled = sample.add("tekst", "open", noted(f"mail {ADDRESS} maar"))
    screened = screen(spoiled.export, spoiled.mapping, mask=True)
    assert screened.export.frame.loc[2, "tekst"] == "mail [e-mailadres] maar"
    assert spoiled.frame.loc[2, "tekst"] == f"mail {ADDRESS} maar"
    assert [(f.severity, f.check) for f in screened.findings] == [
        ("note", "email"),
        ("note", "open-answers"),
    ]
    assert all(f.severity == "note" for f in screen(screened.export, spoiled.mapping).findings)


def test_a_respondent_number_is_never_masked(sample: Sample) -> None:
    spoiled = sample.cell("id", 3, ADDRESS)
    screened = screen(spoiled.export, spoiled.mapping, mask=True)
    assert [(f.severity, f.check, f.rows) for f in screened.findings] == [("error", "email", (3,))]
    assert screened.export.frame.loc[3, "id"] == ADDRESS


def test_running_numbers_are_no_bsn_unless_all_pass_the_test(sample: Sample) -> None:
    running = sample.cell("id", 2, "111222333")
    assert screen(running.export, running.mapping).findings == ()
    frame = sample.frame.assign(id="111222333")
    numbers = Sample(sample.questionnaire, frame, sample.columns, sample.roles)
    assert [f.check for f in screen(numbers.export, numbers.mapping).findings] == ["bsn"]


def test_dropped_columns_and_open_answers_are_noted(sample: Sample) -> None:
    told = sample.add("IPAddress", "personal", "x").add("tekst", "open", noted("Jan"))
    notes = screen(told.export, told.mapping).findings
    assert [(f.severity, f.check) for f in notes] == [
        ("note", "personal-column"),
        ("note", "open-answers"),
    ]
    assert "Namen van personen zijn niet met zekerheid te herkennen" in notes[1].message


def test_a_column_that_is_named_after_a_person_is_masked_in_findings(sample: Sample) -> None:
    (found,) = sample.add(ADDRESS, "unknown", "x").findings()
    assert ADDRESS in found.message
    clean = without_personal_texts(found)
    assert ADDRESS not in f"{clean}"
    assert clean.column == "[e-mailadres]"
