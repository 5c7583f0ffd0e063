from __future__ import annotations

import json
from pathlib import Path

import pytest
from survey_samples import WAVE, SampleData

from ckmreport.presentation.tables.import_findings import check_report, revision_notice

ANSWERS = {"wijk": "noord", "functie": "docent", "gezien": "nee"}
WARNING = {"severity": "warning", "check": "x", "column": "x", "rows": [2, 3], "message": "Iets."}


def record(data: SampleData, *findings: object, rows: int = 1250) -> None:
    path = data.folder / "waves/2025/checks.json"
    content = {"schema": 1, "wave": "2025", "rows": rows, "findings": findings}
    path.write_text(json.dumps(content), "utf-8")


def told(data: SampleData) -> str:
    return check_report(data.survey(ANSWERS)).markdown


def test_a_wave_without_a_record_says_so(data: SampleData) -> None:
    assert "niet vastgelegd" in told(data)


def test_a_clean_export_is_told_with_its_rows(data: SampleData) -> None:
    record(data)
    assert "telde 1.250 rijen" in told(data)
    assert told(data).endswith("Daarbij is niets gevonden dat de uitkomsten raakt.")


def test_warnings_are_listed_with_how_many_rows_they_are_about(data: SampleData) -> None:
    record(data, WARNING, {**WARNING, "rows": [4]}, {**WARNING, "rows": []})
    lines = told(data).splitlines()[-3:]
    assert lines == [
        "- Iets\\. Het gaat om 2 rijen.",
        "- Iets\\. Het gaat om 1 rij.",
        "- Iets\\.",
    ]


def test_few_rows_are_not_counted(data: SampleData) -> None:
    data.replace(WAVE, "min_cell: 0", "min_cell: 4")
    record(data, {**WARNING, "rows": [2, 3, 4]}, {**WARNING, "rows": [2, 3, 4, 5]})
    assert told(data).splitlines()[-2:] == [
        "- Iets\\. Het gaat om minder dan 4 rijen.",
        "- Iets\\. Het gaat om 4 rijen.",
    ]


def test_notes_stay_out_of_the_report(data: SampleData) -> None:
    record(data, {**WARNING, "severity": "note", "message": "Een aantekening."})
    assert "aantekening" not in told(data)


@pytest.mark.parametrize("markup", ["<script>", "`{python} 1`", "[x](javascript:1)", "{{< x >}}"])
def test_markup_in_a_warning_is_text(data: SampleData, markup: str) -> None:
    record(data, {**WARNING, "message": f"Kolom “{markup}” is vreemd."})
    assert markup not in told(data)


CHANGE = """\
changes:
  - date: 2026-12-03
    reason: "Dubbele rijen <b>verwijderd</b>."
    before: {before}
    after: {after}
    previous: previous/1
    published: {published}
"""


def changed(data: SampleData, *, before: int, after: int, published: str = "true") -> Path:
    path = data.folder / "waves/2025/changes.yml"
    path.write_text(CHANGE.format(before=before, after=after, published=published), "utf-8")
    return path


def test_a_wave_that_was_never_replaced_has_no_notice(data: SampleData) -> None:
    assert revision_notice(data.survey(ANSWERS)) is None


def test_a_replaced_wave_says_when_why_and_what_it_changed(data: SampleData) -> None:
    changed(data, before=1250, after=1200)
    notice = revision_notice(data.survey(ANSWERS))
    assert notice is not None
    assert notice.markdown.startswith('::: {.callout-important title="Deze meting is herzien"}')
    assert "3\N{NO-BREAK SPACE}december 2026: Dubbele rijen" in notice.markdown
    assert "Van 1.250 respondenten werden het er 1.200." in notice.markdown
    assert "<b>" not in notice.markdown


def test_a_replacement_can_leave_the_number_as_it_was(data: SampleData) -> None:
    changed(data, before=1200, after=1200)
    notice = revision_notice(data.survey(ANSWERS))
    assert notice is not None
    assert "Het aantal respondenten bleef 1.200." in notice.markdown


def test_a_draft_that_got_other_answers_revises_nothing(data: SampleData) -> None:
    changed(data, before=1200, after=1250, published="false")
    assert revision_notice(data.survey(ANSWERS)) is None
