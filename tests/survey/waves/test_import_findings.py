from __future__ import annotations

import json
from pathlib import Path

import pytest

from ckmreport.foundation.errors import CkmError
from ckmreport.survey.waves.import_findings import RecordedFinding, load_checks

FINDING = {
    "severity": "warning",
    "check": "exclusive-option",
    "column": "lft",
    "rows": [2, 5],
    "value": "",
    "message": "Iets.",
    "advice": "Doe iets.",
}


def write(folder: Path, **changes: object) -> Path:
    path = folder / "checks.json"
    content = {"schema": 1, "wave": "2025", "rows": 10, "findings": [FINDING], **changes}
    path.write_text(json.dumps(content), "utf-8")
    return path


def test_a_wave_without_checks_has_none(tmp_path: Path) -> None:
    assert load_checks(tmp_path / "checks.json") is None


def test_findings_are_read(tmp_path: Path) -> None:
    note = {**FINDING, "severity": "note", "rows": []}
    checks = load_checks(write(tmp_path, findings=[FINDING, note]))
    assert checks is not None
    warning = RecordedFinding("warning", "exclusive-option", "lft", (2, 5), "Iets.")
    assert checks.warnings == (warning,)
    assert len(checks.findings) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"schema": 2},
        {"rows": "veel"},
        {"findings": [{"severity": "warning"}]},
        {"findings": [{**FINDING, "severity": "ernstig"}]},
        {"findings": None},
    ],
)
def test_a_malformed_file_is_named(tmp_path: Path, changes: dict[str, object]) -> None:
    path = write(tmp_path, **changes)
    with pytest.raises(CkmError, match="no list of checks") as caught:
        load_checks(path)
    assert caught.value.place == str(path)
