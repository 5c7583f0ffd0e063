from __future__ import annotations

import json
from pathlib import Path

from checked_samples import clean_sample

from ckmreport.intake.findings_file import write_checks
from ckmreport.intake.privacy import screen
from ckmreport.survey.waves.import_findings import load_checks

SECRET = "verzonnen@example.org"


def test_what_is_written_is_what_the_report_reads(tmp_path: Path) -> None:
    sample = clean_sample(tmp_path).cell("lft__wn", 2, "1").cell("datum", 3, "2024-01-01")
    findings = sample.findings()
    write_checks(tmp_path, findings, wave="2025", rows=60)
    checks = load_checks(tmp_path / "checks.json")
    assert checks is not None
    assert checks.rows == 60
    assert [f.message for f in checks.findings] == [f.message for f in findings]
    assert [f.rows for f in checks.warnings] == [(2,), (3,)]


def test_the_file_counts_per_severity(tmp_path: Path) -> None:
    sample = clean_sample(tmp_path).cell("gezien", 5, "9").cell("lft__wn", 2, "1")
    write_checks(tmp_path, sample.findings(), wave="2025", rows=60)
    content = json.loads((tmp_path / "checks.json").read_text("utf-8"))
    assert (content["schema"], content["wave"]) == (1, "2025")
    assert content["counts"] == {"error": 1, "warning": 1, "note": 0}


def test_nothing_that_leads_to_a_person_is_written(tmp_path: Path) -> None:
    sample = (
        clean_sample(tmp_path)
        .add(SECRET, "unknown", SECRET)
        .add("tekst", "open", SECRET)
        .cell("id", 4, "r0")
        .cell("gezien", 5, SECRET)
        .cell("st1", 6, "Jansen van de wijk")
    )
    findings = (*sample.findings(), *screen(sample.export, sample.mapping).findings)
    write_checks(tmp_path, findings, wave="2025", rows=60)
    for name in ("checks.json", "checks.html"):
        text = (tmp_path / name).read_text("utf-8")
        assert "[e-mailadres]" in text
        for personal in (SECRET, "Jansen", "r0"):
            assert personal not in text, (name, personal)
